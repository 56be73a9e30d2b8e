"""What is true of the invented buildings: ages, sizes, heating. What of it anybody knows is said in ``files``."""

from __future__ import annotations

from dataclasses import dataclass

from .chance import chance
from .houses import House
from .layout import Block

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Role:
    """What buildings of one role have in common. ``flats``: on each storey; ``carriers``: how often each."""

    function: str
    use: str
    storeys: Span
    years: tuple[Span, ...]
    carriers: dict[str, int]
    type: str = ""
    flats: float = 0.0
    storey_height: float = 2.9
    roof: str = "pitched"
    prefab: bool = False
    owner: str = ""


OLD = {"gas": 62, "district_heat": 14, "oil": 8, "coal": 5, "electricity": 6, "wood": 3, "other": 2}
SUBURB = {"gas": 55, "oil": 20, "heat_pump": 12, "wood": 6, "electricity": 4, "liquid_gas": 3}
NETWORK = {"district_heat": 96, "gas": 4}
NEWER = {"gas": 45, "heat_pump": 30, "district_heat": 25}
WORK = {"gas": 80, "oil": 12, "district_heat": 8}
NONE = {"other": 1}
AROUND_1900 = ((1872, 1889), (1890, 1902), (1903, 1914))
COMPANY, COOPERATIVE, CITY = "Musterwohnen GmbH (erfunden)", "Probebau eG (erfunden)", "Kommune (erfunden)"

ROLES: dict[str, Role] = {
    "perimeter": Role("Wohngebäude", "residential", (4, 5), AROUND_1900, OLD, "multi_family", 2.2, 3.5),
    "corner": Role("Wohn- und Geschäftsgebäude", "mixed", (4, 5), AROUND_1900, OLD, "apartment_block", 3.0, 3.5),
    "rear": Role("Wohngebäude", "residential", (2, 3), AROUND_1900, OLD, "multi_family", 1.4, 3.2),
    "single": Role(
        "Wohnhaus", "residential", (1, 2), ((1926, 1938), (1955, 1972), (1991, 2008)), SUBURB, "single_family", 0.01
    ),
    "terraced": Role(
        "Wohnhaus", "residential", (2, 2), ((1928, 1936), (1962, 1978), (1994, 2006)), SUBURB, "terraced", 0.01
    ),
    "rows": Role(
        "Wohngebäude",
        "residential",
        (3, 4),
        ((1926, 1932), (1950, 1961)),
        {"gas": 60, "district_heat": 38, "oil": 2},
        "multi_family",
        2.0,
        2.8,
        owner=COOPERATIVE,
    ),
    "slab": Role(
        "Wohngebäude",
        "residential",
        (5, 6),
        ((1969, 1978), (1979, 1989)),
        NETWORK,
        "apartment_block",
        3.0,
        2.8,
        "flat",
        prefab=True,
        owner=COMPANY,
    ),
    "tower": Role(
        "Wohngebäude",
        "residential",
        (10, 11),
        ((1972, 1986),),
        NETWORK,
        "apartment_block",
        4.0,
        2.8,
        "flat",
        prefab=True,
        owner=COMPANY,
    ),
    "point": Role(
        "Wohngebäude", "residential", (3, 4), ((1997, 2009), (2012, 2022)), NEWER, "multi_family", 2.5, 3.0, "flat"
    ),
    "garage": Role("Garage", "other", (1, 1), ((1960, 2005),), NONE, roof="flat", storey_height=2.6),
    "hall": Role(
        "Gebäude für Gewerbe und Industrie", "industrial", (1, 1), ((1965, 2010),), WORK, storey_height=7.5, roof="flat"
    ),
    "office": Role("Bürogebäude", "commercial", (2, 4), ((1991, 2012),), WORK, storey_height=3.4, roof="flat"),
    "shop": Role("Geschäftsgebäude", "commercial", (1, 2), ((1968, 2004),), WORK, storey_height=4.0, roof="flat"),
    "school": Role("Schule", "public", (3, 4), ((1898, 1912), (1972, 1984)), NETWORK, storey_height=3.8, owner=CITY),
    "gym": Role("Sporthalle", "public", (1, 1), ((1972, 1999),), NETWORK, storey_height=7.0, roof="flat", owner=CITY),
    "farm": Role(
        "Wohn- und Wirtschaftsgebäude",
        "mixed",
        (2, 2),
        ((1790, 1858), (1862, 1890)),
        SUBURB,
        "single_family",
        0.01,
        2.8,
    ),
    "cottage": Role("Wohnhaus", "residential", (1, 2), ((1820, 1858),), SUBURB, "single_family", 0.01, 2.5),
    "barn": Role("Scheune", "other", (1, 1), ((1840, 1920),), NONE, storey_height=5.0),
}
# kWh for a square metre and year that are really used, until this year.
USED = ((1859, 190), (1918, 155), (1948, 165), (1968, 150), (1978, 125), (1994, 105), (2009, 75), (9999, 45))
SHARE_OF_FLOORS = 0.8


@dataclass(frozen=True, slots=True)
class Truth:
    """Everything that is so of one building; what does not apply is None or empty."""

    id: str
    role: Role
    year: int
    storeys: int
    height: float
    dwellings: int | None
    floor_area: float | None
    monument: bool
    carrier: str
    heating_year: int | None
    consumption: float | None
    owner: str


def truth_of(house: House, block: Block, seed: str, identity: str) -> Truth:
    """What is so of ``house``; buildings of a block are about as old as each other, a few were put up later."""
    role, random = ROLES[house.role], chance(seed, identity)
    era = chance(seed, block.number, house.role).choice(role.years)
    first, last = (1956, 2006) if house.role in ("perimeter", "corner") and random.random() < 0.08 else era
    year = random.randint(first, last)
    storeys = random.randint(*role.storeys)
    lived = bool(role.type) or role.use in ("public", "commercial")
    area = round(house.footprint * storeys * SHARE_OF_FLOORS) if lived else None
    carrier = random.choices(list(role.carriers), list(role.carriers.values()))[0] if role.use != "other" else ""
    return Truth(
        identity, role, year, storeys,
        round(storeys * role.storey_height + (2.5 if role.roof == "pitched" else 0.4), 1),
        max(1, round(role.flats * storeys)) if role.flats else None, area,
        year < 1930 and random.random() < 0.25, carrier,
        min(2024, max(year, random.randint(1985, 2024))) if carrier and carrier != "district_heat" else None,
        round(area * _used(year) * random.uniform(0.7, 1.3), -2) if area else None,
        role.owner or f"Eigentum {random.randint(1, 99999):05d} (erfunden)",
    )  # fmt: skip


def _used(year: int) -> float:
    return next(used for until, used in USED if year <= until)
