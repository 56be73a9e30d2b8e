"""An owner and the compass: walked by keyboard only, corrected, printed, taken along."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from . import spoken
from .axe import violations
from .conftest import People
from .installation import LEIPZIG, Installation
from .screens import HEIGHTS, NARROW, WIDE, picture, sideways_scroll
from .walkers import HEATING, RESULT, Walker

# Two families in one house on gas; what they don't know is left empty.
HOUSE = [
    ("owner.role", "owner_occupier"), ("building.dwellings", "2"), ("heating.carrier", "gas"),
    ("building.consumption", "22000"), ("heating.year", "1998"), ("owner.income", "up_to_40000"),
    ("building.envelope", ""), ("heating.distribution", "large_radiators"), ("site.outdoor_space", "garden"),
    ("area.category", "heat_network_expansion"), ("network.operator_confirmed", ""),
]  # fmt: skip


def walker(new_person: People, site: Installation, width: int, *, scripts: bool = True) -> Walker:
    viewport = {"width": width, "height": HEIGHTS[width]}
    page = new_person(java_script_enabled=scripts, viewport=viewport, locale="it-IT")
    return Walker(page, site, LEIPZIG, scripts)


def addresses_of(page: Page) -> list[str]:
    """Every address that is asked for from now on, and what is told to the place it leads to."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(unquote(request.url + request.headers.get("referer", ""))))
    return asked


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_an_owner_walks_in_italian_with_the_keyboard(
    new_person: People, reading_site: Installation, width: int, scripts: bool
) -> None:
    owner = walker(new_person, reading_site, width, scripts=scripts)
    page, addresses, name = owner.page, addresses_of(owner.page), f"compass/it-{width}-{'js' if scripts else 'plain'}"
    owner.begin("it")
    assert owner.title == "Come usa la casa?"
    picture(page, f"{name}-choice")
    owner.answer("owner_occupier", "building.dwellings")
    owner.answer("2", "heating.carrier")

    # The question before, by the link on the page and by the browser's button.
    owner.reach(owner.main.get_by_text("Indietro"))
    owner.press("Enter")
    owner.arrive("building.dwellings")
    assert page.locator("#answer").input_value() in ("", "2")
    owner.answer("2", "heating.carrier")
    owner.back()
    owner.arrive("building.dwellings")
    owner.answer("2", "heating.carrier")
    owner.answer("gas", "building.consumption")

    owner.write("molto")
    owner.press("Enter")
    expect(page.locator("#errors")).to_be_focused()
    assert spoken.focus(page).startswith("alert")
    assert page.title().startswith("Errore")
    assert page.locator("#answer").input_value() == "molto", "what was typed is kept"
    picture(page, f"{name}-wrong")
    owner.follow_summary()
    assert owner.error() in " ".join(spoken.focus_description(page).split())
    owner.write("22.000")
    owner.press("Enter")
    owner.arrive("heating.year")

    owner.walk(HOUSE[4:])
    assert owner.told["building.consumption"] == ["22000"]
    assert owner.told["network.operator_confirmed"] == ["dont-know"]
    assert not [address for address in addresses if "income" in address or "40000" in address]
    assert owner.judged()["m-heat-pump-air"] == "possible"
    assert sideways_scroll(page) == []
    picture(page, f"{name}-result")


@pytest.mark.parametrize(("locale", "width"), [("de", NARROW), ("en", WIDE), ("it", NARROW)])
def test_no_step_on_the_way_has_a_barrier_that_axe_knows(
    new_person: People, reading_site: Installation, locale: str, width: int
) -> None:
    owner, faults = walker(new_person, reading_site, width), []
    owner.begin(locale)
    for (fact, value), (then, _value) in zip(HOUSE, [*HOUSE[1:], (RESULT, "")], strict=True):
        for details in owner.main.locator("details").all():
            details.evaluate("element => { element.open = true; }")
        faults += [f"{fact}: {fault}" for fault in violations(owner.page)]
        faults += [f"{fact}: {out}" for out in sideways_scroll(owner.page)]
        if fact in ("building.dwellings", "owner.role"):
            owner.reach(owner.send)
            owner.press("Enter")
            expect(owner.page.locator("#errors")).to_be_focused()
            faults += [f"{fact}, without an answer: {fault}" for fault in violations(owner.page)]
        owner.answer(value, then)
    for details in owner.main.locator("details").all():
        details.evaluate("element => { element.open = true; }")
    faults += [f"result: {fault}" for fault in violations(owner.page)]
    picture(owner.page, f"compass/result-opened-{locale}-{width}")
    owner.main.locator('a[href*="view=adviser"]').press("Enter")
    owner.page.wait_for_selector(".adviser")
    faults += [f"adviser: {fault}" for fault in violations(owner.page)]
    picture(owner.page, f"compass/adviser-{locale}-{width}")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_changed_answer_leads_back_to_the_result_and_back_again_to_the_same_one(
    new_person: People, reading_site: Installation, scripts: bool
) -> None:
    owner = walker(new_person, reading_site, WIDE, scripts=scripts)
    addresses = addresses_of(owner.page)
    owner.begin("it")
    owner.walk(HOUSE)
    before, words = owner.judged(), owner.main.inner_text()

    owner.change("Spazio all'aperto")
    assert owner.page.locator("input:checked").get_attribute("value") == "garden"
    owner.answer("none", RESULT)
    assert owner.judged()["m-heat-pump-ground"] == "unsuitable"
    assert owner.told["area.category"] == ["heat_network_expansion"], "the other answers stay"

    owner.change("Spazio all'aperto")
    owner.answer("garden", RESULT)
    assert owner.judged() == before
    assert owner.main.inner_text() == words

    # The income is known all along, and changed like the rest.
    owner.change("Reddito")
    assert owner.page.locator("input:checked").get_attribute("value") == "up_to_40000"
    owner.answer("above_40000", RESULT)
    assert "più di 40.000 euro" in owner.main.inner_text()
    assert not [address for address in addresses if "income" in address or "40000" in address]


