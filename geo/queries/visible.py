"""The facts of buildings that may leave the house: every channel reads them here and nowhere else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import Q

from energy.figures import State
from geo.models import Fact
from geo.values.attributes import Access
from geo.values.disclosure import Basis, is_public
from geo.values.facts import BuildingFact, Origin, best

_FIELDS = (
    "building_id", "building__hidden", "attribute", "value", "low", "high", "state", "method", "year", "access",
    "version_id", "version__number", "version__dataset__title_de", "version__dataset__source_title",
    "version__dataset__source_url", "version__dataset__licence", "version__dataset__attribution",
    "version__dataset__basis", "version__dataset__rank", "version__dataset__key", "source_title", "source_url",
    "licence", "basis",
)  # fmt: skip


def public_facts(buildings: Collection[int], versions: Iterable[int]) -> Mapping[int, dict[str, BuildingFact]]:
    """For each building (a feature's primary key) the best of its public facts, by attribute.

    ``versions``: primary keys of the active ones; what editors wrote counts always. Facts that are not public do not
    take part: a better private one does not silence, nor hint at itself by, a worse public one.
    """
    found: dict[int, list[BuildingFact]] = defaultdict(list)
    for row in told(buildings, versions).filter(access=Access.PUBLIC).values(*_FIELDS):
        if is_public(row["access"], hidden=row["building__hidden"]):
            found[row["building_id"]].append(fact_of(row))
    return {building: best(facts) for building, facts in found.items()}


def told(buildings: Collection[int] | None, versions: Iterable[int]) -> Any:
    """What active versions and editors say, of whatever class: to group and to count, never to be shown as it is."""
    said = Q(version__in=list(versions)) | Q(version=None)
    facts = Fact.objects.filter(said, withdrawn_at=None)
    return facts if buildings is None else facts.filter(building__in=buildings)


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
