"""Reporting a barrier: mistakes are explained, a message is sent once, and nobody is shut out."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from . import spoken
from .axe import violations
from .conftest import People
from .installation import LEIPZIG, Installation
from .readers import Reader

STATEMENT = "/de/barrierefreiheit/"


@pytest.fixture
def writer(new_person: People, own_site: Installation) -> Reader:
    reader = Reader(new_person(), own_site)
    reader.open(STATEMENT, LEIPZIG)
    return reader


def send(reader: Reader) -> None:
    with reader.page.expect_navigation():
        reader.page.get_by_role("button", name="Nachricht senden").press("Enter")


def stored(site: Installation, text: str) -> list[tuple[object, ...]]:
    return site.asked(
        "SELECT kind, path, language, email, suspicious FROM feedback_feedbackmessage WHERE text = ?", text
    )


def test_a_barrier_is_reported_after_two_mistakes(writer: Reader) -> None:
    page, site = writer.page, writer.site
    kind = page.get_by_label("Worum geht es?")
    assert kind.locator("option:checked").inner_text() == "Eine Barriere: Ich kann etwas nicht benutzen"
    email = page.get_by_label("Ihre E-Mail-Adresse")
    writer.tab_to(email)
    assert "Nur, wenn Sie eine Antwort möchten." in spoken.focus_description(page)
    writer.type("lieselotte.example.org")
    send(writer)

    assert page.title().startswith("Fehler:")
    summary = page.get_by_role("alert")
    assert summary.get_by_role("heading").inner_text() == "Ihre Nachricht ist noch nicht gesendet"
    assert summary.get_by_role("link").count() == 2
    expect(summary).to_be_focused()
    assert violations(page) == []
    summary.get_by_role("link").first.click()
    assert spoken.focus(page) == 'textbox "Ihre Nachricht"'
    assert "Bitte schreiben Sie eine Nachricht." in spoken.focus_description(page)
    assert page.get_by_label("Ihre Nachricht", exact=True).get_attribute("aria-invalid") == "true"
    assert email.input_value() == "lieselotte.example.org", "what was typed is still there"

    words = "Der Vorleser überspringt die Tabelle mit den Sätzen."
    page.get_by_label("Ihre Nachricht", exact=True).fill(words)
    email.fill("lieselotte@example.org")
    send(writer)
    assert "Danke. Ihre Nachricht ist angekommen." in page.get_by_role("status").inner_text()
    assert "Ihr Kennzeichen ist" in writer.text()
    assert "Wir löschen Ihre Nachricht spätestens am" in writer.text()
    assert words not in page.content()
    assert stored(site, words) == [("barrier", "", "de", "lieselotte@example.org", 0)]


def test_a_message_submitted_twice_is_stored_once(writer: Reader) -> None:
    page = writer.page
    words = "Zweimal geklickt, weil die Leitung langsam war."
    page.get_by_label("Ihre Nachricht", exact=True).fill(words)
    page.get_by_role("button", name="Nachricht senden").dblclick()
    page.wait_for_url("**/?done=*")
    assert "Danke. Ihre Nachricht ist angekommen." in writer.text()
    assert len(stored(writer.site, words)) == 1


def test_a_person_taken_for_a_machine_is_told_how_to_go_on(writer: Reader) -> None:
    page = writer.page
    words = "Mein Passwortmanager füllt alle Felder aus."
    page.get_by_label("Ihre Nachricht", exact=True).fill(words)
    trap = page.locator("input[name=website]")
    assert not trap.is_visible()
    assert page.get_by_role("textbox", name="Lassen Sie dieses Feld leer").count() == 0, "not spoken either"
    trap.evaluate("field => { field.value = 'https://example.org'; }")
    send(writer)
    assert "Unser Filter hat Ihre Nachricht für eine automatische gehalten." in writer.text()
    assert page.get_by_role("main").get_by_role("link", name="leipzig-demo@example.org").count() >= 1
    assert [row[-1] for row in stored(writer.site, words)] == [1], "nothing is lost"


def test_the_form_says_who_keeps_what_and_how_long(writer: Reader) -> None:
    note = writer.page.get_by_role("group").filter(has_text="Was mit Ihrer Nachricht geschieht").inner_text()
    for part in ("Wer verantwortlich ist", "Wofür", "Wie lange", "Ihre Rechte", "180 Tage"):
        assert part in note


def test_feedback_about_an_article_names_the_article(writer: Reader) -> None:
    page = writer.page
    writer.open("/de/wissen/heizung/waermepumpe-im-altbau/")
    writer.follow(page.get_by_role("link", name="Sagen Sie uns, wenn etwas falsch"))
    words = "Der dritte Schritt ist unklar."
    page.get_by_label("Ihre Nachricht", exact=True).fill(words)
    send(writer)
    assert [row[:2] for row in stored(writer.site, words)] == [("content", "/wissen/heizung/waermepumpe-im-altbau/")]


def test_it_works_without_scripts(new_person: People, own_site: Installation) -> None:
    reader = Reader(new_person(java_script_enabled=False), own_site)
    reader.open("/it/rueckmeldung/", LEIPZIG)
    words = "Tutto chiaro, grazie."
    reader.page.get_by_label("Il Suo messaggio").fill(words)
    reader.page.get_by_role("button", name="Invii il messaggio").click()
    reader.page.get_by_text("Grazie. Il Suo messaggio è arrivato.").wait_for()
    assert [row[2] for row in stored(own_site, words)] == ["it"]
