"""Guidance in the public schema."""

from . import flows, judgements, measures, positions, use

__all__ = ["flows", "judgements", "measures", "positions", "use"]
