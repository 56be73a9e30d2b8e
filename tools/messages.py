"""Message catalogues without the system's gettext: collect msgids from the code, and compile .po to .mo.

    python tools/messages.py extract    add new msgids to every catalogue, drop those no longer used
    python tools/messages.py compile    write the .mo files
    python tools/messages.py check      say what is missing, empty or not compiled; exit 1 if anything is

English is the language of the msgids and needs no catalogue.
"""

from __future__ import annotations

import ast
import re
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Each folder with catalogues, and where its msgids stand.
SOURCES = {
    "frontend_templates/locale": ["frontend_templates"],
    "cms/locale": ["cms", "geo", "knowledge", "search", "energy"],
}
LANGUAGES = {"frontend_templates/locale": ["de", "it"], "cms/locale": ["de", "it"]}
PLURALS = "nplurals=2; plural=(n != 1);"
CALLS = {"_": "s", "gettext": "s", "gettext_lazy": "s", "gettext_noop": "s", "ngettext": "sp", "ngettext_lazy": "sp",
         "pgettext": "cs", "pgettext_lazy": "cs", "npgettext": "csp"}  # fmt: skip
_STRING = r"""(?:u?'(?:[^'\\]|\\.)*'|u?"(?:[^"\\]|\\.)*")"""
_IN_TEMPLATE = re.compile(rf"\b({'|'.join(CALLS)})\(\s*({_STRING}(?:\s*,\s*{_STRING})*)")

Key = tuple[str, str, str]  # context, msgid, plural


@dataclass
class Catalogue:
    """The translations of one language."""

    path: Path
    entries: dict[Key, list[str]] = field(default_factory=dict)

    @property
    def compiled(self) -> Path:
        return self.path.with_suffix(".mo")


def python_messages(path: Path) -> Iterator[Key]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        shape = CALLS.get(name, "")
        texts = [arg.value for arg in node.args[: len(shape)] if isinstance(arg, ast.Constant)]
        if shape and len(texts) == len(shape) and all(isinstance(text, str) for text in texts):
            yield key(shape, texts)


def template_messages(path: Path) -> Iterator[Key]:
    from django.utils.translation.template import templatize

    for call, arguments in _IN_TEMPLATE.findall(templatize(path.read_text(encoding="utf-8"), origin=str(path))):
        shape = CALLS[call]
        texts = [ast.literal_eval(text) for text in re.findall(_STRING, arguments)]
        yield key(shape, texts[: len(shape)])


def key(shape: str, texts: list[str]) -> Key:
    named = dict(zip(shape, texts, strict=True))
    return named.get("c", ""), named["s"], named.get("p", "")


def messages(folders: list[str]) -> set[Key]:
    """Every msgid below ``folders``."""
    found: set[Key] = set()
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if "migrations" in path.parts or "node_modules" in path.parts:
                continue
            if path.suffix == ".py":
                found.update(python_messages(path))
            elif path.suffix == ".html":
                found.update(template_messages(path))
    return {message for message in found if message[1]}


def read(path: Path) -> Catalogue:
    """The catalogue at ``path``; empty where there is none."""
    catalogue = Catalogue(path)
    if not path.exists():
        return catalogue
    for paragraph in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        parts: dict[str, str] = {}
        current = ""
        for line in paragraph.splitlines():
            match = re.match(r"""(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?)\s+(".*")$""", line)
            if match:
                current = match[1]
                parts[current] = ast.literal_eval(match[2])
            elif line.startswith('"') and current:
                parts[current] += ast.literal_eval(line)
        if parts.get("msgid"):
            texts = [parts[name] for name in sorted(parts) if name.startswith("msgstr")]
            catalogue.entries[parts.get("msgctxt", ""), parts["msgid"], parts.get("msgid_plural", "")] = texts
    return catalogue


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def header(language: str) -> str:
    return (
        f"Language: {language}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\nPlural-Forms: {PLURALS}\n"
    )


