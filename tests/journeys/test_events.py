"""Events and campaigns: found, and put into a calendar."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from .installation import BERLIN, LEIPZIG
from .readers import Reader


def calendar_lines(text: str) -> list[str]:
    """The content lines of an iCalendar file, unfolded as RFC 5545 says."""
    assert text.endswith("\r\n")
    lines = text.replace("\r\n ", "").replace("\r\n\t", "").split("\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n")), "lines are folded"
    return [line for line in lines if line]


def test_a_reader_puts_an_event_into_her_calendar(reader: Reader) -> None:
    page = reader.page
    reader.open("/de/termine/", LEIPZIG)
    reader.follow(page.get_by_role("link", name="Vortrag: Was der Wärmeplan").first)
    assert reader.title.startswith("Vortrag: Was der Wärmeplan")
    with page.expect_download() as started:
        page.get_by_role("link", name="In meinen Kalender eintragen").click()
    assert started.value.suggested_filename == "vortrag-waermeplan.ics"
    lines = calendar_lines(started.value.path().read_bytes().decode())
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    values = dict(line.split(":", 1) for line in lines)
    starts = datetime.strptime(values["DTSTART"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC).astimezone(BERLIN)
    assert (starts.hour, starts.minute) == (18, 0), "the time is right in Leipzig"
    assert starts.date() == datetime.now(BERLIN).date() + timedelta(days=7)
    assert values["SUMMARY"] == "Vortrag: Was der Wärmeplan für meine Straße heißt"
    assert r"\, " in values["LOCATION"], "commas are escaped"
    assert "UID" in values
    assert "DTSTAMP" in values


def test_all_events_can_be_subscribed_to(reader: Reader) -> None:
    answer = reader.site.fetch(LEIPZIG, "/de/feeds/events.ics")
    lines = calendar_lines(answer.body)
    events = lines.count("BEGIN:VEVENT")
    assert events >= 5
    assert len({line for line in lines if line.startswith("UID:")}) == events


def test_events_of_a_time_are_chosen_and_a_wrong_time_is_explained(reader: Reader) -> None:
    page = reader.page
    reader.open("/de/termine/", LEIPZIG)
    everything = int(page.get_by_role("status").inner_text().split()[0])
    page.get_by_label("Bis").fill((datetime.now(BERLIN) + timedelta(days=10)).date().isoformat())
    with page.expect_navigation():
        page.get_by_role("button", name="Anzeigen").click()
    assert 0 < int(page.get_by_role("status").inner_text().split()[0]) < everything
    reader.open("/de/termine/?from=2027-05-02&to=2027-05-01")
    assert "Der letzte Tag liegt vor dem ersten." in reader.text()


def test_a_campaign_says_when_it_runs_and_what_to_do(reader: Reader) -> None:
    reader.open("/de/kampagnen/", LEIPZIG)
    reader.follow(reader.page.get_by_role("link", name="Leipzig sieht warm").first)
    panel = reader.page.get_by_role("complementary", name="Auf einen Blick")
    assert re.search(r"\d{1,2}\. \w+ \d{4}", panel.inner_text())
    assert panel.get_by_role("link").count() == 1
