"""Enums of geodata, as clients name them."""

from __future__ import annotations

from enum import StrEnum

from cms.core.graphql.scalars import enum
from geo.models import Dataset as DatasetRecord
from geo.models import HeatPlan as HeatPlanRecord
from geo.models import MapLayer as MapLayerRecord
from geo.queries.buildings import Untold as UntoldReason
from geo.values import areas, attributes, disclosure

DatasetKind = enum(
    DatasetRecord.Kind,
    "DatasetKind",
    "What a dataset holds.",
    {
        "AREAS": "Areas.",
        "BUILDINGS": "Buildings, or facts about the buildings of another dataset.",
        "ADDRESSES": "Addresses.",
        "LINES": "Lines, such as heat networks.",
        "POINTS": "Points.",
        "STATISTICS": "Published statistics by area.",
    },
)


class LyingKind(StrEnum):
    """The kinds of datasets whose things lie somewhere."""

    AREAS = "areas"
    BUILDINGS = "buildings"
    LINES = "lines"
    POINTS = "points"


PlaceKind = enum(
    LyingKind,
    "PlaceKind",
    "What lies on a map.",
    {"AREAS": "Areas.", "BUILDINGS": "Buildings.", "LINES": "Lines, such as heat networks.", "POINTS": "Points."},
)
DatasetBasis = enum(
    DatasetRecord.Basis,
    "DatasetBasis",
    "On what ground data are used.",
    {
        "OPEN": "They are published under an open licence.",
        "ACT": "They were collected for the heat plan; what protects people is told over several buildings only.",
        "OWNER": "The owners agreed that they are shown.",
        "CONFIDENTIAL": "They are never published; no dataset in this API has it.",
    },
)
AreaTheme = enum(
    areas.Theme,
    "AreaTheme",
    "What areas are.",
    {
        "HEAT_PLAN": "Areas of a heat plan.",
        "DISTRICT": "Districts.",
        "BLOCK": "Building blocks.",
        "NETWORK": "Areas of heat networks.",
        "OTHER": "Other areas.",
    },
)
HeatPlanCategory = enum(
    areas.Category,
    "HeatPlanCategory",
    "The kinds of areas in a heat plan (WPG, section 3 (1)).",
    {
        "DENSIFICATION": "There is a heat network, and it is to be made denser.",
        "EXPANSION": "A heat network nearby is to be extended to here.",
        "NEW_NETWORK": "A new heat network is to be built.",
        "HYDROGEN": "The gas network is to carry hydrogen.",
        "DECENTRAL": "No network: each house is heated by itself.",
        "EXAMINATION": "It is not yet decided.",
    },
)
SupplyKind = enum(
    areas.Supply,
    "SupplyKind",
    "The kinds of supply whose suitability a plan judges (WPG, section 19 (2)).",
    {"HEAT_NETWORK": "A heat network.", "HYDROGEN": "A hydrogen network.", "DECENTRAL": "Each house by itself."},
)
SuitabilityLevel = enum(
    areas.Suitability,
    "SuitabilityLevel",
    "How likely a kind of supply suits an area in the target year.",
    {
        "VERY_LIKELY": "Very likely suitable.",
        "LIKELY": "Likely suitable.",
        "UNLIKELY": "Likely unsuitable.",
        "VERY_UNLIKELY": "Very likely unsuitable.",
    },
)
GasFuture = enum(
    areas.GasFuture,
    "GasFuture",
    "What is to become of a gas network (WPG, section 28).",
    {"CHANGED": "It is to be converted.", "CLOSED": "It is to be closed."},
)
HeatPlanStatus = enum(
    HeatPlanRecord.Status,
    "HeatPlanStatus",
    "How far a heat plan is.",
    {
        "PREPARING": "It is being prepared.",
        "ON_DISPLAY": "A draft is on display.",
        "DECIDED": "It is decided.",
        "REVISED": "A revision took its place.",
    },
)
LayerStyle = enum(
    MapLayerRecord.Style,
    "LayerStyle",
    "How a layer is coloured.",
    {
        "ONE": "Everything in one colour.",
        "CATEGORIES": "A colour for each category.",
        "CLASSES": "A colour for each class of numbers.",
    },
)
AttributeKind = enum(
    attributes.Kind,
    "AttributeKind",
    "What a value of an attribute looks like.",
    {"NUMBER": "A number.", "CHOICE": "One of several options.", "YES_NO": "Yes or no.", "TEXT": "A text."},
)
Untold = enum(
    UntoldReason,
    "Untold",
    "Why nothing is told of an attribute.",
    {
        "NOT_TOLD": "Nobody knows, or it is not told of a single building. Which of the two is not told either.",
        "GROUPED": "It is told over several buildings only.",
        "HIDDEN": "Somebody concerned objected.",
    },
)
SuppressedReason = enum(
    disclosure.Suppressed,
    "SuppressedReason",
    "Why a group's figure is not told.",
    {
        "TOO_FEW": "Too few addresses are known.",
        "ONE_OWNER": "Most of the buildings belong to one owner.",
        "DOMINATED": "One building makes most of the sum.",
    },
)
