"""What can be known of a building: each attribute with its kind of value and who may see it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from energy.figures import Unit

CONSUMPTION_ADDRESSES = 5
"""Over how many addresses consumption is summed at least (WPG, Anlage 1)."""

APPLIANCE_ADDRESSES = 3
"""Over how many addresses heating appliances are counted at least; our rule for everything else that is grouped."""


class Kind(StrEnum):
    """What a value looks like."""

    NUMBER = "number"
    CHOICE = "choice"
    YES_NO = "yes_no"
    TEXT = "text"


class Access(StrEnum):
    """Who may see a fact, from the widest to the narrowest."""

    PUBLIC = "public"
    GROUPED = "grouped"
    PRIVATE = "private"
    CONFIDENTIAL = "confidential"


class Protection(StrEnum):
    """Why an attribute may be kept from the public."""

    # Anybody can see it from the street.
    OPEN = "open"
    # Use, floor area, building year: open from open data, grouped for single-family houses if gained under the act.
    HOUSE = "house"
    # Appliance, carrier, boiler: always grouped, unless the owner publishes it.
    APPLIANCE = "appliance"
    # Gas or heat bought: always grouped.
    CONSUMPTION = "consumption"
    # Whose it is: for nobody.
    OWNER = "owner"


@dataclass(frozen=True, slots=True)
class Attribute:
    """Something that can be known of a building. ``fact`` is the key under which guidance asks for it."""

    key: str
    kind: Kind
    protection: Protection
    unit: Unit | None = None
    options: tuple[str, ...] = ()
    fact: str = ""
    # Whether its number is a year or a count, which has no decimals.
    whole: bool = False

    @property
    def addresses(self) -> int:
        """The fewest addresses over which it is told in a group."""
        return CONSUMPTION_ADDRESSES if self.protection is Protection.CONSUMPTION else APPLIANCE_ADDRESSES


HOUSES = ("single_family", "terraced", "multi_family", "apartment_block")
SINGLE_FAMILY = frozenset({"single_family", "terraced"})
CARRIERS = (
    "gas", "oil", "liquid_gas", "coal", "wood", "electricity", "heat_pump", "district_heat", "other",
)  # fmt: skip
AGE_CLASSES = (
    "before_1860", "1860_1918", "1919_1948", "1949_1957", "1958_1968", "1969_1978", "1979_1983", "1984_1994",
    "1995_2001", "2002_2009", "after_2009",
)  # fmt: skip
USES = ("residential", "mixed", "commercial", "public", "industrial", "other")

_ALL = (
    Attribute("use", Kind.CHOICE, Protection.HOUSE, options=USES),
    Attribute("function", Kind.TEXT, Protection.OPEN),
    Attribute("height", Kind.NUMBER, Protection.OPEN, Unit.METRE),
    Attribute("storeys", Kind.NUMBER, Protection.OPEN, Unit.COUNT, whole=True),
    Attribute("roof", Kind.CHOICE, Protection.OPEN, options=("flat", "pitched", "other")),
    Attribute("footprint_area", Kind.NUMBER, Protection.OPEN, Unit.SQUARE_METRE),
    Attribute("monument", Kind.YES_NO, Protection.OPEN, fact="building.monument"),
    Attribute("type", Kind.CHOICE, Protection.HOUSE, options=HOUSES, fact="building.type"),
    Attribute("prefab", Kind.YES_NO, Protection.HOUSE, fact="building.prefab"),
    Attribute("year", Kind.NUMBER, Protection.HOUSE, Unit.YEAR, fact="building.year", whole=True),
    Attribute("age_class", Kind.CHOICE, Protection.HOUSE, options=AGE_CLASSES, fact="building.age_class"),
    Attribute("dwellings", Kind.NUMBER, Protection.HOUSE, Unit.COUNT, fact="building.dwellings", whole=True),
    Attribute("floor_area", Kind.NUMBER, Protection.HOUSE, Unit.SQUARE_METRE, fact="building.floor_area"),
    Attribute(
        "envelope", Kind.CHOICE, Protection.HOUSE, options=("as_built", "usual", "advanced"), fact="building.envelope"
    ),
    Attribute("heat_need", Kind.NUMBER, Protection.HOUSE, Unit.KWH_PER_YEAR),
    Attribute("heat_need_specific", Kind.NUMBER, Protection.HOUSE, Unit.KWH_PER_SQUARE_METRE_YEAR),
    Attribute("heating_carrier", Kind.CHOICE, Protection.APPLIANCE, options=CARRIERS, fact="heating.carrier"),
    Attribute("heating_year", Kind.NUMBER, Protection.APPLIANCE, Unit.YEAR, fact="heating.year", whole=True),
    Attribute("heat_consumption", Kind.NUMBER, Protection.CONSUMPTION, Unit.KWH_PER_YEAR, fact="building.consumption"),
    Attribute("gas_consumption", Kind.NUMBER, Protection.CONSUMPTION, Unit.KWH_PER_YEAR),
    Attribute("owner", Kind.TEXT, Protection.OWNER),
)
ATTRIBUTES: dict[str, Attribute] = {attribute.key: attribute for attribute in _ALL}
