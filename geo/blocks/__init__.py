from .legend import LegendBlock
from .places import MapBlock, PointBlock

__all__ = ["LegendBlock", "MapBlock", "PointBlock"]
