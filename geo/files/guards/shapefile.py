"""Shapefiles: all parts there and of one mind, every record where the index says it is and as long as it says."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from numpy.typing import NDArray

from geo.files.refusals import counted, refusal

_HEADER = 100
_KINDS = {0, 1, 3, 5, 8, 11, 13, 15, 18, 21, 23, 25, 28, 31}
# Lines, polygons and patches: how many parts and points follow; multipoints have points only.
_WITH_PARTS, _WITH_POINTS = (3, 5, 13, 15, 23, 25, 31), (8, 18, 28)
_MOST_TEXT = 20_000
_READ = 20_000_000


@dataclass(frozen=True, slots=True)
class ShapefileFacts:
    """``records``: how many. ``encodings``: what the letters may be where the file does not say it or not truly."""

    records: int
    encodings: tuple[str, ...]


class _Damaged(ValueError):
    """What is wrong with a part, as a sentence."""


def check_shapefile(path: Path, name: str, layer: str) -> ShapefileFacts:
    """Look at the parts beside ``path``, the .shp. Raises FileError."""
    for suffix in (".shx", ".dbf"):
        if not path.with_suffix(suffix).exists():
            message = _("The part %(part)s is missing. Put .shp, .shx, .dbf, .prj and .cpg into the zip.")
            raise refusal(name, message % {"part": suffix}, layer=layer)
    for suffix in (".prj", ".cpg"):
        if path.with_suffix(suffix).exists() and path.with_suffix(suffix).stat().st_size > _MOST_TEXT:
            message = _("The part %(part)s is no short text. Export it again.")
            raise refusal(name, message % {"part": suffix}, layer=layer)
    try:
        records = _check_shapes(path)
        rows = _check_table(path.with_suffix(".dbf"))
    except (struct.error, ValueError, IndexError, OverflowError) as error:
        why = str(error) if isinstance(error, _Damaged) else _("A part was cut off.")
        said = _("The shapefile is damaged; export it again.")
        raise refusal(name, f"{why} {said}", layer=layer) from error
    if rows != records:
        message = _(
            "There are %(shapes)s shapes (.shp, .shx) but %(rows)s rows (.dbf). "
            "The parts do not belong together; export them again."
        )
        raise refusal(name, message % {"shapes": counted(records), "rows": counted(rows)}, layer=layer)
    return ShapefileFacts(records, _encodings(path))


def _check_shapes(path: Path) -> int:
    index = path.with_suffix(".shx").read_bytes()
    for part, start in ((".shp", path.open("rb").read(_HEADER)), (".shx", index[:_HEADER])):
        if len(start) < _HEADER or struct.unpack_from(">i", start)[0] != 9994:
            raise _Damaged(_("The part %(part)s is none of a shapefile.") % {"part": part})
        if struct.unpack_from("<i", start, 32)[0] not in _KINDS:
            raise _Damaged(_("The part %(part)s names a kind of shape that does not exist.") % {"part": part})
        size = path.with_suffix(part).stat().st_size
        if 2 * struct.unpack_from(">i", start, 24)[0] != size:
            message = _("The part %(part)s has %(size)s bytes, not as many as it says.")
            raise _Damaged(message % {"part": part, "size": counted(size)})
    if (len(index) - _HEADER) % 8:
        raise _Damaged(_("The part %(part)s was cut off.") % {"part": ".shx"})
    places = np.frombuffer(index, dtype=">i4", offset=_HEADER).reshape(-1, 2).astype(np.int64) * 2
    if len(places):
        _check_records(np.memmap(path, dtype=np.uint8, mode="r"), places[:, 0], places[:, 1])
    return len(places)


def _check_records(data: NDArray[np.uint8], at: NDArray[np.int64], length: NDArray[np.int64]) -> None:
    wrong = (at < _HEADER) | (length < 4) | (at + 8 + length > len(data))
    _say(wrong, gettext_noop("The index leads out of the file at shape %(number)s."))
    other = _numbers(data, at + 4, ">i4") * 2 != length
    _say(other, gettext_noop("The length of shape %(number)s is not as in the index."))
    kind = _numbers(data, at + 8, "<i4")
    _say(~np.isin(kind, list(_KINDS)), gettext_noop("Shape %(number)s is of a kind that does not exist."))
    for kinds, head in ((_WITH_PARTS, 44), (_WITH_POINTS, 40)):
        some = np.isin(kind, kinds)
        _say(some & (length < head), gettext_noop("Shape %(number)s was cut off."))
        counts = np.zeros((2, len(at)), dtype=np.int64)
        if head == 44:
            counts[0, some] = _numbers(data, at[some] + 8 + 36, "<u4")
        counts[1, some] = _numbers(data, at[some] + 8 + head - 4, "<u4")
        more = head + 4 * counts[0] + 16 * counts[1] > length
        _say(some & more, gettext_noop("Shape %(number)s claims more points than it has."))


def _numbers(data: NDArray[np.uint8], at: NDArray[np.int64], form: str) -> NDArray[np.int64]:
    return data[at[:, None] + np.arange(4)].view(form)[:, 0].astype(np.int64)


def _say(wrong: NDArray[np.bool_], message: str) -> None:
    if wrong.any():
        raise _Damaged(_(message) % {"number": counted(int(np.argmax(wrong)) + 1)})


def _check_table(path: Path) -> int:
    with path.open("rb") as file:
        start = file.read(32)
    rows, head, row = struct.unpack_from("<IHH", start, 4)
    size = path.stat().st_size
    if head < 33 or row < 1 or head > size:
        raise _Damaged(_("The part %(part)s is no table.") % {"part": ".dbf"})
    if head + rows * row > size:
        message = _("The part .dbf declares %(rows)s rows and has room for %(room)s.")
        raise _Damaged(message % {"rows": counted(rows), "room": counted(max(0, size - head) // row)})
    return int(rows)


def _encodings(path: Path) -> tuple[str, ...]:
    """Proposals where the file does not say how its letters are encoded, or where it says what can't be."""
    with path.with_suffix(".dbf").open("rb") as file:
        start = file.read(32)
        file.seek(struct.unpack_from("<H", start, 8)[0])
        text = file.read(_READ)
    letters = sum(
        count for byte, count in enumerate(np.bincount(np.frombuffer(text, np.uint8), minlength=256)) if byte > 127
    )
    if not letters:
        return ()
    # Fields are cut at a number of bytes, so that a letter of two may be halved.
    is_utf8 = text.decode("utf-8", errors="replace").count("\ufffd") < letters / 10
    code_page = path.with_suffix(".cpg")
    said = code_page.read_text("ascii", "replace").strip().upper() if code_page.exists() else ""
    if said:
        return ("CP1252", "CP850", "UTF-8") if said in ("UTF-8", "UTF8", "65001") and not is_utf8 else ()
    if start[29]:
        return ()
    return ("UTF-8", "CP1252", "CP850") if is_utf8 else ("CP1252", "CP850", "UTF-8")
