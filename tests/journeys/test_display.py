"""Other ways to look at the pages: on paper, enlarged, calm, in forced colours, without scripts."""

from __future__ import annotations

import io

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from .conftest import People
from .installation import LEIPZIG, Installation
from .places import PLACES
from .readers import Reader
from .screens import NARROW, WIDE, double_text, picture, sideways_scroll, widen

ARTICLE = "/de/wissen/waermeplan/was-mein-gebiet-bedeutet/"


def test_an_article_is_printed_without_navigation(reader: Reader) -> None:
    page = reader.page
    reader.open(ARTICLE, LEIPZIG)
    page.emulate_media(media="print")
    for navigation in page.get_by_role("navigation").all():
        assert not navigation.is_visible(), navigation.inner_text()
    picture(page, "print")
    printed = PdfReader(io.BytesIO(page.pdf(format="A4", tagged=True)))
    text = "\n".join(sheet.extract_text() for sheet in printed.pages)
    assert "Was mein Gebiet in Leipzig bedeutet" in text.replace("\n", " ")
    for label in ("Zum Inhalt springen", "Gebärdensprache", "Italiano", "Beratung finden"):
        assert label not in text
    assert len(printed.pages) < 12


def moving(page: Page) -> list[str]:
    return list(
        page.evaluate(
            """() => [...document.querySelectorAll('*')].filter((e) => {
                 const s = getComputedStyle(e);
                 const longest = (times) => Math.max(...times.split(',').map(parseFloat));
                 return longest(s.transitionDuration) > 0.01 || longest(s.animationDuration) > 0.01
                   || s.scrollBehavior === 'smooth';
               }).map((e) => `${e.tagName}.${e.className}`).slice(0, 5)"""
        )
    )


def test_nothing_moves_for_who_asks_for_less_motion(reader: Reader) -> None:
    reader.page.emulate_media(reduced_motion="reduce")
    for path in ("/de/", ARTICLE, "/de/suche/?q=Netz"):
        reader.open(path, LEIPZIG)
        assert moving(reader.page) == []


def test_buttons_and_focus_stay_visible_in_forced_colours(reader: Reader) -> None:
    page = reader.page
    page.emulate_media(forced_colors="active")
    reader.open("/de/", LEIPZIG)
    button = page.get_by_role("search").get_by_role("button")
    reader.tab_to(button)
    assert reader.focus_is_visible()
    edge = button.evaluate("e => { const s = getComputedStyle(e); return [s.borderStyle, s.borderWidth]; }")
    assert edge[0] != "none"
    assert edge[1] != "0px", "a button has an edge where backgrounds are taken away"
    picture(page, "forced-colours", whole=False)


def test_icons_and_the_place_one_is_at_stay_visible_in_forced_colours(reader: Reader) -> None:
    page = reader.page
    page.emulate_media(forced_colors="active", color_scheme="light")
    reader.open("/de/wissen/", LEIPZIG)
    painted = "e => getComputedStyle(e).backgroundColor"
    ground = page.locator("body").evaluate(painted)
    for icon in page.locator(".kern-icon").all():
        assert icon.evaluate(painted) != ground
    here = page.locator(".nav a[aria-current]").first
    assert here.evaluate("e => getComputedStyle(e).borderBottomStyle") == "solid"


@pytest.mark.parametrize("locale", ["de", "en", "it"])
def test_nothing_is_cut_off_with_text_of_twice_the_size_or_on_a_small_screen(reader: Reader, locale: str) -> None:
    page, faults = reader.page, []
    for name, host, path in PLACES:
        widen(page, WIDE)
        reader.open(f"/{locale}{path}", host)
        # 640 px is a wide screen at a zoom of 200 %, 320 px one at 400 %.
        for width in (640, NARROW, 320):
            widen(page, width)
            faults += [f"{name} at {width} px: {out}" for out in sideways_scroll(page)]
        widen(page, WIDE)
        double_text(page)
        faults += [f"{name} with text of 200 %: {out}" for out in sideways_scroll(page)]
        if name in ("article", "home of a city"):
            picture(page, f"{name}-text-200-{locale}")
    assert not faults, "\n".join(faults)


def test_everything_is_there_without_scripts(new_person: People, reading_site: Installation) -> None:
    reader = Reader(new_person(java_script_enabled=False), reading_site)
    for name, host, path in PLACES:
        answer = reader.open(f"/de{path}", host)
        assert answer.status == 200, name
        assert reader.page.locator("h1").is_visible(), name
    reader.open("/de/", LEIPZIG)
    reader.page.get_by_role("searchbox").fill("Fernwärme")
    reader.page.get_by_role("button", name="Suche").click()
    reader.page.get_by_role("list", name="Treffer").get_by_role("link").first.click()
    assert reader.page.locator("h1").is_visible()
    for closed in reader.page.locator("details:not([open]) > summary").all():
        closed.click()
        assert closed.locator("xpath=..").get_attribute("open") is not None
