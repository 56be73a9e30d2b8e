"""What editors can look at on the website: the start of a flow, any of its steps, and each persona's result."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from knowledge.guidance.engine.facts import UNKNOWN_TEXT

Mode = tuple[str, str]
LONGEST_NAME = 60


class PreviewedFlow:
    """Mixed into the page of a flow, before what shows pages on the website."""

    personas: Any
    steps: Any
    _mode = ""

    @property
    def preview_modes(self) -> list[Mode]:
        """The start, then personas' results, then the questions."""
        return [("", _("Start")), *self._persona_modes(), *self._step_modes()]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the draft on the website, at the place that the mode names."""
        self._mode = mode_name
        response: HttpResponse = super().serve_preview(request, mode_name)  # type: ignore[misc]
        return response

    def get_preview_url(self, request: HttpRequest, token: str) -> str:
        """Where that place of the draft is seen."""
        url: str = super().get_preview_url(request, token)  # type: ignore[misc]
        chosen = self._chosen()
        return f"{url}&{urlencode(chosen)}" if chosen else url

    def _persona_modes(self) -> Iterator[Mode]:
        for number, block in enumerate(self.personas.raw_data):
            name = (block["value"].get("name") or "")[:LONGEST_NAME]
            yield f"persona-{number}", _("Result of %(name)s") % {"name": name}

    def _step_modes(self) -> Iterator[Mode]:
        for number, block in enumerate(self.steps.raw_data, start=1):
            if block["type"] == "question":
                words = (block["value"].get("words") or "")[:LONGEST_NAME]
                yield f"step-{number - 1}", _("Step %(number)d: %(words)s") % {"number": number, "words": words}

    def _chosen(self) -> list[tuple[str, str]]:
        kind, _hyphen, number = self._mode.partition("-")
        if not number.isdigit():
            return []
        people = [block["value"] for block in self.personas.raw_data]
        if kind == "persona" and int(number) < len(people):
            return [("start", "1"), *answers_of(people[int(number)])]
        if kind == "step" and int(number) < len(self.steps.raw_data):
            value = self.steps.raw_data[int(number)]["value"]
            key = value.get("key") or value.get("fact") or ""
            passing = [person for person in people if key in [item["value"] for item in person.get("path") or []]]
            answers = answers_of((passing or people)[0]) if people else []
            return [("start", "1"), ("ask", key), *answers]
        return []


def answers_of(persona: dict[str, Any]) -> list[tuple[str, str]]:
    """What a persona says, as an address has it."""
    given = []
    for item in persona.get("facts") or []:
        fact, state, value = (item["value"].get(name) or "" for name in ("fact", "state", "value"))
        if state == "dont_know":
            given.append((fact, UNKNOWN_TEXT))
        elif state != "not_applicable" and value:
            given.append((fact, value.replace(",", ".")))
    days = [(f"date.{name}", str(persona[name])) for name in ("installation", "application") if persona.get(name)]
    return given + days
