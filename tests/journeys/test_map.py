"""An owner looks up what is planned where they live, without scripts, and goes on from there."""

from __future__ import annotations

import pytest

from .axe import violations
from .conftest import People
from .installation import LEIPZIG, Installation
from .readers import Reader
from .screens import NARROW, WIDE, pictures, sideways_scroll, widen

WORDS = {
    "de": ("Was hier geplant ist", "Was über das Gebäude bekannt ist", "Quelle"),
    "en": ("What is planned here", "What is known of the building", "source"),
    "it": ("Che cosa è previsto qui", "Che cosa si sa dell’edificio", "fonte"),
}


@pytest.mark.parametrize("locale", ["de", "en", "it"])
def test_an_address_leads_by_keyboard_to_what_is_planned_and_on_to_the_compass(
    new_person: People, reading_site: Installation, locale: str
) -> None:
    planned, known, source = WORDS[locale]
    owner = Reader(new_person(java_script_enabled=True), reading_site, LEIPZIG)
    page = owner.page
    owner.open(f"/{locale}/energiekarte/")
    owner.tab_to(page.locator("#address"))
    owner.type("Amselgasse 12")
    with page.expect_navigation():
        owner.press("Enter")
    owner.follow(page.locator("a.hit").first)
    assert "Amselgasse 12" in owner.title
    assert [page.get_by_role("heading", name=name).count() for name in (planned, known)] == [1, 1]
    for width in (NARROW, WIDE):
        widen(page, width)
        assert violations(page) == []
        assert sideways_scroll(page) == []
    pictures(page, f"web/building-{locale}")
    widen(page, WIDE)
    house = owner.path
    owner.follow(page.locator("a.kern-btn--primary"))
    assert "building=" in owner.path
    assert "Amselgasse 12" in owner.text()
    assert source in owner.text()
    owner.open(house)
    owner.follow(page.locator("a[href*='/gebiet/']").first)
    assert violations(page) == []
    pictures(page, f"web/area-{locale}")


def test_a_correction_is_sent_and_confirmed(new_person: People, own_site: Installation) -> None:
    owner = Reader(new_person(java_script_enabled=False), own_site, LEIPZIG)
    page = owner.page
    owner.open("/de/energiekarte/?q=Amselgasse+12")
    page.locator("a.hit").first.click()
    page.locator("details summary").click()
    page.get_by_label("Ihre Nachricht").fill("Das Haus hat fünf Geschosse.")
    page.get_by_role("button", name="Nachricht senden").click()
    assert page.get_by_role("status").inner_text().startswith("Danke")
    assert "entschieden" in page.get_by_role("status").inner_text()
