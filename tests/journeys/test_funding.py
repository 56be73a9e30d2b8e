"""Funding as of today and as of another day."""

from __future__ import annotations

from .installation import LEIPZIG
from .readers import Reader

PROGRAMME = "/de/foerderung/heizungsfoerderung/"


def bonus(reader: Reader) -> str:
    """What is said about the bonus for changing soon."""
    return reader.page.locator(".rate", has_text="Geschwindigkeitsbonus").inner_text()


def test_a_reader_asks_for_the_rates_of_another_day(reader: Reader) -> None:
    page = reader.page
    reader.open("/de/foerderung/", LEIPZIG)
    reader.follow(page.get_by_role("link", name="Zuschuss für eine neue Heizung").first)
    assert reader.path == PROGRAMME
    assert "20" in bonus(reader)
    assert "bis 31. Dezember 2028" in bonus(reader)
    assert "Angaben bitte prüfen" in reader.text()

    day = page.get_by_label("Stand")
    day.fill("2029-06-01")
    with page.expect_navigation():
        page.get_by_role("button", name="Anzeigen").click()
    assert "Stand: 1. Juni 2029" in page.get_by_role("status").inner_text()
    assert "17" in bonus(reader)
    assert "20 %" not in bonus(reader)


def test_the_same_rates_stand_in_every_language(reader: Reader) -> None:
    amounts = {}
    for locale in ("de", "en", "it"):
        reader.open(f"/{locale}/foerderung/heizungsfoerderung/", LEIPZIG)
        amounts[locale] = [
            "".join(letter for letter in text if letter.isdigit())
            for text in reader.page.locator(".rate__amount").all_inner_texts()
        ]
    assert amounts["de"] == amounts["en"] == amounts["it"]
    assert amounts["de"]


def test_a_day_that_is_none_is_explained_by_its_field(reader: Reader) -> None:
    reader.open(f"{PROGRAMME}?on=gestern", LEIPZIG)
    field = reader.page.get_by_label("Stand")
    assert field.get_attribute("aria-invalid") == "true"
    assert "Geben Sie ein Datum ein" in reader.text()


def test_the_list_is_narrowed_to_whom_it_is_for(reader: Reader) -> None:
    page = reader.page
    reader.open("/de/foerderung/", LEIPZIG)
    everything = int(page.get_by_role("status").inner_text().split()[0])
    page.get_by_label("Für wen").select_option("TENANT")
    with page.expect_navigation():
        page.get_by_role("button", name="Anzeigen").click()
    assert int(page.get_by_role("status").inner_text().split()[0]) < everything
