from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.asking import ask
from tests.factories import (
    CampaignIndexPageFactory,
    CampaignPageFactory,
    EventIndexPageFactory,
    EventPageFactory,
    Saxony,
    saxony,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Saxony:
    return saxony()


def test_events_of_a_day_are_all_that_take_place_on_it(place: Saxony):
    index = EventIndexPageFactory(parent=place.leipzig.site.root_page)
    noon = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    for title, start, length in (("gestern", -1, 2), ("über Nacht", -1, 30), ("heute", 0, 2), ("morgen", 1, 2)):
        starts = noon + timedelta(days=start)
        EventPageFactory(parent=index, title=title, starts_at=starts, ends_at=starts + timedelta(hours=length))
    today = noon.date().isoformat()
    query = "query ($day: Date!) { events(from: $day, to: $day) { edges { node { title } } } }"
    found = ask(query, place.leipzig, day=today)["events"]
    assert [edge["node"]["title"] for edge in found["edges"]] == ["über Nacht", "heute"]


def test_running_campaigns_are_those_that_have_begun_and_not_ended(place: Saxony):
    index = CampaignIndexPageFactory(parent=place.leipzig.site.root_page)
    today = timezone.localdate()
    for title, start, end in (("läuft", -3, 3), ("ohne Ende", -1, None), ("vorbei", -9, -5), ("kommt", 2, 9)):
        ends = today + timedelta(days=end) if end is not None else None
        CampaignPageFactory(parent=index, title=title, starts_on=today + timedelta(days=start), ends_on=ends)
    found = ask("{ campaigns(running: true) { edges { node { title isRunning } } } }", place.leipzig)["campaigns"]
    assert [edge["node"] for edge in found["edges"]] == [
        {"title": "ohne Ende", "isRunning": True},
        {"title": "läuft", "isRunning": True},
    ]
