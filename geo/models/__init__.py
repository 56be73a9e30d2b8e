from .datasets import Dataset, DatasetVersion
from .facts import Fact
from .features import Address, Cell, Feature, Membership, Shape
from .groups import Group, GroupFigure
from .imports import GeodataImport
from .layers import MapLayer
from .notes import BuildingNote
from .plans import HeatPlan
from .statistics import Statistic, Tally
from .tiles import TileArchive

__all__ = [
    "Address", "BuildingNote", "Cell", "Dataset", "DatasetVersion", "Fact", "Feature", "GeodataImport", "Group",
    "GroupFigure", "HeatPlan", "MapLayer", "Membership", "Shape", "Statistic", "Tally", "TileArchive",
]  # fmt: skip
