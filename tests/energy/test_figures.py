import pytest

from energy.figures import Figure, State, Unit


@pytest.mark.parametrize(
    ("low", "high", "state"),
    [(None, 3.0, State.MEASURED), (None, None, State.MEASURED), (1.0, 1.0, State.UNKNOWN), (5.0, 3.0, State.ESTIMATED)],
)
def test_a_figure_that_contradicts_itself_is_refused(low, high, state):
    with pytest.raises(ValueError, match="figure"):
        Figure(low, high, Unit.KWH_PER_YEAR, state)


def test_a_figure_with_equal_bounds_is_exact():
    assert Figure(3.0, 3.0, Unit.EURO, State.MEASURED).is_exact
    assert not Figure(3.0, 4.0, Unit.EURO, State.ESTIMATED).is_exact
