"""A book of rates as plain data, and houses that people live in."""

from collections.abc import Iterator
from typing import Any

from knowledge.guidance.engine.condition_reading import read_answer
from knowledge.guidance.engine.estimate.reading import read_book, read_technology

PERCENT, CENT, EURO, EACH = "percent", "ct/kWh", "EUR", "EUR_per_dwelling"


def row(key: str, low: float | None, high: float | None, unit: str, **more: Any) -> dict[str, Any]:
    return {"key": key, "low": low, "high": high, "unit": unit, **more}


RATES = [
    row("price.gas", 12, 13, CENT, valid_from="2024-01-01", to_check=True),
    row("price.electricity-heat-pump", 32, 33, CENT),
    row("price.pellets", 7, 8, CENT),
    row("price.oil", 11, 12, CENT),
    row("emission.gas", 240, 240, "g/kWh"),
    row("emission.electricity", 560, 560, "g/kWh"),
    row("emission.wood", 20, 20, "g/kWh"),
    row("efficiency.gas", 80, 90, PERCENT),
    row("efficiency.heat-pump", 260, 400, PERCENT),
    row("efficiency.pellets", 80, 90, PERCENT),
    row("prebound", 65, 75, PERCENT, valid_to="2029-12-31", to_check=True),
    row("need.hot-water", 10, 20, "kWh/(m2*a)"),
    row("investment.heat-pump", 25_000, 34_000, EURO, to_check=True),
    row("investment.heat-pump.larger", 9_000, 14_000, EACH, to_check=True),
    row("investment.gas", 8_000, 12_000, EURO),
    row("investment.roof", 5_000, 9_000, EACH),
    row("saving.roof", 10, 20, PERCENT),
    row("co2-price.gas", 1, 1, CENT, valid_from="2026-01-01", valid_to="2027-12-31"),
    row("co2-price.gas", 2, 4, CENT, valid_from="2028-01-01"),
    row("grid-fee.gas", None, None, CENT),
    row("green.gas", None, None, CENT),
]
SHARES = {
    "base": [row("base", 30, 30, PERCENT)],
    "bonuses": [
        row("efficiency", 5, 5, PERCENT),
        row("speed", 20, 20, PERCENT, valid_to="2028-12-31"),
        row("speed", 17, 17, PERCENT, valid_from="2029-01-01", valid_to="2030-12-31"),
        row("income", 30, 30, PERCENT),
        row("biomass", 2_500, 2_500, EURO),
    ],
    "cap": [row("cap", 70, 70, PERCENT)],
    "tiers": [
        row("first", 30_000, 30_000, EACH, first=1, last=1),
        row("to-6", 15_000, 15_000, EACH, first=2, last=6),
        row("from-7", 8_000, 8_000, EACH, first=7),
    ],
}
PLAIN_BOOK = {
    "rates": RATES,
    "programmes": [
        {"slug": "heating", "serves": ["owner", "landlord"], **SHARES},
        {"slug": "heating-association", "serves": ["owner_association"], **SHARES},
    ],
}
BOOK = read_book(PLAIN_BOOK)

LIVES_THERE = {"==": [{"var": "owner.role"}, "owner_occupier"]}
SPEED = {"and": [LIVES_THERE, {"in": [{"var": "heating.carrier"}, ["oil", "coal"]]}]}
INCOME = {"==": [{"var": "owner.income"}, "up_to_40000"]}
BONUSES = [{"rate": "speed", "if": SPEED}, {"rate": "income", "if": INCOME}]
EFFICIENT = {"rate": "efficiency", "if": {"var": "offer.efficiency_bonus"}}
GRANTS = [{"programme": slug, "bonuses": BONUSES} for slug in ("heating", "heating-association")]

PLAIN_TECHNOLOGIES: dict[str, dict[str, Any]] = {
    "heat-pump": {
        "carrier": "electricity_heat_pump",
        "efficiency": "efficiency.heat-pump",
        "investment": ["investment.heat-pump"],
        "grants": GRANTS,
    },
    "gas": {"carrier": "gas", "efficiency": "efficiency.gas", "investment": ["investment.gas"]},
    "oil": {"carrier": "oil", "efficiency": "efficiency.gas"},
    "pellets": {"carrier": "pellets"},
    "efficient": {
        "carrier": "pellets",
        "investment": ["investment.heat-pump"],
        "grants": [{"programme": "heating", "bonuses": [*BONUSES, EFFICIENT, {"rate": "biomass"}]}],
    },
    "roof": {"saving": "saving.roof", "investment": ["investment.roof"]},
}
TECHNOLOGIES = {key: read_technology(data) for key, data in PLAIN_TECHNOLOGIES.items()}
HEAT_PUMP, GAS, _OIL, PELLETS, _EFFICIENT, ROOF = TECHNOLOGIES.values()


def _books() -> Iterator[dict[str, Any]]:
    """The book with all that is known, and with each of its rows, parts and programmes left out."""
    known = [row("grid-fee.gas", 2, 2.5, CENT), row("green.gas", 15, 18, CENT, to_check=True)]
    rates = [rate for rate in RATES if rate["low"] is not None] + known
    programmes = PLAIN_BOOK["programmes"]
    yield {"rates": rates, "programmes": programmes}
    yield from ({"rates": rates[:place] + rates[place + 1 :], "programmes": programmes} for place in range(len(rates)))
    for part, rows in SHARES.items():
        fewer = [{**programme, part: rows[1:]} for programme in programmes]
        yield {"rates": rates, "programmes": fewer}
    yield {"rates": rates, "programmes": programmes[1:]}


PLAIN_BOOKS = list(_books())


def told(**values: Any) -> dict[str, Any]:
    """Facts, whose keys have a double underscore for the dot."""
    return {key.replace("__", "."): read_answer(value) for key, value in values.items()}


OLD_HOUSE = told(
    building__type="single_family",
    building__year=1935,
    building__prefab=False,
    building__envelope="as_built",
    building__floor_area=120,
    building__dwellings=1,
    heating__carrier="oil",
    owner__role="owner_occupier",
    owner__income="above_40000",
)
