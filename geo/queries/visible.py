"""The facts of buildings that may leave the house: every channel reads them here and nowhere else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from django.db.models import Q

from energy.figures import State
from geo.models import DatasetVersion, Fact
from geo.values.attributes import Access
from geo.values.disclosure import Basis, access_of, is_public
from geo.values.facts import BuildingFact, Origin, best, precedence

PublicRow = tuple[int, str, str, float | None, float | None, str, str]
"""Building, attribute, value, from, to, state, and the key of the dataset; empty where an editor wrote it."""

_PLAIN = (
    "building_id", "attribute", "value", "low", "high", "state", "year", "access", "building__hidden", "version_id",
    "basis",
)  # fmt: skip
_FIELDS = (
    "building_id", "building__hidden", "attribute", "value", "low", "high", "state", "method", "year", "access",
    "version_id", "version__number", "version__dataset__title_de", "version__dataset__source_title",
    "version__dataset__source_url", "version__dataset__licence", "version__dataset__attribution",
    "version__dataset__basis", "version__dataset__rank", "version__dataset__key", "source_title", "source_url",
    "licence", "basis", "version__dataset__decision", "version__dataset__joins__basis",
    "version__dataset__joins__decision",
)  # fmt: skip


def public_facts(buildings: Collection[int], versions: Iterable[int]) -> Mapping[int, dict[str, BuildingFact]]:
    """For each building (a feature's primary key) the best of its public facts, by attribute.

    ``versions``: primary keys of the active ones; what editors wrote counts always. Facts that are not public do not
    take part: a better private one does not silence, nor hint at itself by, a worse public one.
    """
    found: dict[int, list[BuildingFact]] = defaultdict(list)
    for row in told(buildings, versions).filter(access=Access.PUBLIC).values(*_FIELDS):
        if is_public(row["access"], hidden=row["building__hidden"]) and _is_still_allowed(row):
            found[row["building_id"]].append(fact_of(row))
    return {building: best(facts) for building, facts in found.items()}


def public_rows(buildings: Collection[int], versions: Collection[int]) -> Iterator[PublicRow]:
    """The facts that ``public_facts`` tells, as plain tuples: to be counted, some ten times as quick."""
    sources, verdicts = _sources(versions), dict[tuple[Any, ...], bool]()
    first: dict[tuple[int, str], tuple[Any, ...]] = {}
    facts = told(buildings, versions).filter(access=Access.PUBLIC).values_list(*_PLAIN)
    for building, attribute, value, low, high, state, year, access, hidden, version, basis in facts.iterator(5000):
        source, alike = sources[version], (attribute, state, hidden, version, basis)
        if alike not in verdicts:
            row = {"attribute": attribute, "state": state, "version_id": version, "basis": basis, **source}
            verdicts[alike] = is_public(access, hidden=hidden) and _is_still_allowed(row)
        if verdicts[alike]:
            number, rank, dataset = source["version__number"], source["version__dataset__rank"] or 0, source["key"]
            order = precedence(state, rank, year, number, dataset)
            known = first.get((building, attribute))
            if known is None or order < known[0]:
                first[building, attribute] = order, (building, attribute, value, low, high, state, dataset)
    return (row for _order, row in first.values())


def _sources(versions: Collection[int]) -> Mapping[int | None, Mapping[str, Any]]:
    """What ``_FIELDS`` has of versions and their datasets, by primary key; None: of none, for what editors wrote."""
    names = [name.removeprefix("version__") for name in _FIELDS if name.startswith("version__")]
    found: dict[int | None, dict[str, Any]] = {None: {"key": "", **{f"version__{name}": None for name in names}}}
    for key, *values in DatasetVersion.objects.filter(pk__in=versions).values_list("pk", *names):
        given = {f"version__{name}": value for name, value in zip(names, values, strict=True)}
        found[key] = {"key": str(given["version__dataset__key"]), **given}
    return found


def told(buildings: Collection[int] | None, versions: Iterable[int]) -> Any:
    """What active versions and editors say, of whatever class: to group and to count, never to be shown as it is."""
    said = Q(version__in=list(versions)) | Q(version=None)
    facts = Fact.objects.filter(said, withdrawn_at=None)
    return facts if buildings is None else facts.filter(building__in=buildings)


def _is_still_allowed(row: Mapping[str, Any]) -> bool:
    """Whether basis and decision of the dataset are such as they were when ``access`` was stored, or as wide.

    What is withdrawn must not be told while all facts are reckoned anew. An estimate rests on the buildings joined.
    """
    if row["version_id"] is None:
        return True
    said, basis = (row["attribute"], row["basis"]), row["version__dataset__basis"]
    if not _allowed(*said, basis, bool(row["version__dataset__decision"].strip())):
        return False
    joined = row["version__dataset__joins__basis"]
    if joined is None or row["state"] != State.ESTIMATED:
        return True
    return _allowed(row["attribute"], joined, joined, bool(row["version__dataset__joins__decision"].strip()))


@lru_cache(maxsize=1024)
def _allowed(attribute: str, stored: str, basis: str, decided: bool) -> bool:
    if stored == basis and (decided or basis not in (Basis.OPEN, Basis.CONFIDENTIAL)):
        return True
    return access_of(attribute, Basis(basis), None, decided=decided) is Access.PUBLIC


def fact_of(row: Mapping[str, Any]) -> BuildingFact:
    """A row of ``told(...).values(...)`` as a value."""
    return BuildingFact(
        row["attribute"], State(row["state"]), row["method"], _origin(row), Access(row["access"]),
        row["value"], row["low"], row["high"], row["year"], row["version__number"] or 0,
    )  # fmt: skip


def _origin(row: Mapping[str, Any]) -> Origin:
    if row["version_id"] is None:
        # What an editor wrote goes before deliveries that are known equally well.
        return Origin(row["source_title"], row["source_url"], row["licence"], "", Basis(row["basis"]), rank=0)
    return Origin(
        row["version__dataset__source_title"], row["version__dataset__source_url"], row["version__dataset__licence"],
        row["version__dataset__attribution"], Basis(row["version__dataset__basis"]), row["version__dataset__rank"],
        str(row["version__dataset__key"]),
    )  # fmt: skip
