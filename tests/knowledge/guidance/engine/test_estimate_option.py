from datetime import date

from energy.figures import State
from knowledge.guidance.engine.dates import Dates
from knowledge.guidance.engine.estimate.house import house_of
from knowledge.guidance.engine.estimate.option import estimate
from knowledge.guidance.engine.estimate.reading import read_book, read_technology
from tests.knowledge.guidance.engine.books import BOOK, GAS, HEAT_PUMP, OLD_HOUSE, PELLETS, PLAIN_BOOK, ROOF, row, told

TODAY = date(2026, 11, 22)
NOW = Dates(TODAY)
NEW_BOILER = Dates(TODAY, installation=date(2026, 12, 1))
BILL = told(heating__carrier="gas", building__consumption=20_000)


def option(technology, dates=NOW, book=BOOK, **facts):
    house = {**OLD_HOUSE, **BILL, **told(**facts)}
    return estimate(technology, house_of(house), house, dates, book)


def bounds(figure):
    return figure.low, figure.high


def test_a_heat_pump_buys_a_part_of_the_heat_as_electricity():
    pump = option(HEAT_PUMP)

    assert bounds(pump.demand.figure) == (16_000, 18_000)
    assert bounds(pump.bought) == (4_000, 7_000)
    assert bounds(pump.energy_cost) == (1_200, 2_400)
    assert bounds(pump.emissions) == (2_200, 4_000)
    assert bounds(pump.investment) == (25_000, 34_000)
    assert (pump.years, pump.saving, pump.to_check) == ((), None, True)


def test_pellets_are_found_by_their_carrier_alone_and_emit_as_wood():
    pellets = option(PELLETS)

    assert bounds(pellets.bought) == (17_000, 23_000)
    assert bounds(pellets.emissions) == (340, 460)
    assert (pellets.investment, pellets.grant, pellets.open) == (None, None, ())


def test_what_has_no_rate_is_unknown_and_named():
    network = option(read_technology({"carrier": "district_heat", "investment": ["investment.district-heat"]}))

    assert {figure.state for figure in (network.bought, network.energy_cost, network.investment)} == {State.UNKNOWN}
    assert network.open == (
        "efficiency.district-heat",
        "price.district-heat",
        "emission.district-heat",
        "investment.district-heat",
    )


def test_insulation_saves_a_share_of_the_demand_and_costs_by_dwelling():
    roof = option(ROOF)

    assert bounds(roof.saving) == (1_600, 3_600)
    assert bounds(roof.investment) == (5_000, 9_000)
    assert (roof.bought, roof.energy_cost, roof.emissions) == (None, None, None)


def test_a_saving_lowers_what_must_be_bought():
    both = option(read_technology({"carrier": "gas", "saving": "saving.roof"}))

    assert both.bought.high < option(GAS).bought.high


def test_a_saving_without_a_number_is_unknown_never_nothing():
    walls = option(read_technology({"carrier": "gas", "saving": "saving.wall"}))

    assert {walls.saving.state, walls.bought.state} == {State.UNKNOWN}
    assert walls.open == ("saving.wall",)


def test_what_a_small_house_costs_says_nothing_of_a_large_one():
    assert bounds(option(HEAT_PUMP, building__dwellings=12).investment) == (100_000, 170_000)

    boiler = option(GAS, building__dwellings=12)
    assert (boiler.investment.state, boiler.open) == (State.UNKNOWN, ("investment.gas.larger",))


def test_a_house_of_unknown_size_has_no_investment_to_tell():
    boiler = option(GAS, building__dwellings=None, building__type="multi_family")

    assert (boiler.investment.state, boiler.open) == (State.UNKNOWN, ("building.dwellings",))


def test_what_makes_the_demand_unknown_is_named_with_every_option():
    pump = option(HEAT_PUMP, building__consumption=None, building__floor_area=None)

    assert {pump.demand.figure.state, pump.bought.state, pump.energy_cost.state} == {State.UNKNOWN}
    assert "building.floor_area" in pump.open


def test_gas_is_shown_for_today_and_the_years_of_the_ladder():
    years = {year.year: year for year in option(GAS, NEW_BOILER).years}

    assert list(years) == [2026, 2029, 2030, 2035, 2040]
    today = option(GAS, NEW_BOILER).energy_cost
    assert (bounds(years[2026].figure), years[2026].missing) == (bounds(today), ())
    assert years[2040].missing == ("green.gas", "grid-fee.gas")
    assert all(year.at_least for number, year in years.items() if number > 2026)


def test_oil_comes_without_a_grid_and_lacks_no_fee_for_one():
    rates = [row("price.oil", 11, 12, "ct/kWh"), row("efficiency.oil", 80, 90, "percent")]
    years = option(
        read_technology({"carrier": "oil"}), NEW_BOILER, read_book({"rates": [*PLAIN_BOOK["rates"], *rates]})
    )

    assert years.years[-1].missing == ("green.oil", "co2-price.oil")


def test_the_co2_price_that_a_price_contains_is_not_counted_twice():
    years = {year.year: year for year in option(GAS, Dates(TODAY, installation=date(2026, 7, 29))).years}

    # 12 to 13 cents, less 1, plus 2 to 4, for 17,000 to 23,000 kilowatt hours.
    assert bounds(years[2030].figure) == (2_200, 3_700)
    assert years[2030].missing == ("grid-fee.gas",)


def test_with_every_part_known_a_year_to_come_is_no_longer_at_least():
    more = [row("grid-fee.gas", 2, 2, "ct/kWh"), row("green.gas", 15, 18, "ct/kWh")]
    rates = [rate for rate in PLAIN_BOOK["rates"] if rate["key"] not in {"grid-fee.gas", "green.gas"}]
    years = option(GAS, NEW_BOILER, read_book(PLAIN_BOOK | {"rates": [*rates, *more]})).years

    assert not any(year.at_least for year in years)
    assert years[-1].figure.high > years[0].figure.high


def test_until_somebody_decides_when_it_is_installed_only_today_is_told():
    first, *later = option(GAS).years

    assert first.figure.state is State.ESTIMATED
    assert {year.missing for year in later} == {("date.installation",)}
    assert {year.figure.state for year in later} == {State.UNKNOWN}


def test_years_gone_by_are_not_told():
    assert [year.year for year in option(GAS, Dates(date(2031, 5, 1), date(2030, 1, 1))).years] == [2031, 2035, 2040]


def test_years_of_an_unknown_demand_name_what_would_tell_it():
    years = option(GAS, NEW_BOILER, building__consumption=None, building__floor_area=None).years

    assert {year.missing for year in years} == {("building.floor_area",)}
