from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page, Site

from cms.core.graphql.api import _api
from cms.core.models import Municipality
from tests.cms.core.graphql import small


@dataclass(frozen=True)
class Places:
    region: Municipality
    leipzig: Municipality
    dresden: Municipality


@pytest.fixture
def places(db: None) -> Places:
    """Three municipalities without pages: all that hosts, limits and kept answers need."""
    Site.objects.all().delete()
    root = Page.objects.get(depth=1)

    def made(key: str, host: str, **fields: Any) -> Municipality:
        site = Site.objects.create(hostname=host, port=80, root_page=root)
        return Municipality.objects.create(key=key, site=site, name_de=key, name_en=key, ags="14", **fields)

    region = made("saxony", "localhost", kind=Municipality.Kind.REGION)
    leipzig = made("leipzig", "leipzig.localhost", region=region)
    return Places(region, leipzig, made("dresden", "dresden.localhost", region=region))


@pytest.fixture(autouse=True)
def small_api(settings: Any) -> None:
    """The API of the small schema, made anew."""
    settings.GRAPHQL_SCHEMA = "tests.cms.core.graphql.small.schema"
    settings.GRAPHQL_DOCUMENTS = "tests.cms.core.graphql.small.documents"
    _api.cache_clear()
    small.CALLS.clear()


class Asker:
    """Asks the API of one host over Django's test client."""

    def __init__(self, host: str = "leipzig.localhost") -> None:
        self.client = Client(headers={"host": host})

    def post(self, query: str = "", accept: str = "application/graphql-response+json", **body: Any) -> Any:
        content = ({"query": query} if query else {}) | body
        return self.raw(json.dumps(content), accept=accept)

    def raw(self, body: Any, content_type: str = "application/json", accept: str = "*/*", **headers: str) -> Any:
        return self.client.post("/graphql", body, content_type=content_type, headers={"accept": accept, **headers})

    def get(self, accept: str = "application/graphql-response+json", headers: Any = None, **query: str) -> Any:
        return self.client.get("/graphql", query, headers={"accept": accept, **(headers or {})})


@pytest.fixture
def ask(places: Places) -> Asker:
    return Asker()


def code(response: Any) -> str:
    return response.json()["errors"][0]["extensions"]["code"]
