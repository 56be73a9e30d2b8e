"""Geodata as an import leaves them, without a file: houses of 10 by 10 metres in a row along a street."""

from __future__ import annotations

from itertools import count
from typing import Any

import shapely

from cms.core.models import Municipality
from energy.figures import State
from geo.models import Address, Cell, Dataset, DatasetVersion, Fact, Feature, Membership, Shape
from geo.queries.boxes import cells_of
from geo.values.attributes import ATTRIBUTES, Kind
from geo.values.boxes import Box, level_of
from geo.values.disclosure import Basis, access_of
from geo.values.facts import Method
from geo.values.spelling import address_key, search_text

_numbers = count(1)
METRE_LAT = 1 / 111_320
METRE_LON = METRE_LAT / 0.6248  # at 51.34 degrees north
CORNER = (12.37, 51.34)


def dataset(municipality: Municipality, kind: str = "buildings", **fields: Any) -> Dataset:
    """A dataset of open data whose publication was decided."""
    name = fields.pop("name", f"daten-{next(_numbers)}")
    given = {
        "title_de": name, "licence": "CC0", "attribution": "Test", "source_title": name,
        "decision": "Stadtrat, 1. Mai 2026", **fields,
    }  # fmt: skip
    return Dataset.objects.create(municipality=municipality, name=name, kind=kind, **given)


def version(data: Dataset, state: str = DatasetVersion.State.ACTIVE) -> DatasetVersion:
    """The next version of ``data``; an active one takes the place of the one before."""
    number = data.versions.count() + 1
    new = DatasetVersion.objects.create(dataset=data, number=number, state=state)
    if state == DatasetVersion.State.ACTIVE:
        activate(new)
    return new


def activate(new: DatasetVersion) -> None:
    """What activation writes of the versions alone."""
    from django.utils import timezone

    data = new.dataset
    data.versions.filter(state=DatasetVersion.State.ACTIVE).exclude(pk=new.pk).update(
        state=DatasetVersion.State.REPLACED
    )
    DatasetVersion.objects.filter(pk=new.pk).update(state=DatasetVersion.State.ACTIVE, activated_at=timezone.now())
    new.refresh_from_db()
    data.active = new
    data.save()


def square(east_m: float, north_m: float, size_m: float = 10) -> Any:
    """A square whose south-western corner lies that many metres from ``CORNER``."""
    west, south = CORNER[0] + east_m * METRE_LON, CORNER[1] + north_m * METRE_LAT
    return shapely.box(west, south, west + size_m * METRE_LON, south + size_m * METRE_LAT)


def building(
    of: DatasetVersion, name: str, east_m: float = 0, north_m: float = 0, street: str = "", **facts: Any
) -> Feature:
    """A building of that source id with one address, if ``street`` is given, and the ``facts`` of ``tell_of``."""
    feature = shape_of(of, name, square(east_m, north_m), area_m2=100.0).feature
    if street:
        address(of, feature, street, name)
    tell_of(feature, of, **facts)
    return feature


def shape_of(of: DatasetVersion, name: str, geometry: Any, /, **fields: Any) -> Shape:
    """A feature's shape in a version, filed in the grid."""
    feature, _made = Feature.objects.get_or_create(dataset=of.dataset, source_id=name)
    west, south, east, north = geometry.bounds
    inside = geometry.representative_point()
    shape = Shape.objects.create(
        version=of, feature=feature, geometry=geometry.wkb, west=west, south=south, east=east, north=north,
        lon=inside.x, lat=inside.y, **fields,
    )  # fmt: skip
    cells = list(cells_of(shape.pk, of.pk, Box(west, south, east, north)))
    Cell.objects.bulk_create(cells)
    of.levels = sorted({*of.levels, *(level_of(cell.row) for cell in cells)})
    of.feature_count += 1
    of.save(update_fields=["levels", "feature_count"])
    return shape


def address(of: DatasetVersion, feature: Feature, street: str, number: str) -> Address:
    """An address of a building, at its place."""
    shape = Shape.objects.get(version=of, feature=feature)
    return Address.objects.create(
        version=of, key=address_key(of.dataset.municipality.key, street, number, ""), street=street, number=number,
        lon=shape.lon, lat=shape.lat, building=feature, search=search_text(street, number, "", ""),
    )  # fmt: skip


def lies_in(house: Feature, area: Shape) -> None:
    """That the building's shapes lie in an area."""
    for shape in house.shapes.all():
        Membership.objects.get_or_create(building=shape, area=area)


def tell_of(feature: Feature, of: DatasetVersion | None, house: str | None = None, **facts: Any) -> None:
    """Facts by a version, or by an editor (None): numbers, pairs of bounds, or words. ``house``: the type, for access.

    A building said to be of a ``type`` is of that type for access, too.
    """
    house = house or facts.get("type")
    data = of.dataset if of else None
    basis = Basis(data.basis) if data else Basis.OPEN
    for attribute, value in facts.items():
        access = access_of(attribute, basis, house, decided=data is None or bool(data.decision))
        low, high = value if isinstance(value, tuple) else (value, value)
        number = ATTRIBUTES[attribute].kind is Kind.NUMBER
        Fact.objects.create(
            building=feature, version=of, attribute=attribute, value="" if number else str(value),
            low=low if number else None, high=high if number else None, state=State.REGISTERED,
            method=Method.GIVEN if of else Method.EDITED, access=access, basis=str(basis),
        )  # fmt: skip
