from datetime import date

import pytest

from energy.figures import State, Unit
from energy.rates import Rate, in_force

OLD = Rate("speed", 20, 20, Unit.PERCENT, None, date(2028, 12, 31))
NEW = Rate("speed", 17, 17, Unit.PERCENT, date(2029, 1, 1), date(2030, 12, 31), to_check=True)


@pytest.mark.parametrize(
    ("day", "rate"),
    [
        (date(2026, 9, 1), OLD),
        (date(2028, 12, 31), OLD),
        (date(2029, 1, 1), NEW),
        (date(2030, 12, 31), NEW),
        (date(2031, 1, 1), None),
    ],
)
def test_a_rate_holds_from_its_first_to_its_last_day_and_no_longer(day, rate):
    assert in_force([NEW, OLD], "speed", day) is rate


def test_the_rate_that_began_last_replaces_an_open_one():
    open_rate = Rate("gas", 12, 13, Unit.CENT_PER_KWH, date(2024, 1, 1))
    newer = Rate("gas", 11, 14, Unit.CENT_PER_KWH, date(2026, 1, 1))

    assert in_force([newer, open_rate], "gas", date(2026, 9, 1)) is newer
    assert in_force([newer, open_rate], "gas", date(2025, 9, 1)) is open_rate
    assert in_force([newer, open_rate], "oil", date(2025, 9, 1)) is None


def test_a_rate_nobody_confirmed_is_an_estimate_and_one_without_number_unknown():
    assert OLD.figure.state is State.REGISTERED
    assert NEW.figure.state is State.ESTIMATED
    assert Rate("speed", None, None, Unit.PERCENT).figure.state is State.UNKNOWN


def test_a_rate_that_contradicts_itself_is_refused():
    for bounds in [(3, 2), (None, 2)]:
        with pytest.raises(ValueError, match="rate"):
            Rate("speed", *bounds, Unit.PERCENT)
