"""The types and roots of places and geodata; importing it registers them."""

from .places import MapBlock, Place, PlaceInput

__all__ = ["MapBlock", "Place", "PlaceInput"]
