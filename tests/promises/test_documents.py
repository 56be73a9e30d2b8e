"""Every document of the frontends is answered by the schema, within its budget."""

from __future__ import annotations

import re

import pytest
from django.conf import settings

from cms.core.graphql.api import current_api
from cms.core.graphql.limits import MANIFEST_LIMITS
from cms.management.commands.graphql_documents import cost_of

pytestmark = pytest.mark.quick
NAMES = current_api().names
# What takes or gives something a person typed, or writes, or shows a draft.
NEVER_KEPT = {
    "AddressSearch", "BuildingPage", "Guidance", "GuidanceDraft", "GuidanceSubject", "Preview", "RecordGuidanceUse",
    "ReportBuilding", "Search", "SubmitFeedback",
}  # fmt: skip


def test_there_are_documents():
    assert "Article" in NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_document_is_valid_and_within_its_budget(name):
    api = current_api()
    assert cost_of(api, api.registered(name)) <= MANIFEST_LIMITS.cost


@pytest.mark.parametrize("name", NAMES)
def test_a_document_is_kept_unless_it_concerns_a_person(name):
    operation = current_api().registered(name).operation(None)
    typed = dict.fromkeys(operation.variables, "x")
    kept = operation.is_query and not operation.personal.holds(typed)
    assert kept is (name not in NEVER_KEPT)


def test_every_file_has_one_operation_of_its_own_name():
    texts = [path.read_text() for path in settings.BASE_DIR.glob("frontend_templates/**/*.graphql")]
    operations = [name for text in texts for name in re.findall(r"^(?:query|mutation)\s+(\w+)", text, re.MULTILINE)]
    fragments = [name for text in texts for name in re.findall(r"^fragment\s+(\w+)", text, re.MULTILINE)]
    assert sorted(operations) == sorted(set(operations)) == NAMES
    assert len(fragments) == len(set(fragments))
