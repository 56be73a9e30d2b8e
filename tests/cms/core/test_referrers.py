import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_the_admins_forms_are_sent_with_their_origin(client):
    assert client.get(reverse("wagtailadmin_login")).headers["Referrer-Policy"] == "same-origin"


def test_every_other_page_says_nothing_of_where_a_reader_was(client):
    assert client.get("/healthz").headers["Referrer-Policy"] == "no-referrer"
