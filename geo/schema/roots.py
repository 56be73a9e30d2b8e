"""Importing it registers everything that can be asked of geodata."""

from . import addresses, areas, buildings, datasets, layers, mapped, notes, plans, quality, statistics

__all__ = ["addresses", "areas", "buildings", "datasets", "layers", "mapped", "notes", "plans", "quality", "statistics"]
