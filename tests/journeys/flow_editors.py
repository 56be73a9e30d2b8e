"""What editors of a flow do in the admin: they choose facts, options, measures, and say where to go on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, expect

from .editors import Editor

SAVING_BY_ITSELF = 3000


@dataclass
class FlowEditor(Editor):
    """An editor with the form of a flow before her. Blocks are counted from 0, in their order."""

    def start(self, parent: str, kind: str, title: str, slug: str) -> None:
        """Add a page of a kind below ``parent``; where only one kind fits, its form comes at once."""
        self.open(f"/admin/pages/{self.number_of(parent)}/add_subpage/")
        link = self.page.get_by_role("main").get_by_role("link", name=kind, exact=True)
        if link.count():
            link.click()
        self.fill("Titel*", title)
        self.tab("Auffindbarkeit")
        self.fill("Adresse*", slug)
        self.tab("Inhalt")

    def field(self, name: str) -> Locator:
        return self.page.locator(f'[name="{name}"]')

    def part(self, name: str) -> Locator:
        """The innermost block around a field."""
        return self.field(name).locator("xpath=ancestor::*[@data-streamfield-child][1]")

    def insert(self, within: Locator, kind: str = "") -> None:
        """Add a block at the end of ``within``; where there are several kinds, one is chosen."""
        within.get_by_role("button", name="Einen Block einfügen").last.click()
        if kind:
            self.page.get_by_role("option", name=kind, exact=True).click()

    def region(self, name: str) -> Locator:
        return self.page.get_by_role("region", name=name, exact=True)

    # Steps

    def add_question(self, number: int, fact: str, words: str, why: str) -> None:
        self.insert(self.region("Schritte"), "Frage")
        self.field(f"steps-{number}-value-fact").select_option(fact)
        self.field(f"steps-{number}-value-words").fill(words)
        self.field(f"steps-{number}-value-why").fill(why)

    def add_words(self, number: int, kind: str, key: str, words: str, more: str) -> None:
        self.insert(self.region("Schritte"), kind)
        self.field(f"steps-{number}-value-key").fill(key)
        self.field(f"steps-{number}-value-words").fill(words)
        self.field(f"steps-{number}-value-more").fill(more)

    def add_route(self, step: int, number: int, to: str) -> None:
        block = self.field(f"steps-{step}-value-words").locator("xpath=ancestor::*[@data-streamfield-child][1]")
        block.get_by_role("button", name="Hinzufügen", exact=True).last.click()
        self.field(f"steps-{step}-value-routes-{number}-value-to").fill(to)

    def compare(self, condition: str, fact: str, answer: str) -> None:
        """Make a condition of one comparison, by choosing."""
        group = self.page.locator(f"#block_group-{condition}-section")
        toggle = group.get_by_role("button", name="Abschnitt ein-/ausblenden").first
        if toggle.get_attribute("aria-expanded") != "true":
            toggle.click()
        self.insert(group, "Vergleich")
        self.field(f"{condition}-parts-0-value-fact").select_option(fact)
        group.locator("select.guidance-values").select_option(label=answer)

    # What it judges, and who proves it

    def add_measure(self, title: str) -> None:
        region = self.region("Maßnahmen")
        self.insert(region)
        self.choose_measure(region, title)

    def choose_measure(self, within: Locator, title: str) -> None:
        within.get_by_role("button", name="Maßnahme auswählen").last.click()
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_label("Suchbegriff").fill(title)
        dialog.get_by_role("link", name=title, exact=True).click()
        expect(dialog).to_have_count(0)

    def add_persona(self, name: str, facts: dict[str, str], expects: dict[str, str]) -> None:
        self.insert(self.region("Personas"))
        self.field("personas-0-value-name").fill(name)
        self.field("personas-0-value-on").fill("2026-09-10")
        persona = self.part("personas-0-value-name")
        # A list has a button before each of its items, and one after the last.
        add = persona.get_by_role("button", name="Hinzufügen", exact=True)
        for number, (fact, answer) in enumerate(facts.items()):
            add.nth(number).click()
            item = f"personas-0-value-facts-{number}-value"
            self.field(f"{item}-fact").select_option(fact)
            part = self.field(f"{item}-value").locator("xpath=..")
            part.locator("select.guidance-values").select_option(label=answer)
        for number, (measure, outcome) in enumerate(expects.items()):
            add.nth(len(facts) + 1 + number).click()
            self.choose_measure(persona, measure)
            self.field(f"personas-0-value-expects-{number}-value-outcome").select_option(outcome)

    # What is still missing

    @property
    def findings(self) -> Locator:
        return self.region("Was noch fehlt")

    def check(self) -> None:
        """Ask for the list anew, and wait for it."""
        with self.page.expect_response(re.compile("/findings/")):
            self.findings.get_by_role("button", name="Jetzt prüfen").click()

    def submit_when_saved(self) -> None:
        """Drafts save themselves a moment after a change; what is sent meanwhile would count as a second hand."""
        self.page.wait_for_timeout(SAVING_BY_ITSELF)
        self.save_draft()
        self.submit()

    def put(self, name: str, value: str) -> None:
        """Set a field, unfolding what it is hidden in."""
        field = self.field(name)
        for panel in reversed(field.locator("xpath=ancestor::*[@data-panel]").all()):
            toggle = panel.locator(":scope > * [data-panel-toggle], :scope > [data-panel-toggle]").first
            if toggle.get_attribute("aria-expanded") == "false" and toggle.is_visible():
                toggle.click()
        expect(field).to_be_visible()
        if field.evaluate("element => element.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)

    def choose_page(self, beside: str, home: str, title: str) -> None:
        """Choose a page below a home, in the block that has the field ``beside``."""
        self.part(beside).get_by_role("button", name="Seite auswählen").click()
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_role("row", name=home).get_by_role("link", name="Durchstöbern").click()
        dialog.get_by_role("link", name=title, exact=True).click()
        expect(dialog).to_have_count(0)