def write(catalogue: Catalogue, language: str) -> None:
    blocks = ['msgid ""\nmsgstr ""\n' + "\n".join(quoted(line + "\n") for line in header(language).splitlines())]
    for (context, msgid, plural), texts in sorted(catalogue.entries.items(), key=lambda item: item[0][1].lower()):
        lines = [f"msgctxt {quoted(context)}"] if context else []
        lines.append(f"msgid {quoted(msgid)}")
        if plural:
            lines.append(f"msgid_plural {quoted(plural)}")
            lines += [f"msgstr[{number}] {quoted(text)}" for number, text in enumerate(texts)]
        else:
            lines.append(f"msgstr {quoted(texts[0])}")
        blocks.append("\n".join(lines))
    catalogue.path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.path.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")


def compiled(catalogue: Catalogue, language: str) -> bytes:
    """The catalogue in GNU's binary form, always the same bytes for the same words."""
    pairs = {b"": header(language).encode()}
    for (context, msgid, plural), texts in catalogue.entries.items():
        if all(texts):
            name = f"{context}\x04{msgid}" if context else msgid
            pairs[(f"{name}\x00{plural}" if plural else name).encode()] = "\x00".join(texts).encode()
    keys = sorted(pairs)
    ids = b"".join(each + b"\x00" for each in keys)
    words = b"".join(pairs[each] + b"\x00" for each in keys)
    start = 7 * 4 + 16 * len(keys)
    table_of_ids, table_of_words, id_at, word_at = b"", b"", start, start + len(ids)
    for each in keys:
        table_of_ids += struct.pack("<II", len(each), id_at)
        table_of_words += struct.pack("<II", len(pairs[each]), word_at)
        id_at += len(each) + 1
        word_at += len(pairs[each]) + 1
    return struct.pack("<7I", 0x950412DE, 0, len(keys), 28, 28 + 8 * len(keys), 0, start) + (
        table_of_ids + table_of_words + ids + words
    )


def catalogues() -> Iterator[tuple[str, str, Catalogue]]:
    for folder, languages in LANGUAGES.items():
        for language in languages:
            yield folder, language, read(ROOT / folder / language / "LC_MESSAGES" / "django.po")


def extract() -> None:
    """Bring every catalogue to the msgids that the code has."""
    for folder, language, catalogue in catalogues():
        if folder != "frontend_templates/locale" and not catalogue.path.exists():
            continue
        wanted = messages(SOURCES[folder])
        catalogue.entries = {
            message: catalogue.entries.get(message) or [""] * (2 if message[2] else 1) for message in wanted
        }
        write(catalogue, language)


def compile_all() -> None:
    """Write every .mo file whose .po has changed."""
    for _folder, language, catalogue in catalogues():
        if catalogue.entries:
            content = compiled(catalogue, language)
            if not catalogue.compiled.exists() or catalogue.compiled.read_bytes() != content:
                catalogue.compiled.write_bytes(content)


def problems() -> list[str]:
    """What is wrong with the catalogues that are there."""
    found = []
    for folder, language, catalogue in catalogues():
        if not catalogue.entries:
            continue
        name = f"{folder} {language}"
        wanted = messages(SOURCES[folder])
        found += [
            f"{name}: not in the catalogue: {message[1]!r}" for message in sorted(wanted - set(catalogue.entries))
        ]
        found += [f"{name}: no longer used: {m[1]!r}" for m in sorted(set(catalogue.entries) - wanted)]
        found += [f"{name}: not translated: {m[1]!r}" for m, texts in catalogue.entries.items() if not all(texts)]
        if not catalogue.compiled.exists() or catalogue.compiled.read_bytes() != compiled(catalogue, language):
            found.append(f"{name}: not compiled")
    return found


def main(command: str) -> int:
    """Run ``command``; the exit status."""
    if command == "check":
        found = problems()
        sys.stdout.write("".join(f"{problem}\n" for problem in found))
        return 1 if found else 0
    if command not in ("extract", "compile"):
        sys.stderr.write(__doc__ or "")
        return 2
    {"extract": extract, "compile": compile_all}[command]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
