"""Kinds of pages as clients name them."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import graphene

from cms.core.queries.readings import PageReading

from . import registry


def kind_name(type_name: str) -> str:
    """``GlossaryTerm`` as GLOSSARY_TERM; that something is a page is not said twice."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", type_name.removesuffix("Page")).upper()


def kinds(name: str, description: str, types: list[Any]) -> Any:
    described = {kind_name(type_._meta.name): type_._meta.description for type_ in types}
    return graphene.Enum(
        name,
        [(kind, kind) for kind in sorted(described)],
        description=lambda value: description if value is None else described[value.name],
    )


@cache
def page_kind() -> Any:
    return kinds("PageKind", "The kinds of pages.", list(registry.PAGE_TYPES.values()))


def kind_of_page(page: PageReading) -> str:
    return kind_name(registry.page_name(page.entry.model))
