"""What an option comes to: the dated rows of the city and its library, put together for the engine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from cms.core.models import DatedRow, EmissionFactor, EnergyPrice
from cms.core.queries.readings import Reader
from cms.core.queries.snippets import SnippetReading, snippets
from energy.arithmetic import times
from energy.figures import Figure, Source, State, Unit
from energy.funding import GRANT_METHOD, Tier
from energy.rates import Rate
from knowledge.funding.models import FundingProgramme, FundingRate
from knowledge.funding.queries import DatedProgramme, programmes
from knowledge.guidance.engine.condition_reading import read_condition
from knowledge.guidance.engine.dates import Dates
from knowledge.guidance.engine.entries import DefinitionError
from knowledge.guidance.engine.estimate.book import Book, Programme
from knowledge.guidance.engine.estimate.demand import Demand, heat_demand
from knowledge.guidance.engine.estimate.grants import GrantTerms
from knowledge.guidance.engine.estimate.house import House, house_of
from knowledge.guidance.engine.estimate.option import OptionEstimate, Technology, estimate
from knowledge.guidance.engine.facts import Facts
from knowledge.guidance.models import CalculationParameter
from knowledge.guidance.models import Measure as MeasureRecord
from knowledge.guidance.values.conditions import Kinds, plain_condition

from .library import library, logger
from .shelf import kept

Row = SnippetReading[Any]


@dataclass(frozen=True, slots=True)
class Books:
    """Everything that estimates look up, with what to call it in a reader's language."""

    book: Book
    technologies: Mapping[str, Technology]
    labels: Mapping[str, str]


def books(reader: Reader) -> Books:
    """Read once for each edition and language, until time changes what is shown."""
    return kept(reader, ("books", reader.language), lambda: _read_books(reader))


def _read_books(reader: Reader) -> Books:
    rows = list(_rows(reader))
    found = programmes(reader)
    labels = {key: label for key, label, _rate in rows}
    for programme in found:
        labels |= _labels_of(programme)
    kinds = library(reader).kinds
    slugs = {programme.source.pk: programme.source.slug for programme in found}
    technologies: dict[str, Technology] = {}
    for measure in snippets(reader, MeasureRecord):
        try:
            technologies[measure.source.slug] = _technology(measure.source, slugs, kinds)
        except DefinitionError:
            # A bonus whose condition can't be read must not be given to everybody.
            logger.warning("guidance_grants_not_readable", key=measure.source.slug)
    return Books(
        Book.of((rate for _key, _label, rate in rows), (_programme(each) for each in found)), technologies, labels
    )


def _rows(reader: Reader) -> Iterator[tuple[str, str, Rate]]:
    for row in snippets(reader, CalculationParameter):
        yield row.source.key, row.translation.label, row.source.rate(row.translation.method)
    for kind, model in (("price", EnergyPrice), ("emission", EmissionFactor)):
        for each in snippets(reader, model):
            key = f"{kind}.{each.source.carrier.replace('_', '-')}"
            yield key, each.translation.label, _rate(each, key)


def _rate(reading: Row, key: str) -> Rate:
    row = reading.source
    return Rate(
        key, row.low, row.high, row.unit, row.valid_from, row.valid_to, row.status != DatedRow.Status.CONFIRMED,
        reading.translation.method, row.legal_basis, _source(row),
    )  # fmt: skip


def _source(row: Any) -> Source | None:
    return Source(row.source_title, row.source_url) if row.source_title else None


def _programme(reading: SnippetReading[FundingProgramme]) -> Programme:
    by_kind: dict[str, list[FundingRate]] = defaultdict(list)
    for row in reading.source.rates.all():
        by_kind[row.kind].append(row)
    kinds = FundingRate.Kind
    return Programme(
        reading.source.slug,
        base=tuple(map(_funding_rate, by_kind[kinds.BASE])),
        bonuses=tuple(map(_funding_rate, by_kind[kinds.BONUS])),
        cap=tuple(map(_funding_rate, by_kind[kinds.CAP])),
        tiers=tuple(_tier(row) for row in by_kind[kinds.ELIGIBLE_COST]),
        serves=frozenset(reading.source.for_whom),
    )


def _tier(row: FundingRate) -> Tier:
    return Tier(row.dwelling_from or 1, row.dwelling_to, _funding_rate(row))


