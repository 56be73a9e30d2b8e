"""Excel workbooks: each sheet is a layer. Formulas are taken by the value they had when the book was saved."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from .delivery import Layer
from .guards.sizes import check_size
from .raw import RawFeature
from .readers import ZIP, Head, register_reader
from .refusals import counted, refusal
from .scanned import ScannedFile
from .table import features_of, find_places

_MOST_BYTES = 500_000_000
_MOST_RATIO = 200
_MOST_ENTRIES = 5_000
_MOST_ROWS = 1_050_000
_MOST_COLUMNS = 2_000


class Workbook:
    """A RawFile with a layer for each sheet that has rows."""

    def __init__(self, path: Path, name: str) -> None:
        check_size(path, name)
        _check_zip(path, name)
        self.name, self._path = name, path
        sheets = [each for each in self._sheet_names() if next(self._rows(each), None) is not None]
        if not sheets:
            raise refusal(name, _("No sheet has a row of names and rows below it. Export the table again."))
        self._sheets = {each: self._opened(each) for each in sheets}
        self.layers: Sequence[Layer] = tuple(sheet.layers[0] for sheet in self._sheets.values())
        self.encodings: Mapping[str, Sequence[str]] = {}
        self.bounds = {key: box for sheet in self._sheets.values() for key, box in sheet.bounds.items()}

    def features(self, layer: str, encoding: str = "") -> Iterator[RawFeature]:
        """The rows of a sheet. Raises FileError."""
        return self._sheets[layer].features(layer, encoding)

    def close(self) -> None:
        """Nothing was unpacked."""

    def _opened(self, sheet: str) -> ScannedFile:
        first = [row for _number, row in islice(self._rows(sheet), 50)]
        header = list(first[0])
        places = find_places(header, first)
        plain = [column for column in header if column not in places.columns]
        return ScannedFile(
            self.name, sheet, lambda _encoding: features_of(self._rows(sheet), places, self.name, sheet),
            lambda: places.crs, columns=plain,
        )  # fmt: skip

    def _book(self) -> Any:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return load_workbook(self._path, read_only=True, data_only=True, keep_links=False)
        except Exception as error:
            # The library lets whatever goes wrong inside of it through.
            message = _("It is no workbook that can be read. Save it again as .xlsx, or as CSV.")
            raise refusal(self.name, message) from error

    def _sheet_names(self) -> list[str]:
        book = self._book()
        names = [sheet.title for sheet in book.worksheets]
        book.close()
        return names

    def _rows(self, sheet: str) -> Iterator[tuple[int, dict[str, Any]]]:
        book = self._book()
        try:
            rows = book[sheet].iter_rows(values_only=True, max_col=_MOST_COLUMNS)
            names: list[str] = []
            for number, cells in enumerate(rows):
                if number > _MOST_ROWS:
                    message = _("The sheet has more than %(most)s rows. Divide it.")
                    raise refusal(self.name, message % {"most": counted(_MOST_ROWS)}, layer=sheet)
                if not names:
                    names = [_name(cell) for cell in cells]
                    continue
                row = {key: _plain(cell) for key, cell in zip(names, cells, strict=False) if key}
                if any(value not in (None, "") for value in row.values()):
                    yield number, row
        except (ValueError, KeyError, TypeError, AttributeError, SyntaxError, OSError, zipfile.BadZipFile) as error:
            message = _("The sheet is damaged. Save it again as .xlsx, or as CSV.")
            raise refusal(self.name, message, layer=sheet) from error
        finally:
            book.close()


def _name(cell: Any) -> str:
    return " ".join(str(cell).split())[:200] if cell is not None else ""


def _plain(cell: Any) -> Any:
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    return cell if cell is None or isinstance(cell, str | int | float | bool) else str(cell)


def _check_zip(path: Path, name: str) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise refusal(name, _("The workbook is damaged. Save it again as .xlsx, or as CSV.")) from error
    size = sum(entry.file_size for entry in entries)
    packed = max(sum(entry.compress_size for entry in entries), 1)
    if len(entries) > _MOST_ENTRIES or size > _MOST_BYTES or (size > 10_000_000 and size / packed > _MOST_RATIO):
        message = _("Unpacked the workbook would be far too large. Save only the table, or export it as CSV.")
        raise refusal(name, message)


def _is_xlsx(head: Head) -> bool:
    return head.start.startswith(ZIP) and any(each.startswith("xl/workbook") for each in head.members)


register_reader("Excel", _is_xlsx, Workbook, rank=2)
