"""Do the numbers and programmes exist that measures name, and are they still valid?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from cms.core.models import EmissionFactor, EnergyPrice, Municipality, source_locale
from knowledge.funding.models import FundingProgramme, FundingRate
from knowledge.guidance.models import CalculationParameter, Measure

from .messages import EXPIRED_RATE, GONE, MISSING_RATE
from .notes import Note, note

Rows = dict[str, list[date | None]]
"""The last days of the rows of a key; None where one has no end."""
LIBRARY = "municipality__isnull"
_PRICED = (("price", EnergyPrice), ("emission", EmissionFactor))


def rows_of(parameters: Iterable[Any], municipality: Municipality) -> Rows:
    """The rows that estimates in ``municipality`` look up. ``parameters`` may hold rows that are still written."""
    found: Rows = {}
    written = list(parameters)
    for row in written:
        if isinstance(row, CalculationParameter):
            found.setdefault(row.key, []).append(row.valid_to)
    for kind, model in _PRICED:
        instead = [row for row in written if type(row) is model]
        stored = model.objects.filter(locale=source_locale(), live=True, municipality__in=_owners(municipality))
        library = model.objects.filter(locale=source_locale(), live=True, municipality=None)
        rows = [row for row in stored | library if row.pk not in {each.pk for each in instead}]
        for row in [*rows, *instead]:
            found.setdefault(f"{kind}.{row.carrier.replace('_', '-')}", []).append(row.valid_to)
    return found


def _owners(municipality: Municipality) -> list[int]:
    return municipality.readable_keys


def review_rates(measure: Measure, rows: Rows, today: date) -> Iterator[Note]:
    """A row nobody has confirmed counts as present; only none, or one whose last day has passed, is wrong."""
    named = [measure.efficiency, measure.saving, *(measure.investment or ())]
    for key in dict.fromkeys(filter(None, named)):
        if key not in rows:
            yield note(MISSING_RATE, _place(measure), measure=measure.slug, rate=key)
    carried = [f"{kind}.{measure.carrier}" for kind, _model in _PRICED] if measure.carrier else []
    for key in dict.fromkeys([*filter(None, named), *carried]):
        yield from _expired(measure, key, rows.get(key, []), today)
    for block in measure.grants.raw_data:
        yield from _review_grant(measure, block["value"], today)


def _review_grant(measure: Measure, grant: Any, today: date) -> Iterator[Note]:
    programme = FundingProgramme.objects.filter(pk=grant.get("programme"), live=True).first()
    if programme is None:
        yield note(GONE, f"{_place(measure)}.grants")
        return
    rates = list(programme.rates.all())
    keys = {rate.key for rate in rates}
    for item in grant.get("bonuses") or []:
        if item["value"].get("rate") not in keys:
            name = f"{programme}: {item['value'].get('rate')}"
            yield note(MISSING_RATE, f"{_place(measure)}.grants", measure=measure.slug, rate=name)
    base = [rate.valid_to for rate in rates if rate.kind == FundingRate.Kind.BASE]
    yield from _expired(measure, str(programme), base, today)


def _expired(measure: Measure, name: str, ends: list[date | None], today: date) -> Iterator[Note]:
    passed = [day for day in ends if day is not None and day < today]
    if ends and len(passed) == len(ends):
        yield note(EXPIRED_RATE, _place(measure), measure=measure.slug, rate=name, day=max(passed).isoformat())


def _place(measure: Measure) -> str:
    return f"measures.{measure.slug}"
