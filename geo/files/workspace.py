"""A folder of one's own in which a file is copied and unpacked, gone when it is closed."""

from __future__ import annotations

import shutil
import tempfile
import time
import weakref
from pathlib import Path

from django.conf import settings

_PREFIX = "geodata-"
# No import lasts so long; what is older was left by a process that was killed.
_OLDEST_SECONDS = 24 * 3600


class Workspace:
    """Gone on ``close``, at the latest when nobody holds it any more; if its process was killed, by a later one."""

    def __init__(self) -> None:
        remove_forgotten()
        self.folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        self._remove = weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)

    def close(self) -> None:
        self._remove()

    def copy(self, path: Path, called: str) -> Path:
        """A copy of ``path``, so that nothing is ever written beside it."""
        return Path(shutil.copyfile(path, self.folder / called))

    def room(self, called: str) -> Path:
        """A new folder in it."""
        folder = self.folder / called
        folder.mkdir()
        return folder


def remove_forgotten() -> int:
    """Remove folders that killed processes left a day ago or earlier, and pages of services kept since then."""
    fetched = Path(settings.VAR_DIR, "geodata")
    folders = [*Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"), *fetched.glob("remote/*"), *fetched.glob("fetched/*")]
    removed = 0
    for folder in folders:
        try:
            if time.time() - folder.lstat().st_mtime > _OLDEST_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)
                removed += 1
        except OSError:
            # Another process removed it meanwhile.
            continue
    return removed
