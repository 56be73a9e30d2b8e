"""An editor makes a flow from nothing, breaks it, is told, mends and publishes it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from .axe import violations
from .conftest import People
from .editors import Editor
from .installation import REGION, Installation

COMPASS = "/saxony/kompass/"
QUESTIONS = [
    ("building.type", "Was für ein Haus ist es?"),
    ("building.dwellings", "Wie viele Wohnungen hat es?"),
    ("heating.carrier", "Womit heizen Sie?"),
    ("site.outdoor_space", "Gibt es Platz draußen?"),
]


class FlowEditor(Editor):
    """Knows the form of a flow."""

    @property
    def steps(self) -> Locator:
        return self.page.locator("[data-contentpath=steps]").first

    @property
    def missing(self) -> Locator:
        """The list of what is missing."""
        return self.page.get_by_role("region", name="Was noch fehlt")

    def add_step(self, kind: str) -> Locator:
        children = self.steps.locator("[data-contentpath] > [data-streamfield-child], [data-streamfield-child]")
        before = children.count()
        self.steps.get_by_role("button", name="Einen Block einfügen").last.click()
        self.page.get_by_role("option", name=kind, exact=True).click()
        expect(children).to_have_count(before + 1)
        return children.last

    def field(self, step: int, name: str) -> Locator:
        return self.page.locator(f"[name=steps-{step}-value-{name}]")

    def ask(self, step: int, fact: str, words: str) -> None:
        self.add_step("Frage")
        self.field(step, "fact").select_option(fact)
        self.field(step, "words").fill(words)
        self.field(step, "why").fill("Davon hängt ab, was passt.")

    def publish_at_once(self) -> None:
        """Drafts save themselves; where one is saved just now, the admin asks whether to publish over it."""
        asks = self.page.get_by_role("dialog").get_by_role("button", name="Veröffentlichen")
        with self.page.expect_navigation():
            self._action(re.compile("^Veröffentlichen")).click()
            self.page.wait_for_timeout(1000)
            if asks.is_visible():
                asks.click()

    def check_now(self) -> None:
        self.missing.get_by_role("button", name="Jetzt prüfen").click()


@pytest.fixture
def moderator(new_person: People, own_site: Installation) -> FlowEditor:
    editor = FlowEditor(new_person(signs_in=True), own_site, REGION)
    editor.sign_in("moderation-sachsen")
    return editor


def test_a_flow_of_five_steps_is_made_broken_in_four_ways_mended_and_published(moderator: FlowEditor) -> None:
    moderator.open(f"/admin/pages/add/guidance/guidancepage/{moderator.number_of(COMPASS)}/")
    moderator.fill("Titel*", "Kleine Probe")
    moderator.fill("Anreißer", "Fünf Schritte zum Probieren.")
    moderator.page.locator("input[name=audience][value=owner]").check()
    moderator.add_step("Hinweis")
    moderator.field(0, "key").fill("anfang")
    moderator.field(0, "words").fill("Los geht es")
    moderator.field(0, "more").fill("Vier kurze Fragen.")
    for place, (fact, words) in enumerate(QUESTIONS, start=1):
        moderator.ask(place, fact, words)
    moderator.wait_for_saved_draft()
    moderator.page.reload()
    expect(moderator.missing).to_contain_text("veröffentlicht werden")

    # The same key twice.
    moderator.field(1, "key").fill("anfang")
    moderator.check_now()
    expect(moderator.missing).to_contain_text("kommt zweimal vor")
    moderator.field(1, "key").fill("")

    # A way to a step that is not there.
    add_route(moderator, 2)
    moderator.field(2, "routes-0-value-to").fill("nirgendwo")
    moderator.check_now()
    expect(moderator.missing).to_contain_text("Ein Weg führt zu „nirgendwo“")
    moderator.publish_at_once()
    expect(moderator.page.locator(".messages")).to_contain_text("nirgendwo")
    moderator.edit(f"{COMPASS}kleine-probe/")

    # A circle.
    unfold_routes(moderator, 2)
    moderator.field(2, "routes-0-value-to").fill("anfang")
    moderator.check_now()
    expect(moderator.missing).to_contain_text("Die Wege führen im Kreis")

    # A step that nobody reaches.
    moderator.field(2, "routes-0-value-to").fill("site.outdoor_space")
    moderator.check_now()
    lost = moderator.missing.get_by_role("link", name=re.compile("Womit heizen Sie"))
    expect(moderator.missing).to_contain_text("Niemand sieht diesen Schritt je")
    lost.click()
    expect(moderator.field(3, "fact")).to_be_focused()

    moderator.field(2, "routes-0-value-to").fill("next")
    moderator.check_now()
    expect(moderator.missing).to_contain_text("Das kann veröffentlicht werden")
    assert violations(moderator.page, within=".guidance-findings") == []
    moderator.publish_at_once()
    expect(moderator.page.locator(".messages")).to_contain_text("veröffentlicht")

    moderator.open(f"/admin/guidance/{moderator.number_of(COMPASS + 'kleine-probe/')}/picture/")
    expect(moderator.page.get_by_role("link", name="Gibt es Platz draußen?")).to_be_visible()
    assert violations(moderator.page, within="main") == []


def add_route(editor: FlowEditor, step: int) -> None:
    """Open the routes of a step, and add one."""
    routes = editor.steps.locator("[data-contentpath=routes]").nth(step)
    routes.get_by_role("button", name=re.compile("einfügen|hinzufügen|Insert", re.I)).first.click()
    expect(editor.field(step, "routes-0-value-to")).to_be_visible()


def unfold_routes(editor: FlowEditor, step: int) -> None:
    """Routes that were there when the form was opened are folded."""
    routes = editor.steps.locator("[data-contentpath=routes]").nth(step)
    for toggle in routes.locator("[data-panel-toggle][aria-expanded=false]").all():
        if toggle.is_visible():
            toggle.click()
    expect(editor.field(step, "routes-0-value-to")).to_be_visible()
