"""The examples of the documentation are asked as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from tests import factories
from tests.knowledge.guidance.house import house_flow

PAGE = Path(settings.BASE_DIR, "docs", "api-examples.md")
EXAMPLES = re.findall(r"^## (.+?)\n.*?```graphql\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def test_every_section_has_an_example():
    assert len(EXAMPLES) == PAGE.read_text(encoding="utf-8").count("\n## ") >= 9


@pytest.fixture(scope="module")
def content(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        house_flow(factories.saxony())
        yield
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.usefixtures("content")
@pytest.mark.parametrize(("title", "document"), EXAMPLES, ids=[title for title, _document in EXAMPLES])
def test_an_example_is_answered_within_the_public_limits(title: str, document: str):
    answer = Client(HTTP_HOST="leipzig.localhost").post(
        "/graphql", {"query": document}, content_type="application/json"
    )

    assert answer.status_code == 200, answer.content
    assert "errors" not in answer.json()
    assert answer.json()["data"]
