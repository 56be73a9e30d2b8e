"""Who may see what the schema offers, and what must never be kept: one rule for each field, by schema coordinate.

A coordinate is written as GraphQL does: ``Article.title``, ``Query.adviceCentres(near:)``.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Access(StrEnum):
    """How a field or an argument may be used and its answer kept."""

    # The same for everybody; may be kept by anybody.
    PUBLIC = "public"
    # Takes or gives what a person typed (search text, coordinates, answers): never kept, never logged.
    PERSONAL = "personal"
    # Only with a preview token; never kept.
    PREVIEW = "preview"


RULES: dict[str, Access] = {}
# The argument by which a root reads another municipality's public content, and fields that do so by themselves.
SCOPE_ARGUMENT = "municipality"
SCOPES: set[str] = {"Query.municipalities"}
# How many rows a list without paging is expected to have, where that differs much from the usual.
SIZES: dict[str, int] = {}
# What a field costs itself, where it is more than a lookup.
COSTS: dict[str, int] = {}


def declare(access: Access, coordinates: Iterable[str]) -> None:
    """Give each of ``coordinates`` the rule ``access``; a coordinate can't have two."""
    for coordinate in coordinates:
        if RULES.setdefault(coordinate, access) is not access:
            raise ValueError(f"{coordinate} is declared {RULES[coordinate]} and {access}")


def public(type_name: str, fields: str) -> None:
    """Say that these ``fields`` of a type are the same for everybody. A new field has to be named to be let out."""
    declare(Access.PUBLIC, (f"{type_name}.{field}" for field in fields.split()))


def declare_scope(coordinates: Iterable[str]) -> None:
    """Name fields whose answer is made from other municipalities' content without being asked by argument."""
    SCOPES.update(coordinates)


def declare_size(coordinate: str, rows: int) -> None:
    """Say how many rows the list ``coordinate`` has about, for the cost of a document."""
    SIZES[coordinate] = rows


def declare_cost(coordinate: str, cost: int) -> None:
    """Say what one use of ``coordinate`` costs by itself."""
    COSTS[coordinate] = cost


def is_kept(coordinate: str) -> bool:
    """Whether an answer that touches ``coordinate`` may be kept."""
    return RULES.get(coordinate, Access.PUBLIC) is Access.PUBLIC
