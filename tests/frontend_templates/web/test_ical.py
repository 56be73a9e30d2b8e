from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from frontend_templates.web.ical import calendar, escaped, folded

EVENT = {
    "id": "abc", "title": "Wärme, Netz; und Pläne", "teaser": "Zeile eins\nZeile zwei", "url": "http://l.test/de/x/",
    "startsAt": "2026-11-25T18:00:00+01:00", "endsAt": "2026-11-25T19:30:00+01:00", "venue": "Saal", "address": "Weg 1",
    "onlineUrl": "", "organiser": "", "changedAt": "2026-10-01T08:00:00+00:00",
}  # fmt: skip


def test_an_event_has_its_times_in_utc_and_its_words_escaped():
    lines = calendar("Leipzig", [EVENT]).split("\r\n")
    assert "DTSTART:20261125T170000Z" in lines
    assert "DTEND:20261125T183000Z" in lines
    assert "SUMMARY:Wärme\\, Netz\\; und Pläne" in lines
    assert "DESCRIPTION:Zeile eins\\nZeile zwei" in lines
    assert "LOCATION:Saal\\, Weg 1" in lines
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]


@given(st.text(alphabet=st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), max_size=400))
def test_folded_lines_are_short_and_unfold_to_what_they_were(line):
    pieces = folded(line).split("\r\n")
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert folded(line).replace("\r\n ", "") == line


@given(st.text(max_size=80))
def test_no_word_can_begin_a_property_of_its_own(text):
    assert not {"\r", "\n"} & set(escaped(text))
