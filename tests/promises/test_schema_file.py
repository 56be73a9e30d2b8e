"""What people build on changes only when somebody means it."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from graphql import get_introspection_query

from cms.core.graphql.api import current_api
from cms.core.graphql.documents import read_document
from cms.core.graphql.limits import PUBLIC_LIMITS, Measure

pytestmark = pytest.mark.quick


def test_the_committed_schema_is_the_one_that_is_served():
    call_command("write_schema", "--check")
    assert (settings.BASE_DIR / "schema.graphql").read_text() == current_api().sdl


def test_a_changed_schema_is_noticed(monkeypatch):
    monkeypatch.setitem(vars(current_api()), "sdl", current_api().sdl.replace("type Article ", "type Artikel "))
    with pytest.raises(CommandError, match="Artikel"):
        call_command("write_schema", "--check")


def test_standard_tools_can_ask_for_the_schema():
    schema = current_api().schema
    document = read_document(get_introspection_query(input_value_deprecation=True), schema, PUBLIC_LIMITS)
    Measure(schema, document.fragments, {}, PUBLIC_LIMITS).check(document.operation(None).node)


def test_a_list_that_grows_with_the_content_takes_a_page_size():
    """Only then can its cost be limited."""
    root = current_api().schema.query_type
    connections = [name for name, field in root.fields.items() if str(field.type).rstrip("!").endswith("Connection")]
    assert "articles" in connections
    assert [name for name in connections if "first" not in root.fields[name].args] == []