def _funding_rate(row: FundingRate) -> Rate:
    amount = None if row.amount is None else float(row.amount)
    return Rate(
        row.key, amount, amount, Unit(row.unit), row.valid_from, row.valid_to,
        row.status != DatedRow.Status.CONFIRMED, "", row.legal_basis, _source(row),
    )  # fmt: skip


def _labels_of(programme: SnippetReading[FundingProgramme]) -> dict[str, str]:
    """What the programme and its rates are called, as the engine names what is missing."""
    slug, title = programme.source.slug, programme.translation.title
    words = {rate.translation_key: rate.label for rate in programme.translation.rates.all()}
    labels = {f"grant.{slug}": title}
    for rate in programme.source.rates.all():
        name = rate.kind if rate.kind != FundingRate.Kind.BONUS else rate.key
        labels[f"grant.{slug}.{name}"] = f"{title}: {words.get(rate.translation_key, rate.label)}"
    return labels


def _technology(measure: MeasureRecord, slugs: Mapping[int, str], kinds: Kinds) -> Technology:
    grants = [block["value"] for block in measure.grants.raw_data]
    return Technology(
        measure.carrier, measure.efficiency, tuple(measure.investment or ()), measure.saving,
        tuple(_terms(grant, slugs[grant["programme"]], kinds) for grant in grants if grant.get("programme") in slugs),
    )  # fmt: skip


def _terms(grant: Mapping[str, Any], slug: str, kinds: Kinds) -> GrantTerms:
    bonuses = [item["value"] for item in grant.get("bonuses") or []]
    conditions = [plain_condition(bonus.get("condition"), kinds) for bonus in bonuses]
    return GrantTerms(
        slug,
        tuple(
            (bonus["rate"], read_condition(condition) if condition else None)
            for bonus, condition in zip(bonuses, conditions, strict=True)
        ),
    )


@dataclass(slots=True)
class Estimator:
    """Estimates options for one house on certain days."""

    reader: Reader
    facts: Facts
    dates: Dates
    _house: House | None = field(default=None, init=False)
    _demand: Demand | None = field(default=None, init=False)

    @property
    def house(self) -> House:
        if self._house is None:
            self._house = house_of(self.facts)
        return self._house

    @property
    def demand(self) -> Demand:
        """How much heat the house takes in a year."""
        if self._demand is None:
            self._demand = heat_demand(self.facts, books(self.reader).book, self.dates.reading, self.house)
        return self._demand

    def of(self, measure: str) -> EstimateReading | None:
        """What ``measure`` comes to; None where nothing of it can be reckoned."""
        known = books(self.reader)
        technology = known.technologies.get(measure)
        if technology is None:
            return None
        found = estimate(technology, self.house, self.facts, self.dates, known.book, self.demand)
        says = (found.investment, found.energy_cost, found.emissions, found.grant)
        return EstimateReading(self, found) if any(part is not None for part in says) else None


@dataclass(frozen=True, slots=True)
class EstimateReading:
    """An estimate as a reader gets it."""

    estimator: Estimator
    option: OptionEstimate

    @property
    def reader(self) -> Reader:
        return self.estimator.reader

    @property
    def is_rankable(self) -> bool:
        """Whether it may be compared by money: nothing is unknown, nothing only "at least"."""
        parts = [part for part in (self.option.investment, self.option.energy_cost) if part is not None]
        known = all(part.state is not State.UNKNOWN for part in parts)
        return bool(parts) and known and not any(year.at_least for year in self.option.years)

    @property
    def own_eligible(self) -> Figure | None:
        """The part of an association's eligible cost that counts for the owner of one dwelling."""
        grant, dwellings = self.option.grant, self.estimator.house.dwellings
        if grant is None or not grant.for_all or dwellings is None:
            return None
        least, most = dwellings
        return times(grant.eligible, (1 / most, 1 / least), Unit.EURO, GRANT_METHOD)

    @property
    def programme(self) -> DatedProgramme | None:
        """The programme that pays, told for the day of application."""
        grant = self.option.grant
        reader, dates = self.estimator.reader, self.estimator.dates
        found = {each.source.slug: each for each in programmes(reader)}
        reading = found.get(grant.programme) if grant else None
        return DatedProgramme(reading, dates.application or dates.reading) if reading else None
