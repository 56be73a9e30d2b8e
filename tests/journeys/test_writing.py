"""An article on its way: written, looked at, moderated, published, read."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from .conftest import People
from .editors import Editor
from .installation import DRESDEN, LEIPZIG, Installation
from .readers import Reader
from .screens import picture

TITLE = "Nahwaerme im Waldviertel"
PATH = "/wissen/waermeplan/nahwaerme-im-waldviertel/"
TREE = f"/leipzig{PATH}"


@pytest.fixture
def editor(new_person: People, own_site: Installation) -> Editor:
    return Editor(new_person(signs_in=True), own_site).sign_in("redaktion-leipzig")


@pytest.fixture
def moderator(new_person: People, own_site: Installation) -> Editor:
    return Editor(new_person(signs_in=True), own_site).sign_in("moderation-leipzig")


@pytest.fixture
def reader(new_person: People, own_site: Installation) -> Reader:
    return Reader(new_person(), own_site)


def test_an_article_is_written_looked_at_moderated_published_and_read(
    editor: Editor, moderator: Editor, reader: Reader
) -> None:
    editor.start_article("/leipzig/wissen/waermeplan/", TITLE)
    editor.fill("Anreißer", "Im Waldviertel planen Nachbarn ein kleines Netz.")
    editor.fill("Einfach gesagt", "Mehrere Häuser teilen sich eine Heizung. Das spart Platz und Geld.")
    editor.write(editor.add_block("Text"), "Die Vorlauftemperatur bleibt niedrig. So reicht eine Wärmepumpe für alle.")
    shown = editor.preview()
    expect(shown.get_by_role("heading", level=1)).to_have_text(TITLE, timeout=30_000)
    expect(shown.get_by_text("Dieser Entwurf ist nicht veröffentlicht.")).to_be_visible()
    expect(shown.get_by_text("So reicht eine Wärmepumpe für alle.")).to_be_visible(timeout=30_000)

    figure = editor.add_block("Zahl")
    expect(shown.get_by_role("heading", level=1)).to_have_text(TITLE)
    figure.get_by_label("Bezeichnung").fill("Häuser, die mitmachen")
    figure.get_by_label("Wert oder untere Grenze").fill("12")
    figure.get_by_label("Einheit").select_option(index=1)
    figure.get_by_label("woher bekannt").select_option(label="gemeldet")
    figure.get_by_label("Quelle", exact=True).fill("Umfrage der Nachbarschaft")
    image = editor.add_block("Bild")
    editor.choose_picture(image, "Wörter nachschlagen")
    editor.write_for("owner_association")
    editor.page.get_by_role("checkbox", name="Wärmenetze").check()
    expect(shown.get_by_role("main").get_by_role("img")).to_have_count(1, timeout=30_000)
    picture(editor.page, "admin/article-with-preview", whole=False)
    editor.submit()
    assert reader.open(f"/de{PATH}", LEIPZIG).status == 404, "nobody reads what is not published"

    moderator.open("/admin/")
    moderator.page.get_by_role("main").get_by_role("link", name=TITLE).first.click()
    moderator.approve("Gut zu lesen. Danke!")
    editor.site.run_tasks()
    assert reader.open(f"/de{PATH}", LEIPZIG).status == 200
    assert reader.title == TITLE
    main = reader.page.get_by_role("main")
    assert main.locator("a.term").first.inner_text().startswith("Vorlauftemperatur")
    assert "Eigentümergemeinschaften" in main.inner_text()
    assert "gemeldet" in main.inner_text()
    assert main.get_by_role("img", name=re.compile("Glossar")).count() == 1
    assert reader.open(f"/de{PATH}", DRESDEN).status == 404, "another city has its own articles"
    found = reader.open("/de/suche/?q=Waldviertel", LEIPZIG)
    assert found.status == 200
    assert TITLE in reader.page.get_by_role("list", name="Treffer").inner_text()
