"""Nothing the API says depends on who is signed in, and nothing of it stays in a browser."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from cms.core.graphql.api import current_api
from tests.factories import saxony


@pytest.fixture(scope="module")
def answers(django_db_setup, django_db_blocker):
    """Every query of the frontends, answered to nobody and to an administrator."""
    with django_db_blocker.unblock():
        from django.db import transaction

        with transaction.atomic():
            saxony()
            admin = get_user_model().objects.create_superuser("admin", "admin@example.org", "x")
            api = current_api()
            documents = [api.registered(name) for name in api.names]
            nobody, signed_in = Client(headers={"host": "localhost"}), Client(headers={"host": "localhost"})
            signed_in.force_login(admin)
            variables = '{"locale": "DE", "path": "/", "slug": "x", "query": "heizung", "token": "x"}'
            found = [
                tuple(
                    client.get("/graphql", {"documentId": document.id, "variables": variables})
                    for client in (nobody, signed_in)
                )
                for document in documents
                if document.operation(None).is_query
            ]
            transaction.set_rollback(True)
    return found


def test_the_answers_to_an_administrator_are_those_to_everybody(answers):
    assert len(answers) > 10
    assert [first.content for first, second in answers if first.content != second.content] == []


def test_no_answer_sets_a_cookie_or_depends_on_one(answers):
    for pair in answers:
        for response in pair:
            assert not response.cookies
            assert response["Vary"] == "Accept"


def test_answers_are_made_and_not_refused(answers):
    assert sum("data" in first.json() for first, _ in answers) > 10
