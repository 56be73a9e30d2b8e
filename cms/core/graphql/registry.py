"""What upper apps add to the types of lower ones; ``cms.schema`` makes the whole of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import graphene
from graphene.types.utils import get_field_as

from cms.core.models import BasePage

# The GraphQL type of each kind of page.
PAGE_TYPES: dict[type[BasePage], Any] = {}
# Roots, as mixins of the query and mutation types.
QUERIES: list[type] = []
MUTATIONS: list[type] = []


def page_type(model: type[BasePage]) -> Callable[[Any], Any]:
    """Say that pages of ``model`` have the decorated type."""

    def register(type_: Any) -> Any:
        PAGE_TYPES[model] = type_
        return type_

    return register


def page_name(model: type[BasePage]) -> str:
    """What pages of ``model`` are called in the schema."""
    return str(PAGE_TYPES[model]._meta.name)


def query(root: type) -> type:
    """Add the roots of the decorated class to the schema's query type."""
    QUERIES.append(root)
    return root


def mutation(root: type) -> type:
    """Add the roots of the decorated class to the schema's mutation type."""
    MUTATIONS.append(root)
    return root


def extend(type_: Any, name: str, field: Any, resolver: Callable[..., Any]) -> None:
    """Give a lower app's ``type_`` a field that only an upper app can answer."""
    type_._meta.fields[name] = get_field_as(field, graphene.Field)
    setattr(type_, f"resolve_{name}", staticmethod(resolver))
