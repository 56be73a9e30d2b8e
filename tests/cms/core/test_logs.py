from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import Client, override_settings
from django.urls import path

from cms.core.logs import PlacesFormatter
from cms.urls import urlpatterns as addresses

pytestmark = pytest.mark.django_db


def fails(request: HttpRequest) -> Any:
    """A view that quotes what was typed, as many errors do."""
    try:
        int(request.POST.get("street") or request.GET.get("q") or "kaputt")
    except ValueError as error:
        raise LookupError(f"not found: {request.POST or request.GET}") from error


urlpatterns = [path("kaputt/", fails), *addresses]


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(PlacesFormatter("%(levelname)s %(message)s"))
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    yield written
    logger.removeHandler(handler)


@override_settings(ROOT_URLCONF=__name__)
def test_a_failure_is_logged_with_its_place_and_without_what_was_typed(log: io.StringIO):
    client = Client(raise_request_exception=False)
    client.get("/kaputt/?q=Karl-Heine-Straße")
    client.post("/kaputt/", {"street": "Karl-Heine-Straße"})
    told = log.getvalue()
    assert told.count("Internal Server Error: /kaputt/") == 2
    assert told.count("builtins.LookupError") == 2
    assert told.count("builtins.ValueError") == 2
    assert "test_logs.py" in told
    assert "Heine" not in told


@override_settings(ROOT_URLCONF=__name__)
def test_where_nothing_was_typed_an_error_keeps_its_words(log: io.StringIO):
    Client(raise_request_exception=False).get("/kaputt/")
    assert "invalid literal for int() with base 10: 'kaputt'" in log.getvalue()


def test_failures_reach_the_output_of_every_installation(settings: Any):
    django = settings.LOGGING["loggers"]["django"]
    handler = settings.LOGGING["handlers"][django["handlers"][0]]
    assert handler == {"class": "logging.StreamHandler", "level": "ERROR", "formatter": "places"}
    assert settings.LOGGING["formatters"]["places"]["()"] == "cms.core.logs.PlacesFormatter"
