from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.utils import timezone

from cms.core.models import Municipality
from cms.core.queries.atlas import forget_atlas
from geo.models import DatasetVersion, Shape
from tests.factories.municipalities import saxony
from tests.geo.small_city import add, dataset_of, know, live_at, put_into, square, version_of


@dataclass
class Published:
    """Leipzig with three buildings and the areas they lie in, both active; on the host leipzig.localhost."""

    leipzig: Municipality
    houses: DatasetVersion
    plan: DatasetVersion
    villa: Shape
    school: Shape
    hidden: Shape
    south: Shape


@pytest.fixture
def published(db: None) -> Iterator[Published]:
    forget_atlas()
    leipzig = saxony().leipzig
    now = timezone.now()
    licence = {"licence_url": "https://www.govdata.de/dl-de/by-2-0"}
    houses = version_of(dataset_of(leipzig, "haeuser", **licence), activated_at=now)
    villa = add(houses, "villa", name="=cmd|' /C calc'!A0", area_m2=123.4)
    school, hidden = add(houses, "school"), add(houses, "hidden", name="Haus Abendrot")
    know(villa, "year", 1903, year=2020, method="given")
    know(villa, "storeys", 3)
    know(villa, "heating_carrier", "coal", access="grouped")
    know(villa, "heat_consumption", 99321, access="grouped")
    know(school, "year", (1950, 1960), state="estimated")
    know(school, "type", "multi_family")
    know(hidden, "roof", "pitched")
    live_at(villa, "Musterweg", "7")
    live_at(hidden, "Geheimweg", "1")
    hidden.feature.hidden = True
    hidden.feature.save()
    plan = version_of(dataset_of(leipzig, "plan", "areas"), activated_at=now)
    south = add(plan, "s", square(0, size=0.0008), name="Süd", category="decentral", horizon="2030",
                details={"suitability": {"hydrogen": "unlikely"}, "designated": True})  # fmt: skip
    put_into(south, [villa])
    yield Published(leipzig, houses, plan, villa, school, hidden, south)
    forget_atlas()
