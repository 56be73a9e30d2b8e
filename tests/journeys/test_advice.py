"""Finding somebody to talk to."""

from __future__ import annotations

from .installation import DRESDEN, LEIPZIG
from .readers import Reader


def found(reader: Reader) -> int:
    return int(reader.page.get_by_role("status").inner_text().split()[0])


def test_a_reader_narrows_the_centres_to_her_language_by_keyboard(reader: Reader) -> None:
    page = reader.page
    reader.open("/de/beratung/", LEIPZIG)
    everything = found(reader)
    language = page.get_by_role("combobox", name="Sprache")
    assert reader.tab_to(language).endswith('"Sprache"')
    language.select_option(label="Englisch")
    reader.tab_to(page.get_by_role("button", name="Anzeigen"))
    with page.expect_navigation():
        reader.press("Enter")
    assert 0 < found(reader) < everything
    assert page.get_by_role("combobox", name="Sprache").input_value() == "en"
    reader.follow(page.get_by_role("link", name="Alle anzeigen"))
    assert found(reader) == everything


def test_a_centre_says_when_it_is_open_and_what_is_invented(reader: Reader) -> None:
    reader.open("/de/beratung/leipziger-energieberatung-demo/", LEIPZIG)
    text = reader.text()
    assert "Diese Beratungsstelle ist für die Demo erfunden." in text
    assert "Öffnungszeiten" in text
    assert reader.page.locator("time").count() or ":" in text


def test_a_city_lists_its_own_centres_and_the_regions(reader: Reader) -> None:
    reader.open("/de/beratung/", DRESDEN)
    text = reader.page.get_by_role("main").inner_text()
    assert "Beratungszentrum Dresden" in text
    assert "Beratungszentrum Leipzig" not in text
    assert "Telefonische Energieberatung" in text
