from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client

from frontend_templates import transport
from tests.frontend_templates import fake


@pytest.fixture
def api(settings: Any) -> Iterator[fake.Told]:
    """The API; a test puts its answers, by the name of the document, into ``api.answers``."""
    settings.FRONTEND_TRANSPORT = "tests.frontend_templates.fake.Fake"
    transport._transport.cache_clear()
    caches["answers"].clear()
    fake.told = fake.Told()
    yield fake.told
    caches["answers"].clear()


@pytest.fixture
def reader() -> Client:
    """A browser at Leipzig's site."""
    return Client(headers={"host": "leipzig.test"})
