from __future__ import annotations

import pytest

from geo.values.spelling import address_key, folded, folded_number, search_text

pytestmark = pytest.mark.quick


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Karl-Liebknecht-Straße", "karl liebknecht str."),
        ("Hauptstr.", "HAUPTSTRASSE"),
        ("Straße des 17. Juni", "Str. des 17. Juni"),
        ("Müllerweg", "Muellerweg"),
        ("Müllerweg", "Mu\u0308llerweg"),
        ("Große  Gasse", "grosse gasse"),
        ("Ćišinskistraße", "Cisinskistr"),
        ("Neue Gasse", "neue gasse"),
    ],
)
def test_streets_are_the_same_however_they_are_spelled(one, other):
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), [("Strehlener Weg", "Strassehlener Weg"), ("Am Ring", "Am Rang")])
def test_other_streets_stay_others(one, other):
    assert folded(one) != folded(other)


@pytest.mark.parametrize(("given", "number"), [(" 12 A ", "12a"), ("5.", "5"), ("7-9", "7-9"), ("3 1/2", "31/2")])
def test_house_numbers_have_no_blanks(given, number):
    assert folded_number(given) == number


def test_an_address_has_the_same_key_in_all_deliveries_and_another_in_another_city():
    key = address_key("leipzig", "Hauptstr.", "12 a", "04109")
    assert key == address_key("leipzig", "Hauptstraße", "12A", " 04109 ")
    assert len({key, *(address_key(*other) for other in (
        ("dresden", "Hauptstr.", "12a", "04109"), ("leipzig", "Hauptstr.", "12b", "04109"),
        ("leipzig", "Hauptstr.", "12a", "04107"),
    ))}) == 4  # fmt: skip


def test_what_is_searched_begins_with_the_street_and_has_an_end():
    assert search_text("Müllerstr.", "3 B", "04109", "Leipzig") == "mullerstrasse 3b 04109 leipzig"
    assert len(search_text("Weg " * 100)) <= 220
