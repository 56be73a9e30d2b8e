"""What is told of buildings and areas, with hidden things behind everything it names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from geo.models import Dataset, Fact, Group, GroupFigure, MapLayer, Shape, Statistic, Tally, TileArchive
from tests.factories import Saxony, geodata
from tests.factories.maps import HeatPlanFactory, MapLayerFactory, entry

# Numbers that must never come out.
FORBIDDEN = (777_771, 777_772, 777_773)
HIDDEN_BUILDINGS = ("act", "undecided", "hidden", "staged", "recalled", "confidential", "dresden")


@dataclass(frozen=True, slots=True)
class SeededGeodata:
    """Ids are asked for by the type in the schema and the key."""

    ids: tuple[tuple[str, Any], ...]
    snippets: tuple[Any, ...]


def seed_geodata(place: Saxony) -> SeededGeodata:
    """A public house in Leipzig that touches everything, and beside it what nobody may see."""
    plan = HeatPlanFactory(title="Wärmeplan", slug="oeffentlich", municipality=place.leipzig)
    hidden_plan = HeatPlanFactory(title="Geheim-Plan", slug="geheim-plan", municipality=place.leipzig, live=False)
    houses = geodata.version(geodata.dataset(place.leipzig, name="haeuser", plan=hidden_plan))
    house = geodata.building(houses, "1", street="Ahornweg", storeys=4, monument="yes")
    areas = geodata.version(geodata.dataset(place.leipzig, "areas", name="plan", theme="heat_plan", plan=plan))
    area = geodata.shape_of(areas, "A", geodata.square(-50, -50, 500), name="Gebiet", category="decentral")
    geodata.lies_in(house, area)
    group_of(house, houses)
    Tally.objects.create(version=houses, area=area.feature, attribute="storeys", state="registered", buildings=1)
    Statistic.objects.create(version=areas, area_name="Gebiet", area=area.feature, indicator="Einwohner", year=2022,
                             value=5)  # fmt: skip
    hidden = hidden_buildings(place, houses.dataset)
    hidden_areas = [
        hidden_area(place.leipzig, "ready", "geheim-vorbereitet"),
        hidden_area(place.leipzig, "active", "geheim-vertraulich", basis="confidential"),
        hidden_area(place.dresden, "active", "nur-dresden"),
    ]
    layers = seed_layers(place, houses.dataset, hidden_areas)
    ids = [("Building", house.key), ("Area", area.feature.key), ("Dataset", houses.dataset.key)]
    ids += [("StreetAddress", house.addresses.get().key)]
    ids += [("Building", feature.key) for feature in hidden]
    ids += [("Area", each.feature.key) for each in hidden_areas]
    ids += [("Dataset", each.version.dataset.key) for each in hidden_areas]
    return SeededGeodata(tuple(ids), (hidden_plan, *layers))


def group_of(house: Any, version: Any) -> None:
    shape = Shape.objects.get(feature=house)
    group = Group.objects.create(
        version=version, key=house.key, name="Ahornweg", addresses=5, lon=12, lat=51, geometry=shape.geometry
    )
    Shape.objects.filter(pk=shape.pk).update(group=group)
    GroupFigure.objects.create(
        group=group, attribute="heat_consumption", low=FORBIDDEN[0], high=FORBIDDEN[0], known=2, state="measured",
        suppressed="too_few",
    )  # fmt: skip


def hidden_buildings(place: Saxony, public: Dataset) -> list[Any]:
    """A house for each reason for which its words must not be told."""
    data = {
        "act": geodata.dataset(place.leipzig, name="erhebung", basis="act"),
        "undecided": geodata.dataset(place.leipzig, name="unentschieden", decision=""),
        "hidden": public,
        "staged": geodata.dataset(place.leipzig, name="geheim-bereit"),
        "recalled": geodata.dataset(place.leipzig, name="geheim-zurueck"),
        "confidential": geodata.dataset(place.leipzig, name="geheim-sicher", basis="confidential"),
        "dresden": geodata.dataset(place.dresden, name="nur-dresden"),
    }
    states = {"staged": "ready", "recalled": "recalled"}
    found = []
    for number, (reason, dataset) in enumerate(data.items()):
        version = dataset.active or geodata.version(dataset, states.get(reason, "active"))
        told = dataset not in (data["act"], data["undecided"])
        street = ("nur-dresden" if reason == "dresden" else "Geheimgasse") if told else ""
        house = geodata.building(version, f"geheim-{reason}", east_m=20 * number, street=street)
        geodata.tell_of(
            house, version, house="single_family", year=FORBIDDEN[1], heat_consumption=FORBIDDEN[2],
            owner="Geheim-Eigentümerin", function="Nur-Dresden" if reason == "dresden" else "Geheim-Funktion",
        )  # fmt: skip
        found.append(house)
    # What the register says of a building's function is told of any building under the act.
    Fact.objects.filter(building=found[0], attribute="function").delete()
    house = found[HIDDEN_BUILDINGS.index("hidden")]
    house.hidden = True
    house.save()
    return found


def hidden_area(municipality: Any, state: str, name: str, **fields: Any) -> Any:
    version = geodata.version(
        geodata.dataset(municipality, "areas", theme="district", name=f"{name}-gebiete", **fields), state
    )
    shape = geodata.shape_of(version, name, geodata.square(-50, -50, 700), name=name, details={"statute": name})
    Statistic.objects.create(
        version=version, area_name=name, area=shape.feature, indicator=name, year=2022, value=FORBIDDEN[0]
    )
    return shape


def seed_layers(place: Saxony, public: Dataset, hidden_areas: list[Any]) -> list[MapLayer]:
    TileArchive.objects.create(version=public.active, state="withdrawn", token="geheim-kacheln-weg")
    TileArchive.objects.create(version=public.active, state="ready", token="kacheln")
    layer = {"municipality": place.leipzig, "legend": [entry("alle", "#123456")]}
    MapLayerFactory(title="Häuser", slug="oeffentlich", dataset=public, **layer)
    return [
        MapLayerFactory(title="Geheim-Ebene", slug="geheim-ebene", dataset=public, live=False, **layer),
        MapLayerFactory(title="Geheim-Daten", slug="geheim-daten", dataset=hidden_areas[0].version.dataset, **layer),
    ]
