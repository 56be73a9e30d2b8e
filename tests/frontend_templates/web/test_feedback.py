from __future__ import annotations

import pytest
from django.core import signing

from frontend_templates.web import feedback
from tests.frontend_templates.answers import found, page
from tests.frontend_templates.web.html import read

ADDRESS = "/de/rueckmeldung/"
ACCEPTED = {"accepted": True, "reference": "AB12", "deleteOn": "2027-05-21", "errors": []}


@pytest.fixture
def form(api, reader):
    """Open the form; returns a function that sends it with what a person fills in."""
    standard = page("StandardPage", path="/rueckmeldung/", intro="", body=[], title="Rückmeldung")
    api.answers |= {
        "Resolve": found("STANDARD"),
        "Standard": {"page": standard},
        "SubmitFeedback": {"submitFeedback": ACCEPTED},
    }

    def send(follow=False, **fields):
        html = read(reader.get(ADDRESS).content)
        hidden = {e.attrs["name"]: e.attrs["value"] for e in html.all("input", type="hidden")}
        return reader.post(ADDRESS, {**hidden, "kind": "CONTENT", "text": "", "email": "", **fields}, follow=follow)

    return send


def submitted(api):
    return [variables["input"] for name, variables in api.asked if name == "SubmitFeedback"]


def test_a_message_leads_to_a_confirmation_with_its_reference_and_last_day(api, form):
    response = form(follow=True, text="Danke für die Seite")
    assert response.redirect_chain[0][1] == 302
    status = read(response.content).one(role="status", id="sent")
    assert "AB12" in status.text
    assert "21. Mai 2027" in status.text
    assert submitted(api)[0] | {"submissionKey": ""} == {
        "municipality": "leipzig", "kind": "CONTENT", "path": "", "locale": "DE", "text": "Danke für die Seite",
        "email": "", "website": "", "submissionKey": "",
    }  # fmt: skip


def test_what_is_wrong_is_told_above_and_by_the_field_and_nothing_typed_is_lost(api, form):
    response = form(text="ab", email="keine Adresse")
    assert response.status_code == 422
    html = read(response.content)
    assert html.one("title").text.startswith("Fehler: ")
    summary = html.one(role="alert")
    assert "autofocus" in summary.attrs
    assert [a.attrs["href"] for a in summary.all("a")] == ["#id_text", "#id_email"]
    field = html.one("textarea")
    assert field.text == "ab"
    assert html.one(id=field.attrs["aria-describedby"]).text == "Bitte schreiben Sie mindestens drei Zeichen."
    assert html.one("input", type="email").attrs["value"] == "keine Adresse"
    assert not submitted(api)


def test_the_form_says_who_what_for_how_long_and_which_rights(api, form, reader):
    text = read(reader.get(ADDRESS).content).one("form", method="post").text
    for words in ("Amt für Wärme", "Wofür", "180 Tage", "Ihre Rechte", "freiwillig"):
        assert words in text


def test_the_trap_for_machines_is_hidden_from_everybody(api, form, reader):
    trap = read(reader.get(ADDRESS).content).one("input", name="website")
    assert trap.parent is not None
    assert "hidden" in trap.parent.attrs


def test_a_person_taken_for_a_machine_is_told_and_shown_another_way(api, form):
    html = read(form(follow=True, text="Ich bin ein Mensch", website="http://x").content)
    assert submitted(api)[0]["website"] == "http://x"
    assert html.one(role="status", id="sent").one("a", href="mailto:amt@example.org")


def test_each_opened_form_has_a_key_of_its_own_and_the_same_form_keeps_it(api, form, reader):
    tokens = [read(reader.get(ADDRESS).content).one("input", name="token").attrs["value"] for _again in range(2)]
    assert len(set(tokens)) == 2
    for _twice in range(2):
        reader.post(ADDRESS, {"token": tokens[0], "kind": "OTHER", "text": "Hallo"})
    keys = [each["submissionKey"] for each in submitted(api)]
    assert len(keys) == 2
    assert len(set(keys)) == 1


@pytest.mark.parametrize(
    "token", ["", "made-up", signing.dumps("x", salt="other")], ids=["none", "made up", "of another form"]
)
def test_a_form_that_is_not_ours_asks_to_send_again_with_the_words_kept(api, form, token):
    response = form(text="Meine Worte", token=token)
    assert response.status_code == 422
    assert read(response.content).one("textarea").text == "Meine Worte"
    assert not submitted(api)


def test_a_form_open_for_too_long_asks_to_send_again(api, form, monkeypatch):
    monkeypatch.setattr(feedback, "FORM_SECONDS", -1)
    assert form(text="Meine Worte").status_code == 422


@pytest.mark.parametrize(("code", "words"), [
    ("RATE_LIMITED", "viele Nachrichten"), ("TOO_LONG", "höchstens 4.000"), ("SOMETHING_NEW", "nicht angenommen"),
])  # fmt: skip
def test_a_refusal_by_the_api_is_told_in_words(api, form, code, words):
    error = {"field": "text", "code": code, "message": "English words for programmers"}
    refused = {"accepted": False, "reference": "", "deleteOn": None, "errors": [error]}
    api.answers["SubmitFeedback"] = {"submitFeedback": refused}
    html = read(form(text="Meine Worte").content)
    assert words in html.one(role="alert").text
    assert "programmers" not in html.text


def test_a_confirmation_can_not_be_made_up(api, form, reader):
    html = read(reader.get(f"{ADDRESS}?done=made-up").content)
    assert not html.all(id="sent")
    assert html.all("textarea")


def test_the_form_knows_the_page_it_is_about_and_only_of_this_site(api, form, reader):
    def about(value):
        return read(reader.get(ADDRESS, {"about": value}).content).one("input", name="about").attrs["value"]

    assert about("/wissen/x/") == "/wissen/x/"
    assert not about("https://evil.example/")


def test_forms_and_confirmations_are_kept_by_nobody(api, form, reader):
    for response in (reader.get(ADDRESS), form(text="Hallo Amt", follow=True), form(text="")):
        assert response["Cache-Control"] == "no-store"
        assert not response.cookies


def test_pages_without_a_form_take_none(api, form, reader):
    api.answers["Resolve"] = found("ARTICLE")
    assert reader.post("/de/wissen/x/", {"text": "Hallo"}).status_code == 404
