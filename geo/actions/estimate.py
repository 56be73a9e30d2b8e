"""Estimate what no source says, by the methods of ``geo.values.estimates``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from energy.figures import State
from geo.models import DatasetVersion, Fact, Feature, Shape
from geo.queries.evidence import Evidence, evidence_of
from geo.queries.neighbours import neighbours_at, neighbours_of
from geo.values.attributes import ATTRIBUTES, Access, Protection
from geo.values.disclosure import Basis, access_of
from geo.values.estimates import METHODS, Known, Neighbours, estimates_by_access
from geo.values.facts import Method
from geo.values.reports import Report

from .batches import Batches
from .insert_rows import insert_rows

Tell = Callable[[str, int, int], None]
_FACT = ("building_id", "version_id", "attribute", "value", "low", "high", "state", "method", "access", "basis")
_AT_ONCE, _MOST = 2000, 12_000
_ASKED = [key for key, attribute in ATTRIBUTES.items() if attribute.protection is not Protection.OWNER]
Row = tuple[Any, ...]


def estimate_missing(version: DatasetVersion, tell: Tell | None = None, report: Report | None = None) -> int:
    """Write the estimates that ``version`` allows for, and those by it and the buildings it joins; how many.

    They belong to ``version`` and are told while it is. What other deliveries say takes no part, so that nothing that
    is told was made from what was recalled. Made anew where there are some. ``report``: gets the numbers of estimates
    and of buildings of which an attribute stays unknown; without it the version's own report does.
    """
    base = footprints_of(version)
    if base is None:
        return 0
    kept = report or Report.read_from(version.report)
    versions = [version] if base == version else [base, version]
    neighbours = neighbours_of(base)
    again = Fact.objects.filter(version=version, method__in=(*METHODS, Method.FOOTPRINT)).exists()
    batches, made, known, total = Batches(size=_AT_ONCE, most=_MOST), 0, Counter[str](), 0
    for shapes in _chunks(version, base):
        found = evidence_of(shapes.keys(), versions, version)
        rows: list[Row] = []
        for building, area in shapes.items():
            evidence = found.get(building, [])
            footprint = _footprint(version, area) if base == version else []
            new, attributes = _estimated(evidence, footprint, neighbours.get(building))
            known.update(attributes)
            rows.extend(_row(building, version, attribute, fact) for attribute, fact in new)
        total += len(shapes)
        made += len(rows)
        _write(batches, version, rows, list(shapes) if again else [])
        if tell:
            tell("estimating", total, max(version.feature_count, total))
    kept.estimates = made
    kept.unknown = {attribute: total - known[attribute] for attribute in _ASKED if known[attribute] < total}
    if report is None:
        DatasetVersion.objects.filter(pk=version.pk).update(report=kept.stored)
    return made


def estimate_building(building: Feature) -> None:
    """After an editor wrote or withdrew a fact: withdraw what was estimated from editors' facts, estimate anew."""
    now = timezone.now()
    versions = versions_about(building)
    evidence = evidence_of([building.pk], versions, None).get(building.pk, [])
    shape = Shape.objects.filter(feature=building, version__in=versions).select_related("version").first()
    neighbours = neighbours_at(shape) if shape else None
    new = [(name, fact) for name, fact in estimates_by_access(evidence, neighbours) if fact.own]
    with transaction.atomic():
        Fact.objects.filter(building=building, version=None, method__in=METHODS, withdrawn_at=None).update(
            withdrawn_at=now
        )
        for attribute, fact in new:
            Fact.objects.create(
                building=building, attribute=attribute, value=fact.value, low=fact.low, high=fact.high,
                state=State.ESTIMATED, method=fact.method, access=fact.access, written_at=now,
            )  # fmt: skip


def footprints_of(version: DatasetVersion) -> DatasetVersion | None:
    """The version that has the footprints of the buildings ``version`` tells of; None where it tells of none."""
    dataset = version.dataset
    if dataset.kind != dataset.Kind.BUILDINGS:
        return None
    return version if dataset.joins is None else dataset.joins.active


def versions_about(building: Feature) -> list[DatasetVersion]:
    """The active versions of its own dataset and of those that tell of its buildings."""
    datasets = [building.dataset, *building.dataset.joined.all()]
    return list(DatasetVersion.objects.filter(dataset__in=datasets, state=DatasetVersion.State.ACTIVE))


def _chunks(version: DatasetVersion, base: DatasetVersion) -> Iterator[Mapping[int, float]]:
    """The buildings that ``version`` tells of, a few at a time, with the area of their footprint in m2."""
    shapes = Shape.objects.filter(version=base).order_by("pk")
    if base != version:
        shapes = shapes.filter(feature__in=Fact.objects.filter(version=version).values("building"))
    last = 0
    while rows := list(shapes.filter(pk__gt=last).values_list("pk", "feature_id", "area_m2")[:_AT_ONCE]):
        last = rows[-1][0]
        yield {building: area for _pk, building, area in rows}


def _footprint(version: DatasetVersion, area: float) -> Evidence:
    """The area of its geometry, as public as anything that can be seen from the street."""
    if area <= 0:
        return []
    dataset = version.dataset
    access = access_of("footprint_area", Basis(dataset.basis), None, decided=bool(dataset.decision.strip()))
    return [("footprint_area", Known(low=round(area, 1), high=round(area, 1), access=access, method=Method.FOOTPRINT))]


def _estimated(evidence: Evidence, footprint: Evidence, neighbours: Neighbours | None) -> tuple[Evidence, set[str]]:
    """The new facts of a building, and everything that is known of it with them."""
    given = {attribute for attribute, _fact in evidence}
    measured = (
        [] if "footprint_area" in given else [each for each in footprint if each[1].access != Access.CONFIDENTIAL]
    )
    new = estimates_by_access([*evidence, *measured], neighbours)
    made = [*measured, *((attribute, fact) for attribute, fact in new if fact.own)]
    return made, given | {attribute for attribute, _fact in made}


def _row(building: int, version: DatasetVersion, attribute: str, fact: Known) -> Row:
    state = State.REGISTERED if fact.method == Method.FOOTPRINT else State.ESTIMATED
    return (
        building, version.pk, attribute, fact.value, fact.low, fact.high, str(state), fact.method, str(fact.access),
        version.dataset.basis,
    )  # fmt: skip


def _write(batches: Batches, version: DatasetVersion, rows: Sequence[Row], anew: Sequence[int]) -> None:
    """``anew``: buildings whose earlier estimates give way."""
    if anew:
        old = Fact.objects.filter(version=version, building__in=anew, method__in=(*METHODS, Method.FOOTPRINT))
        # Nothing refers to facts, so that there is no need to read them before.
        batches.write(partial(old._raw_delete, old.db), len(anew))
    for some in batches.of(rows):
        batches.write(partial(insert_rows, Fact, _FACT, some), len(some))
