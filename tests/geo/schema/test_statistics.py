"""Published statistics of areas, and how well buildings are known."""

from __future__ import annotations

from typing import Any

import pytest

from cms.core.graphql.scalars import global_id
from geo.models import Statistic, Tally
from tests.asking import ask
from tests.factories import Saxony, geodata, saxony

pytestmark = pytest.mark.django_db

STATISTICS = """query ($areas: [ID!]!, $indicators: [String!], $newest: Boolean = false) {
  statistics(areas: $areas, indicators: $indicators, newest: $newest) {
    area { name } indicator unit figures { low unit year state source { title } } dataset { title licence }
  }
}"""
QUALITY = """query ($area: ID) { dataQuality(area: $area) { area { name } attributes {
  attribute { key } known unknown counts { choice { key } state buildings figure { low unit } dataset { title } }
} } }"""


@pytest.fixture
def place() -> Saxony:
    return saxony()


@pytest.fixture
def district(place: Saxony) -> Any:
    version = geodata.version(geodata.dataset(place.leipzig, "areas", theme="district"))
    return geodata.shape_of(version, "1", geodata.square(0, 0, 900), name="Nord")


def publish(place: Saxony, district: Any) -> Any:
    version = geodata.version(geodata.dataset(place.leipzig, "statistics", name="zahlen"))
    for indicator, year, value, unit in (
        ("Einwohner", 2021, 900, ""), ("Einwohner", 2022, 950, ""), ("Wohnfläche", 2022, 40_000, "m²"),
    ):  # fmt: skip
        Statistic.objects.create(
            version=version, area_name="Nord", area=district.feature, indicator=indicator, year=year, value=value,
            unit=unit,
        )  # fmt: skip
    return version


def test_an_area_has_series_of_figures_with_their_years(place: Saxony, district: Any):
    publish(place, district)
    key = global_id("Area", district.feature.key)
    found = ask(STATISTICS, place.leipzig, areas=[key])["statistics"]
    assert [(each["indicator"], [figure["year"] for figure in each["figures"]]) for each in found] == [
        ("Einwohner", [2021, 2022]), ("Wohnfläche", [2022]),
    ]  # fmt: skip
    assert found[1]["figures"][0] == {
        "low": 40_000, "unit": "SQUARE_METRE", "year": 2022, "state": "REGISTERED", "source": {"title": "zahlen"}
    }  # fmt: skip
    newest = ask(STATISTICS, place.leipzig, areas=[key], indicators=["Einwohner"], newest=True)["statistics"]
    assert [each["figures"][0]["low"] for each in newest] == [950]
    names = ask("{ statisticIndicators { name firstYear lastYear } }", place.leipzig)["statisticIndicators"]
    assert names[0] == {"name": "Einwohner", "firstYear": 2021, "lastYear": 2022}


def test_statistics_of_a_recalled_version_are_not_told(place: Saxony, district: Any):
    version = publish(place, district)
    version.state = "recalled"
    version.save()
    key = global_id("Area", district.feature.key)
    assert ask(STATISTICS, place.leipzig, areas=[key])["statistics"] == []
    assert ask("{ statisticIndicators { name } }", place.leipzig)["statisticIndicators"] == []


def test_the_quality_of_data_says_what_is_known_and_what_is_not(place: Saxony, district: Any):
    data = geodata.dataset(place.leipzig, name="haeuser")
    version = geodata.version(data)
    tally: Any = Tally.objects.create
    tally(version=version, area=district.feature, attribute="type", value="terraced", state="registered", source=data,
          buildings=7)  # fmt: skip
    tally(version=version, area=district.feature, attribute="type", buildings=3)
    tally(version=version, area=None, attribute="heat_need", state="estimated", buildings=4, low=10, high=20)
    found = ask(QUALITY, place.leipzig, area=global_id("Area", district.feature.key))["dataQuality"]
    assert found["area"] == {"name": "Nord"}
    assert found["attributes"] == [
        {"attribute": {"key": "type"}, "known": 7, "unknown": 3, "counts": [
            {"choice": {"key": "terraced"}, "state": "REGISTERED", "buildings": 7, "figure": None,
             "dataset": {"title": "haeuser"}},
        ]},
    ]  # fmt: skip
    whole = ask(QUALITY, place.leipzig)["dataQuality"]["attributes"]
    assert [each["attribute"]["key"] for each in whole] == ["heat_need"]
    assert whole[0]["counts"][0]["figure"] == {"low": 10, "unit": "KWH_PER_YEAR"}
    elsewhere = ask(QUALITY, place.dresden, area=global_id("Area", district.feature.key))["dataQuality"]
    assert elsewhere is None
