"""A text in three languages, and what the others say when the German about law changes."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from .conftest import People
from .editors import Editor
from .installation import LEIPZIG, Installation
from .readers import Reader
from .screens import picture

TITLE = "Kurz zum Heizungsrecht"
PATH = "/wissen/waermeplan/kurz-zum-heizungsrecht/"


def translate_everything(editor: Editor, language: str) -> None:
    """Write ``language`` before each German text, where a translator would write her words."""
    main = editor.page.get_by_role("main")
    start = main.get_by_role("button", name="Übersetzen", exact=True)
    start.first.wait_for()
    while left := start.count():
        german = start.first.locator("xpath=ancestor::li[.//p][1]").locator("p").first.inner_text()
        start.first.click()
        main.locator("textarea:visible, [contenteditable=true]:visible").first.fill(f"{language}: {german}")
        main.get_by_role("button", name="Speichern", exact=True).click()
        expect(start).to_have_count(left - 1)


def test_a_text_is_translated_read_in_three_languages_and_outdated_by_new_german(
    new_person: People, own_site: Installation
) -> None:
    editor = Editor(new_person(signs_in=True), own_site).sign_in("moderation-leipzig")
    editor.start_article("/leipzig/wissen/waermeplan/", TITLE)
    editor.fill("Anreißer", "Das gilt seit dem Sommer.")
    editor.fill("Einfach gesagt", "Die Regel ist neu.")
    editor.write(editor.add_block("Text"), "Seit Juli gilt ein neues Gesetz.")
    editor.write_for("owner")
    editor.page.get_by_role("checkbox", name="Recht und Pflichten").check()
    editor.tab("Daten und Recht")
    editor.page.get_by_role("checkbox", name="Über Recht oder Geld").check()
    editor.fill("Rechtsgrundlage", "§ 43 GModG")
    editor.fill("Geprüft am", "2026-11-02")
    editor.publish()
    reader = Reader(new_person(), own_site)
    reader.open(f"/en{PATH}", LEIPZIG)
    assert reader.title == TITLE, "before it is translated, German is read"
    assert "This page is not available in English yet." in reader.text()

    editor.open(f"/admin/localize/submit/page/{editor.number_of(f'/leipzig{PATH}')}/")
    editor.page.get_by_label("Englisch").check()
    editor.page.get_by_label("Italienisch").check()
    with editor.page.expect_navigation():
        editor.page.get_by_role("button", name="Absenden").click()
    for locale, name in (("en", "Englisch"), ("it", "Italienisch")):
        editor.edit(f"/leipzig-{locale}{PATH}")
        translate_everything(editor, locale.upper())
        picture(editor.page, f"admin/translating-{locale}", whole=False)
        with editor.page.expect_navigation():
            editor.page.get_by_role("button", name=f"Veröffentlichen in {name}").click()
        reader.open(f"/{locale}{PATH}", LEIPZIG)
        assert reader.title == f"{locale.upper()}: {TITLE}"
        assert f"{locale.upper()}: Seit Juli gilt ein neues Gesetz." in reader.text()
        assert reader.page.locator("h1").get_attribute("lang") is None
    reader.open(f"/de{PATH}", LEIPZIG)
    assert reader.title == TITLE
    assert "(noch nicht übersetzt)" not in reader.text()

    editor.edit(f"/leipzig{PATH}")
    editor.fill("Einfach gesagt", "Die Regel ist neu, und sie gilt ab 2027 auch für kleine Häuser.")
    editor.publish()
    reader.open(f"/en{PATH}", LEIPZIG)
    assert "The German text has changed since it was translated." in reader.text()
    picture(reader.page, "web/article-outdated-en")
    reader.follow(reader.page.get_by_role("link", name="Read the German text"))
    assert reader.path == f"/de{PATH}"
    reader.open(f"/it{PATH}", LEIPZIG)
    assert re.search("Il testo tedesco è cambiato", reader.text())
