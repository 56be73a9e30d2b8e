import pytest

from energy.costs import FuelPrices, comparable, energy_cost, fuel_alone, fuel_cost, investment
from energy.emissions import emissions, energy_bought
from energy.figures import Figure, State, Unit
from energy.rates import Rate

HEAT = Figure(16_000, 18_000, Unit.KWH_PER_YEAR, State.ESTIMATED)
BOUGHT = Figure(20_000, 20_000, Unit.KWH_PER_YEAR, State.REPORTED)


def cents(key, low, high):
    return Rate(key, low, high, Unit.CENT_PER_KWH)


def percent(number):
    return Figure(number, number, Unit.PERCENT, State.REGISTERED)


ALL = FuelPrices(cents("gas", 7, 8), cents("biogas", 14, 16), cents("co2", 1, 2), cents("grid", 2, 3))


def test_a_heat_pump_buys_a_fraction_of_the_heat():
    bought = energy_bought(HEAT, Rate("heat-pump", 260, 400, Unit.PERCENT))

    assert (bought.low, bought.high) == pytest.approx((4_000, 6_923), abs=1)


def test_energy_costs_what_is_bought_times_its_price():
    cost = energy_cost(BOUGHT, cents("gas", 12, 13))

    assert (cost.low, cost.high, cost.unit, cost.state) == (2_400, 2_600, Unit.EURO_PER_YEAR, State.ESTIMATED)


def test_a_carrier_without_price_or_factor_in_force_is_unknown():
    assert energy_cost(BOUGHT, None).state is State.UNKNOWN
    assert emissions(BOUGHT, None).state is State.UNKNOWN


def test_gas_emits_240_grams_a_kilowatt_hour():
    co2 = emissions(BOUGHT, Rate("gas", 240, 240, Unit.GRAM_PER_KWH))

    assert (co2.low, co2.high, co2.unit) == (4_800, 4_800, Unit.KILOGRAM_PER_YEAR)


def test_an_investment_adds_parts_for_the_house_and_for_each_dwelling():
    parts = [Rate("pump", 25_000, 34_000, Unit.EURO), Rate("radiators", 500, 1_000, Unit.EURO_PER_DWELLING)]

    assert (investment(parts, 4).low, investment(parts, 4).high) == (27_000, 38_000)
    assert investment([*parts, None], 4).state is State.UNKNOWN


def test_a_green_share_makes_fuel_dearer_and_spares_its_co2_price():
    now, later = (fuel_cost(year, BOUGHT, percent(share), ALL) for year, share in [(2026, 0), (2040, 60)])

    assert (now.figure.low, now.figure.high) == (2_000, 2_600)
    assert (later.figure.low, later.figure.high) == (2_700, 3_400)
    assert comparable([now, later])


def test_fuel_alone_is_the_price_without_the_known_parts_it_contains():
    alone = fuel_alone(cents("gas", 12, 13), [cents("co2", 1, 1), cents("grid", 2, 3), cents("levy", None, None)])

    assert (alone.low, alone.high) == (8, 10)
    assert fuel_alone(cents("gas", 2, 3), [cents("co2", 4, 4)]).low == 0


def test_what_is_unknown_makes_the_sum_at_least_and_no_ranking_uses_it():
    cost = fuel_cost(2035, BOUGHT, percent(30), FuelPrices(ALL.fossil, None, ALL.co2, None))

    assert (cost.at_least, cost.missing) == (True, ("green", "grid_fee"))
    assert cost.figure.low == 1_100
    assert not comparable([cost])


def test_fuel_without_green_share_lacks_no_price_of_green_fuel():
    assert not fuel_cost(2026, BOUGHT, percent(0), FuelPrices(ALL.fossil, None, ALL.co2, ALL.grid_fee)).at_least


def test_a_share_that_turns_on_an_unknown_day_leaves_the_cost_unknown():
    unknown = Figure(None, None, Unit.PERCENT, State.UNKNOWN)

    assert fuel_cost(2035, BOUGHT, unknown, ALL).figure.state is State.UNKNOWN
