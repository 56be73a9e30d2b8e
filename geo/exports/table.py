"""CSV (RFC 4180, UTF-8): a row for each feature, whose last columns name source, attribution and licence."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import Any

from geo.queries.exported import StatisticRow, statistics_of

from .download import Download, columns_of, row_of

_AT_ONCE = 500
# A cell that begins so would be a formula for spreadsheets.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_STATISTICS = ("area", "area_id", "indicator", "year", "value", "unit")


def table(download: Download) -> Iterator[str]:
    """The features with longitude and latitude of a point inside each."""
    columns = [*columns_of(download.dataset.kind), "lon", "lat"]
    rows = (
        [*(row.get(name) for name in columns[:-2]), feature.lon, feature.lat]
        for feature in download.features()
        for row in [row_of(feature)]
    )
    return _written(columns, rows, download)


def statistics_table(download: Download) -> Iterator[str]:
    """The published numbers of a version."""
    rows = (_statistic(each) for each in statistics_of(download.version))
    return _written(_STATISTICS, rows, download)


def _statistic(row: StatisticRow) -> list[Any]:
    return [row.area, str(row.area_key or ""), row.indicator, row.year, row.value, row.unit]


def _written(columns: Sequence[str], rows: Iterable[Sequence[Any]], download: Download) -> Iterator[str]:
    origin = {f"dataset_{name}": value for name, value in download.origin.items()}
    written = StringIO()
    writer = csv.writer(written)
    writer.writerow([*columns, *origin])
    last = [_cell(value) for value in origin.values()]
    for count, row in enumerate(rows, 1):
        writer.writerow([*(_cell(value) for value in row), *last])
        if count % _AT_ONCE == 0:
            yield written.getvalue()
            written.seek(0)
            written.truncate()
    yield written.getvalue()


def _cell(value: Any) -> Any:
    """Text that is no formula; yes and no as JSON has them; numbers as they are."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
