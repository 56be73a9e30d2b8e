"""Chance that comes out the same each time."""

from __future__ import annotations

from random import Random


def chance(*words: object) -> Random:
    """Random numbers that depend on ``words`` only."""
    return Random("/".join(map(str, words)))  # noqa: S311 - nothing here is a secret
