"""Questions about places: few queries, and never more for more buildings, areas, facts or addresses."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from cms.core.graphql.scalars import global_id
from geo.models import Feature, Group, GroupFigure, Shape
from geo.queries import suggestions
from tests.factories import Saxony, geodata, saxony
from tests.geo.schema.test_buildings import BUILDING

from .test_query_counts import counted

pytestmark = [pytest.mark.django_db, pytest.mark.database]
QUESTIONS = Path(settings.BASE_DIR, "bench", "questions")
LEIPZIG = "leipzig.localhost"
AT = {"lon": geodata.CORNER[0] + 0.00005, "lat": geodata.CORNER[1] + 0.00005}
BOX = {"west": AT["lon"] - 0.01, "south": AT["lat"] - 0.01, "east": AT["lon"] + 0.01, "north": AT["lat"] + 0.01}
AREAS = """{ areas(first: 50) { totalCount edges { node { id name category { label } buildings { low }
  place { lon } dataset { title licence } plan { title } } } } }"""


def asked(name: str) -> str:
    return (QUESTIONS / f"{name}.graphql").read_text()


@pytest.fixture(params=[2, 12])
def town(request: pytest.FixtureRequest) -> tuple[int, Feature]:
    """So many of everything around one house, which is in all of the areas."""
    place: Saxony = saxony()
    count: int = request.param
    houses = geodata.version(geodata.dataset(place.leipzig))
    built = [geodata.building(houses, str(n), east_m=20 * n, street="Ahornweg", storeys=3) for n in range(count)]
    geodata.tell_of(built[0], houses, height=9, monument="no", type="multi_family", year=1970)
    group = Group.objects.create(
        version=houses, key=built[0].key, addresses=count, lon=12, lat=51, geometry=geodata.square(0, 0).wkb
    )
    Shape.objects.filter(version=houses).update(group=group)
    for attribute in ("heat_consumption", "gas_consumption"):
        GroupFigure.objects.create(group=group, attribute=attribute, low=1, high=2, known=9, state="measured")
    for theme in ("heat_plan", "district"):
        plan = geodata.version(geodata.dataset(place.leipzig, "areas", theme=theme))
        for number in range(count):
            size = geodata.square(-number, -number, 500)
            geodata.lies_in(built[0], geodata.shape_of(plan, str(number), size, name=f"G{number}"))
    return count, built[0]


def test_a_building_with_all_that_is_told_of_it_takes_ten_queries(town: tuple[int, Feature]):
    count, house = town
    queries, data = counted(LEIPZIG, BUILDING, id=global_id("Building", house.key))
    assert len(data["building"]["areas"]) == 2 * count
    assert len(data["building"]["group"]["figures"]) == 2
    assert queries <= 10


def test_the_area_at_a_place_takes_three_queries(town: tuple[int, Feature]):
    queries, data = counted(LEIPZIG, asked("area-at"), at=AT)
    assert data["area"]["theme"] == "HEAT_PLAN"
    assert queries <= 3


def test_a_list_of_areas_takes_six_queries(town: tuple[int, Feature]):
    queries, data = counted(LEIPZIG, AREAS)
    assert len(data["areas"]["edges"]) == 2 * town[0]
    assert queries <= 6


def test_what_lies_in_a_box_takes_three_queries(town: tuple[int, Feature]):
    queries, data = counted(LEIPZIG, asked("places"), bbox=BOX)
    assert len(data["places"]["collection"]["features"]) == town[0]
    assert queries <= 3


def test_addresses_of_a_street_that_is_known_take_four_queries(town: tuple[int, Feature]):
    suggestions._KEPT.clear()
    queries, data = counted(LEIPZIG, asked("addresses"), text="Ahornweg")
    assert len(data["addressSuggestions"]) == min(town[0], 10)
    assert queries <= 4
