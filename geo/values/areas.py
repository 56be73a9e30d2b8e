"""What heat plans say of areas, in the words of the heat planning act (WPG)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Theme(StrEnum):
    """What the areas of a dataset are."""

    HEAT_PLAN = "heat_plan"
    DISTRICT = "district"
    BLOCK = "block"
    NETWORK = "network"
    OTHER = "other"


class Category(StrEnum):
    """The kinds of supply areas, section 3 (1) WPG; the keys are those of the fact area.category."""

    DENSIFICATION = "heat_network"
    EXPANSION = "heat_network_expansion"
    NEW_NETWORK = "heat_network_new"
    HYDROGEN = "hydrogen"
    DECENTRAL = "decentral"
    EXAMINATION = "examination"


class Horizon(StrEnum):
    """By when it is to be so, section 18 (3) WPG, or in the target year."""

    Y2030 = "2030"
    Y2035 = "2035"
    Y2040 = "2040"
    TARGET = "target"


class Supply(StrEnum):
    """The kinds of supply whose suitability a plan judges, section 19 (2) WPG."""

    HEAT_NETWORK = "heat_network"
    HYDROGEN = "hydrogen"
    DECENTRAL = "decentral"


class Suitability(StrEnum):
    """How likely a kind of supply suits an area in the target year, section 19 (2) WPG."""

    VERY_LIKELY = "very_likely"
    LIKELY = "likely"
    UNLIKELY = "unlikely"
    VERY_UNLIKELY = "very_unlikely"


class GasFuture(StrEnum):
    """What is to become of the gas network, section 28 WPG."""

    CHANGED = "changed"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class AreaDetails:
    """What a plan says of an area besides category and horizon; what is None it does not say.

    ``statute``: connection is an obligation there, by the statute of that name and address. ``designated``: an area
    for a new or larger network, decided under section 26. ``gas_year``: when the gas network is changed or closed.
    ``energy_saving``: section 18 (5). ``shortened``: planning was shortened, section 14 (4). ``unplanned``: not part
    of the plan.
    """

    suitability: Mapping[Supply, Suitability] | None = None
    statute: str | None = None
    statute_url: str | None = None
    designated: bool | None = None
    gas: GasFuture | None = None
    gas_year: int | None = None
    energy_saving: bool | None = None
    shortened: bool | None = None
    unplanned: bool | None = None

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> AreaDetails:
        """From what ``stored`` wrote. Raises ValueError for words that are none of these."""
        known = {name: stored[name] for name in cls.__slots__ if stored.get(name) is not None}
        if "suitability" in known:
            known["suitability"] = {Supply(each): Suitability(how) for each, how in known["suitability"].items()}
        if "gas" in known:
            known["gas"] = GasFuture(known["gas"])
        return cls(**known)

    @property
    def stored(self) -> dict[str, Any]:
        """As JSON has it, without what is not said."""
        said = {name: value for name, value in asdict(self).items() if value is not None}
        if self.suitability is not None:
            said["suitability"] = {str(each): str(how) for each, how in self.suitability.items()}
        return said
