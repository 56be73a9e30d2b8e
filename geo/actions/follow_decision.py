"""After it changed whether or why data may be shown: reckon anew who may see the facts that are there already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import partial

from django.db.models import QuerySet
from django_tasks import task

from cms.core.actions.content_version import raise_content_version
from geo.models import Dataset, DatasetVersion, Fact, Feature
from geo.queries.known import types_known
from geo.values.attributes import ATTRIBUTES, Access
from geo.values.defaults import Defaults, house_of
from geo.values.disclosure import access_of
from geo.values.estimates import METHODS

from .batches import Batches
from .build_tiles import has_tiles, want_tiles
from .count_tallies import count_tallies_again
from .estimate import estimate_building, estimate_missing

_State = DatasetVersion.State
KEPT = (_State.ACTIVE, _State.READY, _State.REPLACED)
"""States of versions that are told or may be one day."""
_AT_ONCE = 4000
_HOUSES = (None, "single_family", "multi_family")


@task()
def follow_decision(dataset: int) -> None:
    """Reckon anew who may see what the versions of ``dataset`` say and what was estimated with it, then count anew.

    Until then ``geo.queries.visible`` tells nothing that the dataset's decision does not allow any more.
    """
    changed = Dataset.objects.select_related("municipality").get(pk=dataset)
    for version in kept_versions(changed):
        reckon_access(version)
    for each in (changed, *changed.joined.all()):
        for version in kept_versions(each):
            estimate_missing(version)
    for building in _edited(changed):
        estimate_building(building)
    raise_content_version(changed.municipality_id)
    count_and_draw_again(changed)


def catch_up(version: DatasetVersion) -> None:
    """Where somebody decided otherwise while ``version`` was staged: follow, as its rows were not there to do so."""
    now = Dataset.objects.get(pk=version.dataset_id)
    if disclosure(now) != disclosure(version.dataset):
        version.dataset.basis, version.dataset.decision = now.basis, now.decision
        reckon_access(version)
        estimate_missing(version)
        count_and_draw_again(version.dataset)


def disclosure(dataset: Dataset) -> tuple[str, bool]:
    """What of a dataset decides who may see its facts."""
    return str(dataset.basis), bool(dataset.decision.strip())


def kept_versions(dataset: Dataset) -> list[DatasetVersion]:
    """The versions that are told or may be, the active one first."""
    versions = dataset.versions.filter(state__in=KEPT).select_related("dataset__municipality", "dataset__joins__active")
    return sorted(versions, key=lambda version: version.state != _State.ACTIVE)


def count_and_draw_again(dataset: Dataset) -> None:
    """Have groups and areas counted and tiles made anew, where readers are told of ``dataset``, or soon may be."""
    if dataset.active_id:
        count_tallies_again.enqueue(dataset.active_id)
    for version in drawn_versions(dataset):
        if version.state != _State.REPLACED and has_tiles(version):
            want_tiles(version)


def drawn_versions(dataset: Dataset) -> list[DatasetVersion]:
    """The versions in whose tiles its facts are drawn: its own, or those of the buildings it tells of."""
    return kept_versions(dataset.joins or dataset)


def _edited(dataset: Dataset) -> QuerySet[Feature]:
    """The buildings of which editors wrote something; estimates from that rest on deliveries, too."""
    written = Fact.objects.filter(version=None, withdrawn_at=None, building__dataset=dataset.joins_id or dataset.pk)
    return Feature.objects.filter(pk__in=written.values("building")).select_related("dataset")


def reckon_access(version: DatasetVersion) -> None:
    """Store who may see each fact that ``version`` was given, by its dataset's basis and decision as they are now."""
    defaults, batches = Defaults.of(version.dataset, None), Batches(size=_AT_ONCE)
    given = Fact.objects.filter(version=version).exclude(method__in=METHODS)
    for attribute in list(given.order_by().values_list("attribute", flat=True).distinct()):
        for some in _parts(given.filter(attribute=attribute)):
            for facts, access in _by_access(version, some, attribute, defaults):
                # What is right already is not written, for that takes longest.
                wrong = facts.exclude(access=access, basis=defaults.basis)
                batches.write(partial(wrong.update, access=access, basis=defaults.basis), _AT_ONCE)


def narrows(before: Dataset, after: Dataset) -> bool:
    """Whether anything may be told to fewer people than before."""
    width, old, new = tuple(Access), Defaults.of(before, None), Defaults.of(after, None)
    return any(
        width.index(_access(attribute, house, new)) > width.index(_access(attribute, house, old))
        for attribute in ATTRIBUTES for house in _HOUSES
    )  # fmt: skip


def _access(attribute: str, house: str | None, defaults: Defaults) -> Access:
    return access_of(attribute, defaults.basis, house, decided=defaults.decided)


def _parts(facts: QuerySet[Fact]) -> Iterator[QuerySet[Fact]]:
    """``facts`` of one attribute, some buildings at a time."""
    last = 0
    while keys := list(
        facts.filter(building__gt=last).order_by("building").values_list("building_id", flat=True)[:_AT_ONCE]
    ):
        yield facts.filter(building__gt=last, building__lte=keys[-1])
        last = keys[-1]


def _by_access(
    version: DatasetVersion, facts: QuerySet[Fact], attribute: str, defaults: Defaults
) -> Iterator[tuple[QuerySet[Fact], Access]]:
    classes = {defaults.access(attribute, house) for house in _HOUSES}
    if len(classes) == 1:
        yield facts, classes.pop()
        return
    buildings = set(facts.values_list("building_id", flat=True))
    types = _types(version, buildings)
    by_class: dict[Access, list[int]] = defaultdict(list)
    for building in buildings:
        by_class[defaults.access(attribute, house_of(types[building]))].append(building)
    for access, keys in by_class.items():
        yield facts.filter(building__in=keys), access


def _types(version: DatasetVersion, buildings: Collection[int]) -> Mapping[int, set[str]]:
    """The types that ``version`` gives the buildings, with those known otherwise."""
    found: dict[int, set[str]] = defaultdict(set)
    for building, types in types_known(buildings).items():
        found[building] |= types
    given = Fact.objects.filter(version=version, attribute="type", building__in=buildings).exclude(method__in=METHODS)
    for building, value in given.values_list("building_id", "value"):
        found[building].add(value)
    return found
