import json
from datetime import date

from knowledge.guidance.engine.dates import Dates
from knowledge.guidance.engine.estimate.comparison import compare, estimate_all
from knowledge.guidance.engine.estimate.reading import read_book
from knowledge.guidance.engine.estimate.writing import write_compared
from tests.knowledge.guidance.engine.books import BOOK, OLD_HOUSE, PLAIN_BOOK, TECHNOLOGIES, row, told

DATES = Dates(date(2026, 11, 22), date(2026, 12, 1), date(2026, 12, 1))
HOUSE = {**OLD_HOUSE, **told(heating__carrier="gas", building__consumption=20_000)}


def compared(book=BOOK):
    return {each.measure: each for each in compare(estimate_all(TECHNOLOGIES, HOUSE, DATES, book))}


def test_a_cost_that_is_at_least_ranks_nowhere():
    options = compared()

    assert list(options) == list(TECHNOLOGIES)
    assert not options["gas"].may_rank
    assert all("gas" not in option.cheaper_than for option in options.values())


def test_what_has_no_cost_of_energy_ranks_nowhere():
    assert not compared()["roof"].may_rank


def test_ranges_that_overlap_rank_neither_first():
    options = compared()

    assert options["pellets"].may_rank
    assert options["heat-pump"].may_rank
    assert options["pellets"].cheaper_than == options["heat-pump"].cheaper_than == ()


def test_an_option_is_cheaper_than_gas_only_if_it_is_in_every_year_shown():
    more = [row("grid-fee.gas", 2, 2, "ct/kWh"), row("green.gas", 15, 18, "ct/kWh")]
    rates = [rate for rate in PLAIN_BOOK["rates"] if rate["key"] not in {"grid-fee.gas", "green.gas"}]
    options = compared(read_book(PLAIN_BOOK | {"rates": [*rates, *more]}))

    assert options["gas"].may_rank
    assert options["pellets"].cheaper_than == ("gas",)


def test_a_comparison_can_be_sent_as_json_with_what_is_missing():
    sent = json.loads(json.dumps([write_compared(each) for each in compared().values()]))
    pump, gas, _oil, _pellets, _efficient, roof = sent

    assert pump["estimate"]["demand"] == {
        "figure": {
            "low": 16_000,
            "high": 18_000,
            "unit": "kWh/a",
            "state": "estimated",
            "method": "Consumption from the bill times the efficiency of the heating",
        },
        "from_bill": True,
    }
    assert (pump["estimate"]["grant"]["programme"], pump["may_rank"]) == ("heating", True)
    assert gas["estimate"]["years"][-1]["missing"] == ["green.gas", "grid-fee.gas"]
    assert gas["estimate"]["years"][-1]["at_least"]
    assert "bought" not in roof["estimate"]
