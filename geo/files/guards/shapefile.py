"""Shapefiles: all parts there and of one mind, every record where the index says it is and as long as it says."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from geo.files.refusals import refusal

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


def check_shapefile(path: Path, name: str, layer: str) -> ShapefileFacts:
    """Look at the parts beside ``path``, the .shp. Raises FileError."""
    for suffix in (".shx", ".dbf"):
        if not path.with_suffix(suffix).exists():
            raise refusal(
                name, f"The part {suffix} is missing. Put .shp, .shx, .dbf, .prj and .cpg into the zip.", layer=layer
            )
    for suffix in (".prj", ".cpg"):
        if path.with_suffix(suffix).exists() and path.with_suffix(suffix).stat().st_size > _MOST_TEXT:
            raise refusal(name, f"The part {suffix} is no short text. Export it again.", layer=layer)
    try:
        records = _check_shapes(path)
        rows = _check_table(path.with_suffix(".dbf"))
    except (struct.error, ValueError, IndexError, OverflowError) as error:
        why = str(error) if type(error) is ValueError else "A part was cut off"
        raise refusal(name, f"{why}. The shapefile is damaged; export it again.", layer=layer) from error
    if rows != records:
        raise refusal(
            name, f"There are {records:,} shapes (.shp, .shx) but {rows:,} rows (.dbf). The parts do not belong "
            "together; export them again.", layer=layer,
        )  # fmt: skip
    return ShapefileFacts(records, _encodings(path))


def _check_shapes(path: Path) -> int:
    index = path.with_suffix(".shx").read_bytes()
    for part, start in ((".shp", path.open("rb").read(_HEADER)), (".shx", index[:_HEADER])):
        if len(start) < _HEADER or struct.unpack_from(">i", start)[0] != 9994:
            raise ValueError(f"The part {part} is none of a shapefile")
        if struct.unpack_from("<i", start, 32)[0] not in _KINDS:
            raise ValueError(f"The part {part} names a kind of shape that does not exist")
        size = path.with_suffix(part).stat().st_size
        if 2 * struct.unpack_from(">i", start, 24)[0] != size:
            raise ValueError(f"The part {part} has {size:,} bytes, not as many as it says")
    if (len(index) - _HEADER) % 8:
        raise ValueError("The part .shx was cut off")
    places = np.frombuffer(index, dtype=">i4", offset=_HEADER).reshape(-1, 2).astype(np.int64) * 2
    if len(places):
        _check_records(np.memmap(path, dtype=np.uint8, mode="r"), places[:, 0], places[:, 1])
    return len(places)


def _check_records(data: NDArray[np.uint8], at: NDArray[np.int64], length: NDArray[np.int64]) -> None:
    wrong = (at < _HEADER) | (length < 4) | (at + 8 + length > len(data))
    _say(wrong, "The index leads out of the file at shape {}")
    _say(_numbers(data, at + 4, ">i4") * 2 != length, "The length of shape {} is not as in the index")
    kind = _numbers(data, at + 8, "<i4")
    _say(~np.isin(kind, list(_KINDS)), "Shape {} is of a kind that does not exist")
    for kinds, head in ((_WITH_PARTS, 44), (_WITH_POINTS, 40)):
        some = np.isin(kind, kinds)
        _say(some & (length < head), "Shape {} was cut off")
        counts = np.zeros((2, len(at)), dtype=np.int64)
        if head == 44:
            counts[0, some] = _numbers(data, at[some] + 8 + 36, "<u4")
        counts[1, some] = _numbers(data, at[some] + 8 + head - 4, "<u4")
        _say(some & (head + 4 * counts[0] + 16 * counts[1] > length), "Shape {} claims more points than it has")


def _numbers(data: NDArray[np.uint8], at: NDArray[np.int64], form: str) -> NDArray[np.int64]:
    return data[at[:, None] + np.arange(4)].view(form)[:, 0].astype(np.int64)


def _say(wrong: NDArray[np.bool_], message: str) -> None:
    if wrong.any():
        raise ValueError(message.format(int(np.argmax(wrong)) + 1))


def _check_table(path: Path) -> int:
    with path.open("rb") as file:
        start = file.read(32)
    rows, head, row = struct.unpack_from("<IHH", start, 4)
    size = path.stat().st_size
    if head < 33 or row < 1 or head > size:
        raise ValueError("The part .dbf is no table")
    if head + rows * row > size:
        raise ValueError(f"The part .dbf declares {rows:,} rows and has room for {max(0, size - head) // row:,}")
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
