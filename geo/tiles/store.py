"""Where archives of tiles are kept: the storage "tiles", which may be a folder or a service."""

from __future__ import annotations

import os
import re
import threading
import time
from collections import OrderedDict
from enum import Enum
from pathlib import Path

from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage, storages

TOKEN = re.compile(r"[A-Za-z0-9]{16,40}")
# How long it is believed what a service said of an archive.
BELIEVED_SECONDS = 30
_MOST_BELIEVED = 1_000


class Fate(Enum):
    """What became of an archive."""

    HERE = "here"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


def tile_storage() -> Storage:
    """The storage of archives."""
    return storages["tiles"]


def file_of(token: str) -> str:
    return f"{token}.pmtiles"


def tombstone_of(token: str) -> str:
    return f"{token}.gone"


def keep(token: str, path: Path) -> None:
    """Put the file at ``path`` into the storage as the archive ``token``."""
    with path.open("rb") as file:
        stored = tile_storage().save(file_of(token), File(file))
    if stored != file_of(token):
        tile_storage().delete(stored)
        raise FileExistsError(token)


def withdraw(token: str) -> None:
    """Delete an archive and leave a tombstone, so that every process answers that it is gone."""
    storage = tile_storage()
    if not storage.exists(tombstone_of(token)):
        storage.save(tombstone_of(token), ContentFile(b""))
    storage.delete(file_of(token))


def forget(token: str) -> None:
    """Delete an archive nobody is sent to any more."""
    tile_storage().delete(file_of(token))


def folder() -> Path | None:
    """The folder of the archives; None where a service keeps them."""
    storage = tile_storage()
    return Path(storage.location) if isinstance(storage, FileSystemStorage) else None


def fate_in(place: Path, token: str) -> Fate:
    """What became of an archive that is no file in the folder ``place``."""
    return Fate.WITHDRAWN if os.path.exists(place / tombstone_of(token)) else Fate.UNKNOWN


class Believed:
    """What a service said of archives, for half a minute."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, tuple[float, Fate]] = OrderedDict()
        self._lock = threading.Lock()

    def fate(self, token: str) -> Fate:
        """What became of ``token``; the service is asked where nothing is known or what is known is old."""
        now = time.monotonic()
        with self._lock:
            known = self._known.get(token)
        if known and now - known[0] < BELIEVED_SECONDS:
            return known[1]
        fate = self._asked(token)
        with self._lock:
            self._known[token] = (now, fate)
            while len(self._known) > _MOST_BELIEVED:
                self._known.popitem(last=False)
        return fate

    @staticmethod
    def _asked(token: str) -> Fate:
        storage = tile_storage()
        if storage.exists(tombstone_of(token)):
            return Fate.WITHDRAWN
        return Fate.HERE if storage.exists(file_of(token)) else Fate.UNKNOWN
