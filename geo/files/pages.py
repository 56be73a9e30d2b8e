"""Pages of a service, kept on disk while they are fetched, so that what broke off goes on where it was."""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from .fetch import Limits, fetch
from .refusals import refusal

KEPT_SECONDS = 3600
"""How long pages are taken again: what was looked at before an import is what is imported."""
_MOST_SECONDS = 3600


@dataclass(slots=True)
class Pages:
    """The pages that begin at ``url``. ``next_of`` finds the address of the page after one; None at the end."""

    url: str
    next_of: Callable[[Path, str], str | None]
    accept: str = "*/*"
    most: int = 100_000
    folder: Path = field(init=False)

    def __post_init__(self) -> None:
        digest = hashlib.sha256(self.url.encode()).hexdigest()[:32]
        self.folder = Path(settings.VAR_DIR) / "geodata" / "remote" / digest

    def files(self) -> Iterator[Path]:
        """Each page's file in order; those that are here already are not fetched again. Raises FileError."""
        self._forget_old()
        self.folder.mkdir(parents=True, exist_ok=True)
        until = time.monotonic() + _MOST_SECONDS
        at: str | None = self.url
        known: set[str] = set()
        size = 0
        while at and at not in known and len(known) < self.most:
            known.add(at)
            path = self.folder / f"{hashlib.sha256(at.encode()).hexdigest()[:32]}.page"
            if not path.exists():
                fetch(at, path, Limits(seconds=min(300.0, until - time.monotonic())), self.accept)
            size += path.stat().st_size
            if size > Limits().most:
                message = _("The service sends more than can be imported. Ask it for a part.")
                raise refusal(self.url.partition("?")[0], message)
            yield path
            at = self.next_of(path, at)

    def forget(self) -> None:
        """Remove the pages."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _forget_old(self) -> None:
        begun = self.folder / "begun.json"
        try:
            old = time.time() - json.loads(begun.read_text())["at"] > KEPT_SECONDS
        except (OSError, ValueError, KeyError, TypeError):
            old = True
        if old:
            self.forget()
            self.folder.mkdir(parents=True, exist_ok=True)
            begun.write_text(json.dumps({"at": time.time()}))
