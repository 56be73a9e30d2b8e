"""An API that answers what a test tells it to, and remembers what it was asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from frontend_templates.transport import HttpAnswer


@dataclass
class Told:
    answers: dict[str, Any] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    version: str = "1"
    no_store: bool = False


told = Told()


class Fake:
    def version(self, host: str) -> str:
        return told.version

    def execute(
        self, document_id: str, variables: Mapping[str, Any], *, host: str, preview_token: str = "",
        client_address: str = "",
    ) -> HttpAnswer:  # fmt: skip
        told.asked.append((document_id, dict(variables)))
        told.tokens.append(preview_token)
        data: dict[str, Any] | Callable[[Mapping[str, Any]], Any] = told.answers[document_id]
        given = data(variables) if callable(data) else data
        if isinstance(given, str):
            return HttpAnswer(None, ({"extensions": {"code": given}},), 400)
        return HttpAnswer(given, no_store=told.no_store)
