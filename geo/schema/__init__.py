"""The types and roots of places and geodata; ``geo.schema.roots`` registers the roots."""

from .places import MapBlock, Place, PlaceInput

__all__ = ["MapBlock", "Place", "PlaceInput"]
