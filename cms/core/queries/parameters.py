from __future__ import annotations

from datetime import date
from typing import Any

from cms.core.models.parameters import ParameterRow

from .readings import Reader
from .snippets import SnippetReading, snippets


def parameters_on(
    reader: Reader, model: type[ParameterRow], day: date | None, carrier: str | None
) -> list[SnippetReading[Any]]:
    """The rows that hold on ``day``, today where it is None; no row is shown for longer than it is valid."""
    if day is None:
        reader.expires_at_midnight()
    on = day or reader.today
    rows = [row for row in snippets(reader, model) if row.source.is_valid_on(on)]
    wanted = [row for row in rows if carrier in (None, row.source.carrier)]
    return sorted(wanted, key=lambda row: (row.source.carrier, row.source.valid_from or date.min))
