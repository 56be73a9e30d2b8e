"""Ask the public schema as a reader does, without HTTP."""

from __future__ import annotations

from typing import Any

from cms.core.graphql.context import Context
from cms.core.models import Municipality
from cms.schema import schema


def ask(document: str, municipality: Municipality, **variables: Any) -> dict[str, Any]:
    """The data that ``document`` gets at ``municipality``; any error fails the test."""
    result = answer(document, municipality, **variables)
    assert not result.errors, [error.original_error or error for error in result.errors]
    return result.data


def answer(document: str, municipality: Municipality, context: Context | None = None, **variables: Any) -> Any:
    """Data and errors that ``document`` gets."""
    place = context or Context(municipality, municipality.site.root_url)
    return schema.execute(document, context_value=place, variable_values=variables)
