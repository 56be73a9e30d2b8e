"""What a PDF file says of itself, read in a process of its own.

A PDF from outside may be built to run for ever or to fill the memory, so the reading process has little of both, and
whatever happens to it the file just could not be read. Run as a program, this module reads a PDF from its standard
input and writes its facts as JSON.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from typing import IO, Any

SECONDS = 10
MEMORY = 1_000_000_000
LARGEST = 200_000_000
# The end of a file that says where its contents are stands near its end.
TAIL = 4096


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """What a screen reader depends on."""

    tagged: bool
    language: str
    title: str


def read_pdf(file: IO[bytes]) -> PdfFacts | None:
    """The facts of ``file``, a real file on disk; None where it can't be read."""
    if not looks_like_pdf(file):
        return None
    file.seek(0)
    try:
        # Nothing of the file is in the command: it comes by standard input.
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-I", __file__], stdin=file, capture_output=True, timeout=2 * SECONDS, check=True, env={}
        )
        return PdfFacts(**json.loads(done.stdout))
    except (subprocess.SubprocessError, OSError, ValueError, TypeError):
        return None


def looks_like_pdf(file: IO[bytes]) -> bool:
    """Whether it is worth a process: it has a PDF's beginning and end and is not too large."""
    size = file.seek(0, 2)
    file.seek(0)
    head = file.read(1024)
    file.seek(max(0, size - TAIL))
    return size <= LARGEST and b"%PDF-" in head and b"startxref" in file.read(TAIL)


def facts_in(file: IO[bytes]) -> PdfFacts:
    """The facts of ``file``. Whatever is wrong with it raises something."""
    from pypdf import PdfReader

    reader = PdfReader(file, strict=False)
    if reader.is_encrypted:
        raise ValueError("encrypted")
    root = reader.root_object
    title = reader.metadata.title if reader.metadata else None
    is_marked = bool(_inside(_inside(root, "/MarkInfo"), "/Marked"))
    return PdfFacts(
        tagged=is_marked and _inside(_inside(root, "/StructTreeRoot"), "/K") is not None,
        language=str(_inside(root, "/Lang") or "")[:35],
        title=str(title or "").strip()[:255],
    )


def _inside(dictionary: Any, name: str) -> Any:
    from pypdf.generic import BooleanObject, DictionaryObject

    if not isinstance(dictionary, DictionaryObject) or name not in dictionary:
        return None
    value = dictionary[name]
    return value.value if isinstance(value, BooleanObject) else value


def _main() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    sys.stdout.write(json.dumps(asdict(facts_in(sys.stdin.buffer))))


if __name__ == "__main__":
    _main()
