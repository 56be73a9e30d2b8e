"""Zip archives: no bombs, no names that lead elsewhere, nothing encrypted, nothing twice."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _

from geo.files.names import shown
from geo.files.refusals import counted, refusal

from .sizes import most_bytes, too_large

MOST_ENTRIES = 2_000
# Geodata shrink to a twentieth; what shrinks to less than this was made to burst.
MOST_RATIO = 200
_SMALL = 10_000_000
_DIRECTORY = 2_000_000
_END = struct.Struct("<4s4H2LH")


def open_archive(path: Path, name: str) -> tuple[zipfile.ZipFile, list[zipfile.ZipInfo]]:
    """The archive and its files that matter, checked before one of them is unpacked. Raises FileError."""
    _check_directory(path, name)
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error) as error:
        raise refusal(name, _broken()) from error
    try:
        return archive, _checked(archive, path.stat().st_size, name)
    except BaseException:
        archive.close()
        raise


def unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, to: Path, name: str) -> Path:
    """Write one file of the archive to ``to``; more bytes than it declares are never written. Raises FileError."""
    left = entry.file_size
    try:
        with archive.open(entry) as packed, to.open("wb") as out:
            while block := packed.read(1 << 20):
                left -= len(block)
                if left < 0:
                    raise refusal(
                        name, _of(entry, _("“%(file)s” holds more than the archive declares.")) + f" {_broken()}"
                    )
                out.write(block)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, zlib.error) as error:
        raise refusal(name, _of(entry, _("“%(file)s” can't be unpacked.")) + f" {_broken()}") from error
    if left:
        raise refusal(name, _of(entry, _("“%(file)s” holds less than the archive declares.")) + f" {_broken()}")
    return to


def beginning(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int, name: str) -> bytes:
    """The first ``most`` bytes of a file of the archive. Raises FileError."""
    try:
        with archive.open(entry) as packed:
            return packed.read(most)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, zlib.error) as error:
        raise refusal(name, _of(entry, _("“%(file)s” can't be unpacked.")) + f" {_broken()}") from error


def _check_directory(path: Path, name: str) -> None:
    """A list of contents that is itself a bomb is not even read."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 65_557))
        end = file.read()
    at = end.rfind(b"PK\x05\x06")
    if at < 0 or len(end) - at < _END.size:
        raise refusal(name, _broken())
    directory = _END.unpack_from(end, at)[5]
    if directory > _DIRECTORY:
        raise refusal(name, _too_many())


def _checked(archive: zipfile.ZipFile, size: int, name: str) -> list[zipfile.ZipInfo]:
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise refusal(name, _too_many())
    for entry in entries:
        _check_entry(entry, name)
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > most_bytes():
        raise refusal(name, too_large(unpacked))
    if sum(entry.compress_size for entry in entries) > size:
        raise refusal(name, _("Files in the zip archive overlap, as in archives made to do harm. Make it again."))
    names = [entry.filename.casefold() for entry in entries]
    if len(set(names)) < len(names):
        raise refusal(name, _("The zip archive holds two files of the same name. Keep one of them."))
    return [entry for entry in entries if not entry.is_dir() and not _is_litter(entry.filename)]


def _check_entry(entry: zipfile.ZipInfo, name: str) -> None:
    called, parts = entry.filename, PurePosixPath(entry.filename.replace("\\", "/")).parts
    if ".." in parts or called.startswith(("/", "\\")) or ":" in called or "\0" in entry.orig_filename:
        message = _("The name “%(file)s” in the zip archive leads out of it. Make the archive again.")
        raise refusal(name, _of(entry, message))
    if stat.S_ISLNK(entry.external_attr >> 16):
        message = _("“%(file)s” in the zip archive is a link, not a file. Put the file itself into it.")
        raise refusal(name, _of(entry, message))
    if entry.flag_bits & 1:
        raise refusal(name, _of(entry, _("“%(file)s” is encrypted. Send the archive without a password.")))
    if entry.file_size > max(_SMALL, MOST_RATIO * entry.compress_size):
        message = _(
            "“%(file)s” would grow to %(size)s bytes from %(packed)s. "
            "Archives made to do harm look so; send the file in it unpacked."
        )
        sizes = {"size": counted(entry.file_size), "packed": counted(entry.compress_size)}
        raise refusal(name, message % {"file": shown(called), **sizes})


def _of(entry: zipfile.ZipInfo, message: str) -> str:
    return message % {"file": shown(entry.filename)}


def _broken() -> str:
    return _("The zip archive is damaged or was cut off. Make it again, or send the files in it one by one.")


def _too_many() -> str:
    message = _("The zip archive holds more than %(most)s files. Send only the geodata.")
    return message % {"most": counted(MOST_ENTRIES)}


def _is_litter(called: str) -> bool:
    """What operating systems leave in archives."""
    parts = PurePosixPath(called).parts
    return parts[0] == "__MACOSX" or parts[-1].startswith(".") or parts[-1].lower() in ("thumbs.db", "desktop.ini")
