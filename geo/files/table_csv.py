"""CSV as offices and spreadsheets write it: any delimiter, several encodings, decimal commas, WKT and EWKT."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from .readers import Head, register_reader
from .refusals import refusal
from .scanned import ScannedFile
from .table import Places, features_of, find_places

_DELIMITERS = ";,\t|"
_MOST_COLUMNS = 2_000
_LONGEST_CELL = 20_000_000
_COMMA = re.compile(r"^[-+]?\d{1,3}(?:\.\d{3})*,\d+$|^[-+]?\d+,\d+$")
_THOUSANDS = re.compile(r"^[-+]?\d{1,3}(?:\.\d{3})+(?:,\d+)?$")
_SRID = re.compile(r"\s*SRID=\d{4,6}", re.IGNORECASE)
_CHOICES = {"cp1252": ("cp1252", "cp850", "iso8859_15"), "utf-8": ("utf-8",), "utf-16": ("utf-16",)}


def open_csv(path: Path, name: str) -> ScannedFile:
    """A table as text. Raises FileError."""
    csv.field_size_limit(_LONGEST_CELL)
    encoding = _encoding(path, name)
    return _Csv(path, name, encoding).opened()


class _Csv:
    def __init__(self, path: Path, name: str, encoding: str) -> None:
        self.path, self.name, self.encoding, self.layer = path, name, encoding, Path(name).stem
        with self._text(encoding) as file:
            start = file.read(1 << 16)
        self.delimiter = _delimiter(start)
        self.commas: frozenset[str] = frozenset()
        self.header = self._header()
        first = [row for _number, row in islice(self._rows(encoding), 50)]
        self.places: Places = find_places(self.header, first)
        self.commas = self._columns_with_commas()

    def opened(self) -> ScannedFile:
        plain = [column for column in self.header if column not in self.places.columns]
        return ScannedFile(
            self.name, self.layer, self._features, lambda: self.places.crs,
            _CHOICES.get(self.encoding, ()), plain,
        )  # fmt: skip

    def _features(self, encoding: str) -> Iterator[Any]:
        return features_of(self._rows(encoding or self.encoding), self.places, self.name, self.layer)

    def _text(self, encoding: str) -> io.TextIOWrapper:
        try:
            return self.path.open(encoding=encoding, errors="strict", newline="")
        except LookupError as error:
            message = _("“%(encoding)s” is no encoding. Choose another one.") % {"encoding": encoding[:40]}
            raise refusal(self.name, message, name="encoding") from error

    def _header(self) -> list[str]:
        with self._text(self.encoding) as file:
            names = next(csv.reader(file, delimiter=self.delimiter), [])
        names = [" ".join(each.split()) for each in names]
        while names and not names[-1]:
            names.pop()
        if len(names) > _MOST_COLUMNS or not names or not all(names):
            message = _("The first row must name every column, once each. Add the names and import the file again.")
            raise refusal(self.name, message, layer=self.layer, feature=1)
        twice = sorted({each for each in names if names.count(each) > 1})
        if twice:
            message = _("These columns are there twice: %(columns)s. Give each a name of its own.")
            raise refusal(self.name, message % {"columns": ", ".join(twice)[:200]}, layer=self.layer, feature=1)
        return names

    def _rows(self, encoding: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """Rows with their number in the table, the names' row not counted."""
        commas = self.commas
        with self._text(encoding) as file:
            reader = csv.reader(file, delimiter=self.delimiter, strict=True)
            try:
                for number, cells in enumerate(islice(reader, 1, None), start=1):
                    if not any(cells):
                        continue
                    if len(cells) > len(self.header):
                        cells = _with_srid(cells, self.delimiter)
                    if len(cells) > len(self.header) and any(cells[len(self.header) :]):
                        self._refuse(self._too_long(len(cells)), number)
                    row = dict(zip(self.header, (cell.strip() or None for cell in cells), strict=False))
                    yield number, {key: _plain(row.get(key)) if key in commas else row.get(key) for key in self.header}
            except csv.Error as error:
                message = _("The quotes of the table do not match, or a cell is far too long. Export it again.")
                raise refusal(self.name, message, layer=self.layer, feature=reader.line_num) from error
            except UnicodeError as error:
                message = _("Its letters are not written as %(encoding)s. Choose another encoding.")
                raise refusal(self.name, message % {"encoding": encoding}, layer=self.layer, name="encoding") from error

    def _too_long(self, cells: int) -> str:
        message = _(
            "The row has %(cells)d cells, but there are %(columns)d columns. "
            "Put cells with the delimiter “%(delimiter)s” in quotes."
        )
        return message % {"cells": cells, "columns": len(self.header), "delimiter": self.delimiter}

    def _columns_with_commas(self) -> frozenset[str]:
        """Columns in which commas are decimal signs: then their dots stand between thousands."""
        found: set[str] = set()
        for _number, row in self._rows(self.encoding):
            found |= {key for key, cell in row.items() if key not in found and cell and _COMMA.match(cell)}
        return frozenset(found)

    def _refuse(self, message: str, number: int) -> None:
        raise refusal(self.name, message, layer=self.layer, feature=number)


def _with_srid(cells: list[str], delimiter: str) -> list[str]:
    """EWKT has a semicolon of its own, which not everybody puts into quotes."""
    joined: list[str] = []
    for cell in cells:
        if joined and delimiter == ";" and _SRID.fullmatch(joined[-1]):
            joined[-1] += f";{cell}"
        else:
            joined.append(cell)
    return joined


def _plain(cell: str | None) -> str | None:
    if cell and (_COMMA.match(cell) or _THOUSANDS.match(cell)):
        return cell.replace(".", "").replace(",", ".")
    return cell


def _encoding(path: Path, name: str) -> str:
    """By mark, else UTF-8 if all of it is, else Windows' own; text of none of these is refused."""
    with path.open("rb") as file:
        start = file.read(4)
        if start.startswith((b"\xff\xfe", b"\xfe\xff")):
            return "utf-16"
        file.seek(0)
        try:
            for _block in iter(partial(io.TextIOWrapper(file, "utf-8-sig", newline="").read, 1 << 20), ""):
                pass
        except UnicodeError:
            pass
        else:
            return "utf-8-sig"
    if b"\0" in path.open("rb").read(1 << 16):
        raise refusal(name, _("It is no text. Export the table as CSV in UTF-8."))
    return "cp1252"


def _delimiter(start: str) -> str:
    """The sign that stands equally often in the first rows, outside of quotes."""
    lines = [re.sub(r'"[^"]*"', "", line) for line in start.splitlines()[:20]][: -1 if len(start) >= 1 << 16 else None]
    lines = [line for line in lines if line.strip()] or [""]

    def evenness(sign: str) -> tuple[float, int]:
        counts = [line.count(sign) for line in lines]
        return (sum(count == counts[0] for count in counts) / len(counts) if counts[0] else 0.0, counts[0])

    return max(_DELIMITERS, key=evenness)


def _is_csv(head: Head) -> bool:
    return (
        head.suffix in (".csv", ".tsv", ".txt")
        and "\0" not in head.text[:1000]
        and not head.text.startswith(("<", "{"))
    )


register_reader("CSV", _is_csv, open_csv, rank=6)
