from datetime import date

import pytest

from energy.figures import State
from energy.green_fuel import green_share


def share(installed, day, **more):
    figure = green_share(installed, day, **more)
    return figure.low, figure.high


@pytest.mark.parametrize(
    ("day", "percent"),
    [
        (date(2026, 9, 1), 0),
        (date(2028, 12, 31), 0),
        (date(2029, 1, 1), 10),
        (date(2030, 1, 1), 15),
        (date(2034, 12, 31), 15),
        (date(2035, 1, 1), 30),
        (date(2040, 1, 1), 60),
        (date(2045, 1, 1), 60),
    ],
)
def test_a_boiler_installed_after_29_july_2026_climbs_the_ladder(day, percent):
    assert share(date(2026, 9, 1), day) == (percent, percent)
    assert share(date(2026, 7, 30), day) == (percent, percent)


@pytest.mark.parametrize("installed", [date(2026, 6, 1), date(2026, 7, 29)])
def test_a_boiler_installed_until_29_july_2026_has_no_ladder(installed):
    assert share(installed, date(2040, 1, 1)) == (0, 0)


def test_without_a_day_of_installation_the_share_is_unknown():
    assert green_share(None, date(2035, 1, 1)).state is State.UNKNOWN


def test_while_nothing_is_due_yet_the_day_of_installation_does_not_matter():
    assert share(None, date(2028, 12, 31)) == (0, 0)


def test_after_a_breakdown_in_2028_the_duty_starts_a_year_after_installation():
    broken, installed = date(2028, 11, 20), date(2028, 12, 15)

    assert share(installed, date(2029, 12, 14), breakdown=broken) == (0, 0)
    assert share(installed, date(2029, 12, 15), breakdown=broken) == (10, 10)
    assert share(installed, date(2029, 6, 1), breakdown=date(2027, 11, 20)) == (10, 10)


def test_a_year_after_a_leap_day_is_the_last_of_february():
    assert share(date(2028, 2, 29), date(2029, 2, 28), breakdown=date(2028, 1, 2)) == (10, 10)
    assert share(date(2028, 2, 29), date(2029, 2, 27), breakdown=date(2028, 1, 2)) == (0, 0)
