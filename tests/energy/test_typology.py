import pytest
from hypothesis import given
from hypothesis import strategies as st

from energy.figures import State
from energy.typology import Building, Construction, Envelope, House, specific_need

AS_BUILT = frozenset({Envelope.AS_BUILT})
CONVENTIONAL = frozenset({Construction.CONVENTIONAL})


def need(house, earliest, latest, envelopes=AS_BUILT, constructions=CONVENTIONAL):
    figure = specific_need(
        Building(frozenset({house}), earliest, latest, frozenset(envelopes), frozenset(constructions))
    )
    return figure.low, figure.high


@pytest.mark.parametrize(
    ("house", "year", "envelope", "kwh"),
    [
        (House.SINGLE, 1859, Envelope.AS_BUILT, 283),
        (House.SINGLE, 1860, Envelope.AS_BUILT, 270),
        (House.MULTI, 1898, Envelope.USUAL, 80),
        (House.TERRACED, 1975, Envelope.ADVANCED, 47),
        (House.MULTI, 2009, Envelope.AS_BUILT, 50),
    ],
)
def test_a_house_has_the_need_of_its_type(house, year, envelope, kwh):
    assert need(house, year, year, {envelope}) == (kwh, kwh)


@pytest.mark.parametrize(("year", "kwh"), [(1972, 106), (1981, 96), (1990, 86)])
def test_panel_buildings_of_the_gdr_have_types_of_their_own(year, kwh):
    assert need(House.BLOCK, year, year, constructions={Construction.INDUSTRIAL}) == (kwh, kwh)


def test_what_is_not_known_makes_the_range_wider():
    assert need(House.BLOCK, 1972, 1972, constructions=Construction) == (106, 122)
    assert need(House.BLOCK, 1972, 1972, Envelope, Construction) == (35, 122)
    assert need(House.SINGLE, 1930, 1950) == (219, 273)


def test_a_house_that_may_be_of_a_kind_without_type_is_unknown():
    assert need(House.BLOCK, 1981, 1981, constructions=Construction) == (None, None)
    assert specific_need(Building(frozenset(House), 1850, 1850)).state is State.UNKNOWN


def test_what_was_put_up_industrially_without_a_type_of_its_own_is_of_the_general_one():
    assert need(House.SINGLE, 1972, 1972, constructions={Construction.INDUSTRIAL}) == (195, 195)


@given(st.data())
def test_knowing_more_of_a_house_never_widens_its_need(draw):
    def some(kinds):
        return draw.draw(st.sets(st.sampled_from(sorted(kinds)), min_size=1).map(frozenset))

    first, *_, last = sorted(draw.draw(st.lists(st.integers(1840, 2020), min_size=2, max_size=2)))
    before = Building(some(House), first, last, some(Envelope), some(Construction))
    year = draw.draw(st.integers(first, last))
    after = Building(some(before.houses), year, last, some(before.envelopes), some(before.constructions))

    was, now = specific_need(before), specific_need(after)
    assert was.state is State.UNKNOWN or (was.low <= now.low <= now.high <= was.high)


@pytest.mark.parametrize("year", [(1981, 1981), (1975, 1981), (2010, 2010), (2005, 2015)])
def test_a_house_that_may_be_of_an_age_without_type_is_unknown(year):
    figure = specific_need(Building(frozenset({House.BLOCK}), *year, constructions=CONVENTIONAL))

    assert figure.state is State.UNKNOWN


def test_every_figure_of_the_typology_is_an_estimate_with_a_source():
    figure = specific_need(Building(frozenset(House), 1900, 1975))

    assert figure.state is State.ESTIMATED
    assert figure.source.title == "TABULA/IWU"
    assert "TABULA" in figure.method
