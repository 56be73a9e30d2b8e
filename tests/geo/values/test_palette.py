from __future__ import annotations

import pytest

from geo.values.colours import Sight, ciede2000, contrast, difference
from geo.values.palette import (
    CATEGORY_COLOURS,
    DISTINCT,
    SUITABILITY_COLOURS,
    WARM,
    distinct,
    ramp,
    weaknesses,
)


@pytest.mark.parametrize(
    ("one", "other", "known"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0000),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_differences_are_those_of_the_published_examples(one, other, known):
    assert ciede2000(one, other) == pytest.approx(known, abs=0.0001)
    assert ciede2000(other, one) == pytest.approx(known, abs=0.0001)


def test_contrast_is_that_of_the_guidelines():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_red_and_green_of_one_lightness_are_alike_to_people_who_can_t_tell_them_apart():
    red, green = "#b04a3a", "#6f7a2a"

    assert difference(red, green) > 30
    assert difference(red, green, Sight.DEUTERANOPIA) < 10
    assert difference("#2d7f9e", "#2b8a76", Sight.TRITANOPIA) < difference("#2d7f9e", "#2b8a76")


@pytest.mark.parametrize("sight", Sight)
def test_grey_looks_grey_to_everybody(sight):
    assert difference("#808080", "#808080", sight) == 0
    assert difference("#000000", "#ffffff", sight) == pytest.approx(100, abs=0.1)


@pytest.mark.parametrize(
    ("colours", "in_order"),
    [
        (list(CATEGORY_COLOURS.values()), False),
        (list(SUITABILITY_COLOURS.values()), False),
        (DISTINCT, False),
        *((distinct(number), False) for number in range(1, 9)),
        *((ramp(number), True) for number in range(1, 6)),
        (WARM, True),
    ],
)
def test_what_is_proposed_has_no_weakness(colours, in_order):
    assert list(weaknesses(colours, in_order=in_order)) == []


def test_a_pale_colour_and_two_alike_are_found():
    found = list(weaknesses(["#ffee99", "#b04a3a", "#6f7a2a"]))

    assert [(each.first, each.second) for each in found] == [(0, None), (1, 2)]
    assert found[1].sight in (Sight.DEUTERANOPIA, Sight.PROTANOPIA)
