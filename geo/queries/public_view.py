"""What the public sees, or would see, of a version: shown to those who decide about it, never to anybody else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import shapely
from django.db.models import Count, Min, Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from energy.figures import Unit
from geo.models import DatasetVersion, Fact, GroupFigure, Shape
from geo.values.attributes import ATTRIBUTES, Access, Protection
from geo.values.disclosure import Basis
from geo.values.facts import BuildingFact
from geo.values.palette import CATEGORY_COLOURS

from . import words
from .active import active_versions
from .attribute_words import LABELS
from .visible import public_facts

SAMPLE = 300
UNITS = {
    Unit.METRE: "m", Unit.SQUARE_METRE: "m²", Unit.KWH_PER_YEAR: "kWh/a", Unit.KWH_PER_SQUARE_METRE_YEAR: "kWh/(m²·a)",
}  # fmt: skip
_FIRST = tuple(ATTRIBUTES)


@dataclass(frozen=True, slots=True)
class Seen:
    """Of how many buildings an attribute is told singly, in groups only, or to nobody."""

    attribute: str
    public: int
    grouped: int
    kept: int
    undecided: bool


@dataclass(frozen=True, slots=True)
class Told:
    """Figures of groups: how many are told, how many are not and why, and the fewest addresses of one that is told."""

    told: int = 0
    smallest: int | None = None
    suppressed: Mapping[str, int] = field(default_factory=dict)

    @property
    def not_told(self) -> int:
        return sum(self.suppressed.values())


def attributes_seen(version: DatasetVersion) -> list[Seen]:
    """For each attribute the version tells of: who may see it. Whoever objected is among the kept ones."""
    rows = (
        Fact.objects.filter(version=version, withdrawn_at=None).values("attribute", "access", "building__hidden")
        .annotate(number=Count("pk"))
    )  # fmt: skip
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        access = Access.PRIVATE if row["building__hidden"] else row["access"]
        counts[row["attribute"]][access] += row["number"]
    return [_seen(version, key, counts[key]) for key in sorted(counts, key=_place)]


def _seen(version: DatasetVersion, key: str, found: Mapping[str, int]) -> Seen:
    kept = found.get(Access.PRIVATE, 0) + found.get(Access.CONFIDENTIAL, 0)
    undecided = bool(
        kept and version.dataset.basis == Basis.OPEN and not version.dataset.decision
        and ATTRIBUTES[key].protection in (Protection.OPEN, Protection.HOUSE)
    )  # fmt: skip
    return Seen(key, found.get(Access.PUBLIC, 0), found.get(Access.GROUPED, 0), kept, undecided)


def _place(key: str) -> int:
    return _FIRST.index(key) if key in ATTRIBUTES else len(_FIRST)


def groups_told(version: DatasetVersion) -> Told:
    """The figures of the version's groups."""
    figures = GroupFigure.objects.filter(group__version=version)
    told = figures.filter(suppressed="").aggregate(number=Count("pk"), smallest=Min("group__addresses"))
    rows = figures.exclude(suppressed="").values("suppressed").annotate(number=Count("pk"))
    return Told(told["number"], told["smallest"], {row["suppressed"]: row["number"] for row in rows})


def categories_seen(version: DatasetVersion) -> list[tuple[str, int]]:
    """The categories of areas, lines and points with how many there are of each."""
    rows = Shape.objects.filter(version=version).values("category").annotate(number=Count("pk")).order_by("category")
    return [(row["category"], row["number"]) for row in rows]


def sample(version: DatasetVersion) -> list[dict[str, Any]]:
    """Some features of the version with what the public is told of them, as GeoJSON features."""
    shapes = list(_shapes(version)[:SAMPLE])
    others = active_versions(version.dataset.municipality).exclude(dataset=version.dataset_id)
    versions = [version.pk, *others.values_list("pk", flat=True)]
    told = public_facts([shape.feature_id for shape in shapes], versions)
    return [_feature(shape, told.get(shape.feature_id, {})) for shape in shapes]


def _shapes(version: DatasetVersion) -> Any:
    shapes = Shape.objects.select_related("feature").order_by("pk")
    joined = version.dataset.joins
    if joined is None:
        return shapes.filter(version=version)
    buildings = Fact.objects.filter(version=version).values("building")
    return shapes.filter(Q(version=joined.active_id) & Q(feature__in=buildings))


def _feature(shape: Shape, facts: Mapping[str, BuildingFact]) -> dict[str, Any]:
    properties: dict[str, Any] = {"_title": shape.name or shape.feature.source_id}
    properties |= {str(LABELS.get(key, key)): _value(key, facts[key]) for key in _FIRST if key in facts}
    if shape.category:
        named = words.category(shape.category, _language())
        properties |= {str(_("Category")): named.label if named else shape.category}
        properties |= {"_colour": CATEGORY_COLOURS.get(shape.category)}
    geometry = shapely.geometry.mapping(shapely.from_wkb(bytes(shape.geometry)))
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _value(key: str, fact: BuildingFact) -> str:
    if fact.value:
        return words.value(key, fact.value, _language()).label
    unit = ATTRIBUTES[key].unit
    number = "–".join(f"{each:g}" for each in _bounds(fact))
    return f"{number} {UNITS.get(unit, '')}".strip() if unit else number


def _language() -> str:
    return (get_language() or "de")[:2]


def _bounds(fact: BuildingFact) -> Iterator[float]:
    if fact.low is not None:
        yield fact.low
    if fact.high is not None and fact.high != fact.low:
        yield fact.high
