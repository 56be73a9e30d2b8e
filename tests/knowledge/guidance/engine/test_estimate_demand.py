from datetime import date

import pytest

from energy.demand import BILL_METHOD, CORRECTED_METHOD, PARTLY_METHOD, UNCORRECTED_METHOD
from energy.figures import State
from knowledge.guidance.engine.estimate.demand import heat_demand
from tests.knowledge.guidance.engine.books import BOOK, OLD_HOUSE, told

TODAY = date(2026, 11, 22)


def without(*names):
    return {key: answer for key, answer in OLD_HOUSE.items() if key not in names}


def test_an_old_house_takes_what_its_type_needs_less_what_people_save():
    demand = heat_demand(OLD_HOUSE, BOOK, TODAY)

    assert (demand.figure.low, demand.figure.high) == (14_000, 26_000)
    assert (demand.figure.state, demand.figure.method) == (State.ESTIMATED, CORRECTED_METHOD)
    assert demand.figure.source.title == "TABULA/IWU"
    assert (demand.from_bill, demand.assumed, demand.missing, demand.to_check) == (False, (), (), True)


def test_the_bill_goes_before_the_type():
    demand = heat_demand({**OLD_HOUSE, **told(heating__carrier="gas", building__consumption=20_000)}, BOOK, TODAY)

    assert (demand.figure.low, demand.figure.high, demand.figure.method) == (16_000, 18_000, BILL_METHOD)
    assert (demand.from_bill, demand.to_check) == (True, False)


def test_a_bill_for_an_unknown_fuel_tells_no_heat_and_says_what_it_lacks():
    bill = told(building__consumption=20_000)
    demand = heat_demand({**without("heating.carrier"), **bill}, BOOK, TODAY)
    assert (demand.from_bill, demand.missing) == (False, ("heating.carrier",))

    demand = heat_demand({**without(), **bill}, BOOK, TODAY)
    assert (demand.from_bill, demand.missing) == (False, ("efficiency.oil",))


def test_once_the_correction_has_expired_the_need_is_shown_as_calculated_and_says_so():
    demand = heat_demand(OLD_HOUSE, BOOK, date(2030, 1, 1))

    assert (demand.figure.method, demand.missing) == (UNCORRECTED_METHOD, ("prebound",))
    assert demand.figure.high > heat_demand(OLD_HOUSE, BOOK, TODAY).figure.high


def test_a_refurbished_house_may_need_all_that_was_calculated():
    demand = heat_demand({**OLD_HOUSE, **told(building__envelope="usual")}, BOOK, TODAY)

    assert demand.figure.method == PARTLY_METHOD
    assert (demand.figure.low, demand.figure.high) == (5_000, 15_000)


def test_what_nobody_told_widens_the_range_and_is_named():
    demand = heat_demand(without("building.envelope"), BOOK, TODAY)

    assert demand.assumed == ("building.envelope",)
    assert (demand.figure.low, demand.figure.high) == (3_000, 35_000)


@pytest.mark.parametrize("name", ["building.floor_area", "building.year"])
def test_without_size_or_age_there_is_no_demand_rather_than_one_made_up(name):
    demand = heat_demand(without(name), BOOK, TODAY)

    assert demand.figure.state is State.UNKNOWN
    assert name in demand.missing


def test_of_a_house_too_new_for_the_typology_only_the_bill_tells():
    demand = heat_demand({**OLD_HOUSE, **told(building__year=2015)}, BOOK, TODAY)

    assert (demand.figure.state, demand.missing) == (State.UNKNOWN, ("building.consumption",))


def test_panel_buildings_of_the_gdr_have_types_of_their_own():
    block = told(
        building__type="apartment_block",
        building__year=1985,
        building__floor_area=3_000,
        building__envelope="usual",
        building__prefab=True,
    )

    assert heat_demand(block, BOOK, TODAY).figure.state is State.ESTIMATED
    unsure = heat_demand({**block, **told(building__prefab=None)}, BOOK, TODAY)
    assert (unsure.figure.state, unsure.missing) == (State.UNKNOWN, ("building.prefab",))
