import pytest
from hypothesis import given
from hypothesis import strategies as st

from energy.arithmetic import at_most, cautious, hull, product, ratio, sensible, total
from energy.figures import Figure, State, Unit
from energy.rates import unknown

amounts = st.floats(0.01, 1e7)


def euro(low, high, state=State.ESTIMATED):
    return Figure(low, high, Unit.EURO, state)


@pytest.mark.parametrize(
    ("low", "high", "rounded"),
    [
        (25_340, 33_870, (25_000, 34_000)),
        (32_400, 32_400, (32_000, 33_000)),
        (27_000, 27_000, (27_000, 27_000)),
        (118.2, 961.7, (110, 970)),
        (0.0034, 0.0068, (0.0034, 0.0068)),
        (0, 0, (0, 0)),
        (1_234, 153_000, (0, 160_000)),
    ],
)
def test_an_estimate_is_rounded_to_two_digits_outwards(low, high, rounded):
    figure = sensible(euro(low, high))

    assert (figure.low, figure.high) == pytest.approx(rounded)


def test_what_is_measured_is_not_rounded():
    assert sensible(euro(18_234, 18_234, State.MEASURED)).low == 18_234


@given(amounts, amounts)
def test_rounding_never_leaves_anything_out(one, other):
    low, high = sorted((one, other))
    figure = sensible(euro(low, high))

    assert figure.low <= low * (1 + 1e-9)
    assert figure.high >= high * (1 - 1e-9)


@given(amounts, amounts)
def test_money_to_get_is_never_rounded_up(one, other):
    low, high = sorted((one, other))
    figure = cautious(euro(low, high))

    assert figure.low <= low * (1 + 1e-9)
    assert figure.high <= high * (1 + 1e-9)


def test_an_unknown_part_leaves_the_whole_unknown():
    sure = euro(1, 2, State.MEASURED)
    missing = unknown(Unit.EURO)

    for figure in (
        product((sure, missing), Unit.EURO, ""),
        total((sure, missing), Unit.EURO, ""),
        ratio(sure, missing, Unit.EURO, ""),
        at_most(sure, missing),
    ):
        assert (figure.low, figure.high, figure.state) == (None, None, State.UNKNOWN)


def test_a_product_of_measured_figures_is_an_estimate_and_a_sum_is_as_good_as_its_worst_part():
    measured, registered = euro(2, 3, State.MEASURED), euro(10, 10, State.REGISTERED)

    assert product((measured, registered), Unit.EURO, "") == euro(20, 30)
    assert total((measured, registered), Unit.EURO, "") == euro(12, 13, State.REGISTERED)


def test_one_of_several_figures_is_between_their_outermost_bounds():
    assert hull((euro(10, 12), euro(2, 3, State.REGISTERED)), Unit.EURO, "") == euro(2, 12)
    assert hull((euro(10, 12), unknown(Unit.EURO)), Unit.EURO, "").state is State.UNKNOWN
    assert hull((), Unit.EURO, "").state is State.UNKNOWN
