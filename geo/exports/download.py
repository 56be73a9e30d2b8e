"""A download: a version as a file, and what stands in each row of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from cms.core.models import Municipality
from geo.models import Dataset, DatasetVersion
from geo.queries.exported import Exported, exported, exported_addresses, sources_of
from geo.values.areas import Supply
from geo.values.attributes import ATTRIBUTES, Attribute, Kind
from geo.values.facts import BuildingFact
from geo.values.wanted import SHOWN, Wanted

# What a plan says of areas besides category and horizon, flat; see ``geo.values.areas.AreaDetails``.
DETAILS = (
    *(f"suitability_{supply}" for supply in Supply), "statute", "statute_url", "designated", "gas", "gas_year",
    "energy_saving", "shortened", "unplanned",
)  # fmt: skip
_TYPES = {
    **dict.fromkeys(("designated", "energy_saving", "shortened", "unplanned"), "BOOLEAN"),
    **dict.fromkeys(("area_m2", "length_m"), "REAL"),
}
ADDRESS = ("street", "number", "postcode", "town")


@dataclass(frozen=True, slots=True)
class Download:
    """What somebody downloads: a version as a municipality's readers have it, whole or filtered."""

    version: DatasetVersion
    municipality: Municipality
    wanted: Wanted = field(default_factory=Wanted)

    @property
    def dataset(self) -> Dataset:
        return self.version.dataset

    @property
    def origin(self) -> dict[str, Any]:
        """Who made the data and how they may be used: part of every file."""
        dataset, day = self.dataset, self.version.reference_date
        return {
            "title": dataset.title_de,
            "version": self.version.number,
            "reference_date": day.isoformat() if day else None,
            "source": dataset.source_title,
            "source_url": dataset.source_url,
            "attribution": dataset.attribution,
            "licence": dataset.licence,
            "licence_url": dataset.licence_url,
        }

    def features(self) -> Iterator[Exported]:
        """Its features, read while they are sent."""
        if self.dataset.kind == Dataset.Kind.ADDRESSES:
            return exported_addresses(self.version, self.wanted.boxes)
        return exported(sources_of(self.version, self.municipality), self.wanted)


def columns_of(kind: str) -> list[str]:
    """The columns of a kind of data, the same for every dataset and version."""
    if kind == Dataset.Kind.ADDRESSES:
        return ["id", *ADDRESS]
    columns = ["id", "name", "category"]
    if kind == Dataset.Kind.AREAS:
        return [*columns, "horizon", *DETAILS, "area_m2"]
    if kind != Dataset.Kind.BUILDINGS:
        return [*columns, "length_m"]
    facts = [f"{attribute.key}{part}" for attribute in SHOWN for part in _parts(attribute)]
    return ["id", "name", "addresses", "area_m2", *facts]


def type_of(column: str) -> str:
    """What a column holds: INTEGER, REAL, BOOLEAN or TEXT."""
    if column in _TYPES:
        return _TYPES[column]
    attribute = ATTRIBUTES.get(column.removesuffix("_from").removesuffix("_to"))
    if attribute and attribute.kind is Kind.NUMBER:
        return "INTEGER" if attribute.whole else "REAL"
    is_year = column.endswith("_year") and attribute is None
    return "INTEGER" if is_year else "TEXT"


def row_of(feature: Exported) -> dict[str, Any]:
    """What is known of a feature, by column; what is not known is left out.

    A number stands in the attribute's own column, a range in ``_from`` and ``_to``. Beside it stand how it is known
    (``_state``, ``_method``), of which year it is, and whose it is with the licence (``_source``).
    """
    row: dict[str, Any] = {"id": str(feature.key)}
    if feature.hidden:
        return row
    row |= {"name": feature.name, "category": feature.category, "horizon": feature.horizon}
    row |= flat(feature.details)
    row |= {"area_m2": round(feature.area_m2, 1), "length_m": round(feature.length_m, 1)}
    row["addresses"] = "; ".join(feature.addresses)
    for attribute, fact in feature.facts.items():
        row |= {f"{attribute}{part}": value for part, value in _said(fact).items()}
    return {name: value for name, value in row.items() if value not in ("", None)}


def flat(details: Any, before: str = "") -> dict[str, Any]:
    """``{"suitability": {"hydrogen": ...}}`` as ``{"suitability_hydrogen": ...}``."""
    found: dict[str, Any] = {}
    for name, value in details.items():
        if isinstance(value, dict):
            found |= flat(value, f"{before}{name}_")
        elif isinstance(value, (str, int, float, bool)):
            found[f"{before}{name}"] = value
    return found


def _parts(attribute: Attribute) -> list[str]:
    bounds = ["_from", "_to"] if attribute.kind is Kind.NUMBER else []
    return ["", *bounds, "_state", "_method", "_year", "_source"]


def _said(fact: BuildingFact) -> dict[str, Any]:
    origin = fact.origin
    source = "; ".join(text for text in (origin.title, origin.attribution, origin.licence) if text)
    said = {"_state": str(fact.state), "_method": fact.method, "_year": fact.year, "_source": source}
    if fact.low is None or fact.high is None:
        return {"": fact.value, **said}
    whole = ATTRIBUTES[fact.attribute].whole
    low, high = (int(bound) if whole and bound == int(bound) else bound for bound in (fact.low, fact.high))
    return {"": low, **said} if low == high else {"_from": low, "_to": high, **said}
