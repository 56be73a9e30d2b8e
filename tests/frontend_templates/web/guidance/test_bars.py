from __future__ import annotations

from frontend_templates.web.guidance.bars import WIDTH, bars
from tests.frontend_templates.web.guidance.positions import costs, figure, judgement


def options(*ranges, **of_last):
    judged = [judgement(f"M{n}", estimate=costs(energyCost=figure(*pair))) for n, pair in enumerate(ranges)]
    judged[-1]["estimate"] |= of_last
    return judged


def test_ranges_are_drawn_on_one_scale_from_nothing_to_a_round_number():
    picture = bars(options((1000, 2000), (500, 3000)), "energyCost")
    assert picture is not None
    end = 4000 if picture.ticks[-1].label.startswith("4") else 3000
    assert picture.ticks[0].label == "0"
    assert [bar.x for bar in picture.bars] == [round(WIDTH * 1000 / end), round(WIDTH * 500 / end)]
    assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH for bar in picture.bars)


def test_what_is_not_known_is_not_drawn():
    picture = bars([*options((1000, 2000), (500, 900)), judgement("X", estimate=costs(energyCost=figure(None)))],
                   "energyCost")  # fmt: skip
    assert picture is not None
    assert [bar.title for bar in picture.bars] == ["M0", "M1"]


def test_a_sum_of_which_a_part_is_missing_is_drawn_as_open():
    picture = bars(options((1000, 2000), (500, 900), isRankable=False), "energyCost")
    assert picture is not None
    assert [bar.is_open for bar in picture.bars] == [False, True]


def test_there_is_no_picture_of_fewer_than_two_options():
    assert bars(options((1000, 2000)), "energyCost") is None


def test_a_single_value_can_still_be_seen_and_stays_inside():
    picture = bars(options((4000, 4000), (1, 1)), "energyCost")
    assert picture is not None
    assert all(bar.width > 0 and bar.x + bar.width <= WIDTH for bar in picture.bars)
