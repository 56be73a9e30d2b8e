"""What may be told in groups only: by group and attribute the values of buildings that nobody may see by themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from energy.figures import State
from geo.models import DatasetVersion, Feature, Shape
from geo.values.attributes import ATTRIBUTES, Access, Kind, Protection
from geo.values.disclosure import enters_group
from geo.values.facts import Precedence, precedence
from geo.values.groups import Entry

from .visible import told

GROUPED = tuple(
    key for key, attribute in ATTRIBUTES.items()
    if attribute.protection in (Protection.HOUSE, Protection.APPLIANCE, Protection.CONSUMPTION)
)  # fmt: skip
_FIELDS = (
    "building_id", "attribute", "value", "low", "high", "state", "year", "access", "version_id", "building__hidden",
    "version__number",
)  # fmt: skip
ByGroup = Mapping[int, dict[str, dict[int, Entry]]]


def versions_of(base: DatasetVersion, staged: DatasetVersion | None = None) -> list[DatasetVersion]:
    """``base`` and the active versions that tell of its buildings; ``staged`` in the place of its dataset's own."""
    active = DatasetVersion.objects.filter(state=DatasetVersion.State.ACTIVE).select_related("dataset")
    joined = active.filter(dataset__joins=base.dataset_id)
    if staged is not None and staged.pk != base.pk:
        return [base, *joined.exclude(dataset=staged.dataset_id), staged]
    return [base, *joined]


def entries_of(base: DatasetVersion, versions: Iterable[DatasetVersion]) -> ByGroup:
    """By group's primary key and attribute the buildings that count in it."""
    placed = {
        building: (group, addresses)
        for building, group, addresses in Shape.objects.filter(version=base)
        .exclude(group=None)
        .values_list("feature_id", "group_id", "address_count")
    }
    first = _first(versions)
    owners = _owners(versions)
    found: dict[int, dict[str, dict[int, Entry]]] = defaultdict(lambda: defaultdict(dict))
    for (building, attribute), row in first.items():
        if building in placed:
            group, addresses = placed[building]
            found[group][attribute][building] = Entry(
                addresses, row[2], row[3] or 0.0, row[4] or 0.0, State(row[5]), row[6], owners.get(building)
            )
    return found


def objected(base: DatasetVersion) -> set[int]:
    """The buildings of whose figures nothing is told any more."""
    return set(Feature.objects.filter(dataset=base.dataset_id, hidden=True).values_list("pk", flat=True))


def _first(versions: Iterable[DatasetVersion]) -> Mapping[tuple[int, str], tuple[Any, ...]]:
    """The best grouped fact of each building, where none is public."""
    first: dict[tuple[int, str], tuple[Precedence, tuple[Any, ...]]] = {}
    public = set()
    sources = {version.pk: (version.dataset.rank, str(version.dataset.key)) for version in versions}
    facts = told(None, list(sources)).filter(attribute__in=GROUPED)
    for row in facts.values_list(*_FIELDS).iterator(chunk_size=5000):
        key = row[0], row[1]
        if row[7] == Access.PUBLIC:
            public.add(key)
        elif enters_group(row[7], hidden=row[9]) and _says(row):
            rank, dataset = sources.get(row[8], (0, ""))
            order = precedence(row[5], rank, row[6], row[10], dataset)
            known = first.get(key)
            if known is None or order < known[0]:
                first[key] = order, row
    return {key: row for key, (_order, row) in first.items() if key not in public}


def _says(row: tuple[Any, ...]) -> bool:
    if ATTRIBUTES[row[1]].kind is Kind.NUMBER:
        return row[3] is not None and row[4] is not None
    return bool(row[2])


def _owners(versions: Iterable[DatasetVersion]) -> dict[int, str]:
    facts = told(None, [version.pk for version in versions]).filter(attribute="owner")
    return dict(facts.values_list("building_id", "value"))
