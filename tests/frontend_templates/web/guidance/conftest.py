from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.frontend_templates.answers import found, page
from tests.frontend_templates.fake import Told
from tests.frontend_templates.web.guidance.positions import Fields
from tests.frontend_templates.web.html import Element, read

ADDRESS = "/de/kompass/heizung/"


@pytest.fixture
def stands(api: Told) -> Callable[[Fields], None]:
    """Say where the API sees whoever asks."""
    start = page("GuidanceFlow", title="Welche Heizung?", path="/kompass/heizung/", intro="Sie erfahren viel.")
    api.answers |= {
        "Resolve": found("GUIDANCE_FLOW"),
        "GuidanceStart": {"page": {**start, "durationMinutes": 6, "mostQuestions": 12, "structureVersion": "v1"}},
        "RecordGuidanceUse": {"recordGuidanceUse": {"recorded": True}},
    }

    def say(position: Fields) -> None:
        api.answers["Guidance"] = {"guidancePosition": position}

    return say


@pytest.fixture
def opened(reader: Client) -> Callable[..., Element]:
    """Open an address of the flow."""

    def get(query: str = "", **headers: Any) -> Element:
        return read(reader.get(ADDRESS + query, **headers).content)

    return get
