"""What goes wrong, as a client learns it: a stable code and a sentence, and nothing of the inside."""

from __future__ import annotations

import secrets
import traceback
from collections.abc import Sequence
from typing import Any

import structlog
from graphql import GraphQLError

logger = structlog.get_logger("graphql")

MASKED_MESSAGE = "Something went wrong on our side. Please quote the reference if you report it."


class Refusal(GraphQLError):
    """A request that is not answered, with a ``code`` that stays the same and the HTTP status it has."""

    def __init__(self, code: str, message: str, *, status: int = 400, nodes: Any = None, always: bool = True) -> None:
        super().__init__(message, nodes=nodes, extensions={"code": code})
        self.code = code
        # Where not ``always``, clients that accept only application/json get 200, as GraphQL over HTTP asks.
        self.always = always
        self.status = status


class InvalidDocument(Refusal):
    """A document or variables that GraphQL itself refuses; carries what it found."""

    def __init__(self, code: str, errors: Sequence[GraphQLError]) -> None:
        super().__init__(code, errors[0].message, always=False)
        self.errors = tuple(with_code(error, code) for error in errors)


def with_code(error: GraphQLError, code: str) -> dict[str, Any]:
    """``error`` as clients see it, with ``code`` unless it has one of its own."""
    formatted: dict[str, Any] = {**error.formatted}
    formatted["extensions"] = {"code": code} | dict(error.extensions or {})
    return formatted


def field_error(error: GraphQLError, operation: str, *, personal: bool) -> dict[str, Any]:
    """An error met while executing. Only what was raised for the client's eyes keeps its words."""
    original = error.original_error
    if original is None or isinstance(original, GraphQLError):
        return with_code(error, "BAD_REQUEST" if original is None else "FIELD_FAILED")
    reference = log_failure(original, operation, personal=personal)
    masked: dict[str, Any] = {**error.formatted, "message": MASKED_MESSAGE}
    masked["extensions"] = {"code": "INTERNAL", "reference": reference}
    return masked


def log_failure(failure: BaseException, operation: str, *, personal: bool) -> str:
    """Log ``failure`` and return the reference under which it is found.

    Of a personal document only the place is logged: messages may quote what a person typed.
    """
    reference = secrets.token_hex(6)
    places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(failure.__traceback__)]
    logger.error(
        "graphql_failure",
        reference=reference,
        operation=operation,
        failure=type(failure).__name__,
        message="" if personal else str(failure),
        places=places[-12:],
    )
    return reference
