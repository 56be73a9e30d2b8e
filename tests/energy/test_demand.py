from dataclasses import replace

from energy.demand import (
    BILL_METHOD,
    CORRECTED_METHOD,
    PARTLY_METHOD,
    UNCORRECTED_METHOD,
    heat_demand,
    heat_from_bill,
    heat_need,
    is_old,
)
from energy.figures import Figure, Source, State, Unit
from energy.rates import Rate
from energy.typology import Building, Construction, Envelope, House

OLD_HOUSE = Building(
    frozenset({House.SINGLE}),
    1900,
    1900,
    frozenset({Envelope.AS_BUILT}),
    frozenset({Construction.CONVENTIONAL}),
)
PREBOUND = Rate("prebound", 65, 75, Unit.PERCENT, to_check=True, source=Source("Sunikka-Blank/Galvin"))
EFFICIENCY = Rate("boiler", 80, 90, Unit.PERCENT)


def test_need_is_type_times_area_and_as_wide_as_houses_differ():
    need = heat_need(OLD_HOUSE, (120, 120))

    assert (need.low, need.high) == (270 * 120 * 0.8, 270 * 120 * 1.2)
    assert (need.state, need.unit) == (State.ESTIMATED, Unit.KWH_PER_YEAR)


def test_hot_water_is_added_where_its_need_is_known():
    hot_water = Rate("hot-water", 10, 20, Unit.KWH_PER_SQUARE_METRE_YEAR)

    assert heat_need(OLD_HOUSE, (100, 100), hot_water).low == (270 + 10) * 100 * 0.8


def test_calculated_need_is_corrected_for_how_people_heat_and_rounded():
    demand = heat_demand(None, heat_need(OLD_HOUSE, (120, 120)), PREBOUND)

    assert (demand.low, demand.high) == (16_000, 30_000)
    assert (demand.method, demand.source.title) == (CORRECTED_METHOD, "TABULA/IWU")


def test_a_house_that_may_not_be_old_may_need_all_that_was_calculated():
    need = heat_need(OLD_HOUSE, (120, 120))
    demand = heat_demand(None, need, PREBOUND, is_old=False)

    assert (demand.low, demand.high, demand.method) == (16_000, 39_000, PARTLY_METHOD)
    assert is_old(OLD_HOUSE)
    assert not is_old(replace(OLD_HOUSE, latest=1979))
    assert not is_old(replace(OLD_HOUSE, envelopes=frozenset(Envelope)))


def test_without_a_correction_in_force_the_need_says_so():
    assert heat_demand(None, heat_need(OLD_HOUSE, (120, 120)), None).method == UNCORRECTED_METHOD


def test_the_bill_goes_before_every_calculation():
    bill = Figure(20_000, 20_000, Unit.KWH_PER_YEAR, State.REPORTED)
    demand = heat_demand(heat_from_bill(bill, EFFICIENCY), heat_need(OLD_HOUSE, (120, 120)), PREBOUND)

    assert (demand.low, demand.high, demand.method) == (16_000, 18_000, BILL_METHOD)


def test_a_house_without_type_and_bill_has_no_demand_rather_than_an_invented_one():
    need = heat_need(Building(frozenset(House), 2015, 2015), (100, 100))

    assert heat_demand(None, need, PREBOUND).state is State.UNKNOWN
