"""A folder of one's own in which a file is copied and unpacked, gone when it is closed."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from pathlib import Path


class Workspace:
    """Removed by ``close``, or at the latest when nobody holds it any more or the process ends."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="geodata-"))
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