def test_a_print_warns_above_amounts_and_is_silent_about_the_income(
    new_person: People, reading_site: Installation
) -> None:
    owner = walker(new_person, reading_site, WIDE)
    owner.begin("it")
    owner.walk(HOUSE)
    owner.page.emulate_media(media="print")
    picture(owner.page, "compass/print")
    printed = owner.printed()
    assert "40.000 euro" not in printed
    assert "Reddito" not in printed
    assert "Space" not in printed
    for amounts in ("Le possibilità a confronto", "Contributo"):
        assert amounts in printed
    warning = "Firmi il contratto solo con una condizione"
    assert -1 < printed.find(warning) < printed.find("Investimento")
    assert printed.count(warning) > 1, "once above the comparison, once above each grant"
    assert "/it/kompass/welche-heizung-passt/?" in printed.replace(" ", "")
    assert "Stampa o salva" not in printed


def test_the_address_opens_the_same_result_for_somebody_else(new_person: People, reading_site: Installation) -> None:
    owner = walker(new_person, reading_site, WIDE)
    owner.begin("it")
    owner.walk(HOUSE)
    given = owner.page.locator("#address").input_value()
    other = walker(new_person, reading_site, NARROW, scripts=False)
    other.page.goto(given)
    assert other.main.locator("h1").inner_text() == owner.main.locator("h1").inner_text()
    assert other.judged() == owner.judged()
    for part in ("costs", "next"):
        mine, theirs = (each.main.locator(f"section[aria-labelledby={part}]") for each in (owner, other))
        assert theirs.text_content() == mine.text_content()
    assert "fino a 40.000 euro" not in other.main.inner_text(), "the income was left out, and is not asked of others"


def test_the_day_of_installation_decides_which_law_holds_and_is_named(
    new_person: People, reading_site: Installation
) -> None:
    owner = walker(new_person, reading_site, WIDE)
    owner.begin("it")
    owner.walk(HOUSE)
    laws = {}
    for day in ("2026-06-01", "2026-09-01"):
        field = owner.page.get_by_label("Giorno dell’installazione")
        field.fill(day)
        owner.reach(owner.main.get_by_role("button", name="Ricalcola"))
        owner.press("Enter")
        owner.page.wait_for_url(f"**date.installation={day}**")
        owner.has_arrived()
        boiler = owner.main.locator("#m-gas-boiler")
        boiler.locator("summary").press("Enter")
        laws[day] = boiler.inner_text()
        picture(owner.page, f"compass/installed-{day}", whole=False)
    assert "GEG § 71 Absatz 8" in laws["2026-06-01"]
    assert "GModG § 43 Absatz 1" in laws["2026-09-01"]
    for day, other in (("2026-06-01", "GModG § 43 Absatz 1"), ("2026-09-01", "GEG § 71 Absatz 8")):
        assert "conta il giorno dell’installazione" in laws[day], "which day decides"
        holds, _later, not_then = laws[day].partition("Che cosa vale in un altro momento")
        assert other not in holds
        assert other in not_then, "what would hold on another day is told as that"


@pytest.mark.parametrize(
    ("tampered", "asks"),
    [
        ("nobody.knows=1", "owner.role"),
        ("owner.role=emperor", "owner.role"),
        ("owner.role=owner_occupier&building.dwellings=NaN", "building.dwellings"),
        ("owner.role=owner_occupier&building.dwellings=1e400", "building.dwellings"),
        ("owner.role=owner_occupier&building.dwellings=-1", "building.dwellings"),
        ("owner.role=owner_occupier&building.dwellings=" + "9" * 3000, "building.dwellings"),
        ("owner.role=owner_occupier&building.dwellings=2&building.dwellings=3", "building.dwellings"),
        ("owner.role=owner_occupier&building.dwellings=%00", "building.dwellings"),
        ("owner.role=%F0%9F%94%A5%FF", "owner.role"),
        ("version=other&owner.role=owner_occupier", "building.dwellings"),
    ],
)
def test_a_tampered_address_is_told_and_the_question_asked_again(
    new_person: People, reading_site: Installation, tampered: str, asks: str
) -> None:
    reader = walker(new_person, reading_site, WIDE)
    answer = reader.open(f"/it{HEATING}?start=1&{tampered}")
    assert answer.status < 500
    assert reader.asked == asks
    assert reader.page.locator(".error-summary, .ask__note").first.inner_text().strip(), (
        "it is said that something is wrong"
    )
    assert violations(reader.page) == []
    reader.answer(
        "owner_occupier" if asks == "owner.role" else "2",
        "building.dwellings" if asks == "owner.role" else "heating.carrier",
    )
    assert reader.page.locator(".error-summary").count() == 0


def test_an_address_as_long_as_a_book_is_no_servers_fault(reading_site: Installation) -> None:
    flood = "&".join(f"made.up{number}=1" for number in range(3000))
    answer = reading_site.fetch(LEIPZIG, f"/it{HEATING}?start=1&{flood}")
    assert answer.status < 500
    assert "<h1" in answer.body
