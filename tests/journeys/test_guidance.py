"""The compass: walked by keyboard, changed, shared and printed, with scripts and without."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from .axe import violations
from .conftest import People
from .installation import LEIPZIG, Installation
from .readers import Reader
from .screens import NARROW, WIDE, pictures, widen

FLOW = "/kompass/welche-heizung-passt/"
NUMBERS = {"building.dwellings": "2", "building.consumption": "22.000", "heating.year": "1998"}
TOLD = (
    "owner.role=owner_occupier&building.dwellings=2&heating.carrier=gas&building.consumption=22000&heating.year=1998"
    "&owner.income=dont-know&building.envelope=usual&heating.distribution=large_radiators&site.outdoor_space=garden"
    "&area.category=heat_network_expansion&network.operator_confirmed=dont-know"
)


def question(page: Page) -> str:
    """The name of the field that is asked for; empty where nothing is."""
    field = page.locator("input[name=asked]")
    return field.get_attribute("value") or "" if field.count() else ""


def answer(page: Page) -> None:
    """Give an answer with the keyboard, and wait for what comes."""
    asked, before = question(page), page.locator("h1").inner_text()
    if page.locator("input[type=radio]").count():
        page.locator("input[type=radio]").first.focus()
        page.keyboard.press("Space")
    else:
        page.locator("#answer").focus()
        page.keyboard.type(NUMBERS.get(asked, "120"))
    page.keyboard.press("Enter")
    expect(page.locator("h1")).not_to_have_text(before)


def walk(page: Page) -> list[str]:
    """Answer until there is a result; the questions on the way."""
    asked = []
    while name := question(page):
        asked.append(name)
        assert len(asked) < 30, asked
        answer(page)
    return asked


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_an_owner_comes_to_a_result_by_keyboard_and_no_address_knows_the_income(
    new_person: People, reading_site: Installation, scripts: bool
) -> None:
    page = new_person(java_script_enabled=scripts, locale="it-IT")
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    reader = Reader(page, reading_site)
    reader.open(f"/it{FLOW}", LEIPZIG)
    reader.page.locator("main form button").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#question")
    asked = walk(page)
    assert "private.owner.income" in asked
    assert page.locator("#share").count() == 1
    assert not [address for address in addresses if "income" in address]
    assert "income" not in page.locator("#address").input_value()


def test_with_scripts_the_focus_follows_and_back_is_the_question_before(reader: Reader) -> None:
    page = reader.page
    reader.open(f"/de{FLOW}?start=1", LEIPZIG)
    first = reader.title
    answer(page)
    assert page.evaluate("document.activeElement.id") == "question"
    second = reader.title
    page.go_back()
    expect(page.locator("h1")).to_have_text(first)
    page.go_forward()
    expect(page.locator("h1")).to_have_text(second)
    page.locator("main form button").first.click()
    expect(page.locator("#errors")).to_be_focused()


def test_an_answer_is_changed_and_one_is_back_at_the_result(reader: Reader) -> None:
    page = reader.page
    reader.open(f"/de{FLOW}?start=1&{TOLD}", LEIPZIG)
    page.locator(".said", has_text="Garten").get_by_role("link").click()
    expect(page.locator("input[type=radio]:checked")).to_have_value("garden")
    page.locator("input[type=radio][value=none]").check()
    page.locator("main form button").first.click()
    expect(page.locator("#share")).to_be_visible()
    told = parse_qs(urlsplit(page.url).query)
    assert told["site.outdoor_space"] == ["none"]
    assert told["heating.carrier"] == ["gas"]


def test_where_the_script_can_not_ask_the_form_is_sent_in_the_ordinary_way(reader: Reader) -> None:
    page = reader.page
    reader.open(f"/de{FLOW}?start=1", LEIPZIG)
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('offline')); }")
    before = reader.title
    page.locator("input[type=radio]").first.check()
    with page.expect_navigation():
        page.locator("main form button").first.click()
    assert reader.title != before


@pytest.mark.parametrize("locale", ["de", "en", "it"])
def test_no_page_of_a_flow_has_a_barrier_that_axe_knows(reader: Reader, locale: str) -> None:
    page, faults = reader.page, []
    places = {
        "index": "/kompass/", "start": FLOW, "choice": f"{FLOW}?start=1",
        "number": f"{FLOW}?start=1&owner.role=owner_occupier",
        "result": f"{FLOW}?start=1&{TOLD}", "adviser": f"{FLOW}?start=1&view=adviser&{TOLD}",
        "outcome": "/kompass/ich-wohne-zur-miete/?start=1&owner.role=owner_occupier",
    }  # fmt: skip
    for name, path in places.items():
        assert reader.open(f"/{locale}{path}", LEIPZIG).status == 200, name
        for details in page.locator("main details").all():
            details.evaluate("element => { element.open = true; }")
        for width in (NARROW, WIDE):
            widen(page, width)
            faults += [f"{name} at {width} px: {fault}" for fault in violations(page)]
        pictures(page, f"web/guidance-{name}-{locale}")
        widen(page, WIDE)
    assert not faults, "\n".join(faults)
