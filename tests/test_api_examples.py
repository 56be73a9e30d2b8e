"""The examples of the documentation are asked as they stand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from tests import factories

PAGE = Path(settings.BASE_DIR, "docs", "api-examples.md")
EXAMPLES = re.findall(r"^## (.+?)\n.*?```graphql\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def test_every_section_has_an_example():
    assert len(EXAMPLES) == PAGE.read_text(encoding="utf-8").count("\n## ") >= 9


@pytest.mark.django_db
@pytest.mark.parametrize(("title", "document"), EXAMPLES, ids=[title for title, _document in EXAMPLES])
def test_an_example_is_answered_within_the_public_limits(title: str, document: str):
    factories.saxony()

    answer = Client(HTTP_HOST="leipzig.localhost").post(
        "/graphql", {"query": document}, content_type="application/json"
    )

    assert answer.status_code == 200, answer.content
    assert "errors" not in answer.json()
    assert answer.json()["data"]
