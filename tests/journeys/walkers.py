"""What people do who walk through a flow of the compass with nothing but a keyboard."""

from __future__ import annotations

import io
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, expect
from pypdf import PdfReader

from . import spoken
from .readers import Reader

HEATING = "/kompass/welche-heizung-passt/"
RESULT = "result"


@dataclass
class Walker(Reader):
    """A reader of a flow; ``has_scripts`` says whether the focus moves by itself to what is new."""

    has_scripts: bool = True

    @property
    def asked(self) -> str:
        """What is asked for; empty where nothing is."""
        field = self.page.locator("input[name=asked]")
        return (field.get_attribute("value") or "").removeprefix("private.") if field.count() else ""

    @property
    def told(self) -> dict[str, list[str]]:
        """What the address tells."""
        return parse_qs(urlsplit(self.page.url).query)

    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    @property
    def send(self) -> Locator:
        return self.page.locator(".ask__form button:not([name])")

    @property
    def not_known(self) -> Locator:
        return self.page.locator(".ask__form button[name=skip]")

    def begin(self, locale: str, flow: str = HEATING) -> None:
        self.open(f"/{locale}{flow}")
        self.reach(self.main.locator("form button"))
        self.press("Enter")
        self.page.wait_for_selector("input[name=asked]", state="attached")
        self.has_arrived()

    def reach(self, target: Locator) -> str:
        """Tab to ``target``. Who has just loaded a page jumps over its navigation."""
        if self.page.evaluate("document.activeElement === document.body"):
            self.press("Tab")
            assert self.page.evaluate("document.activeElement.matches('.skip')"), "the first stop leads to the content"
            self.press("Enter")
        return self.tab_to(target, 60)

    def choose(self, value: str) -> None:
        """Walk the choices with the arrow keys."""
        choices = self.page.locator(".ask__form input[type=radio]")
        chosen = choices.and_(self.page.locator(":checked"))
        self.reach((chosen if chosen.count() else choices).first)
        self.press("Space")
        for _ in range(choices.count()):
            if chosen.get_attribute("value") == value:
                return
            self.press("ArrowDown")
        raise AssertionError(f"{value} can't be chosen for {self.asked}")

    def write(self, number: str) -> None:
        field = self.page.locator("#answer")
        if not field.evaluate("element => element === document.activeElement"):
            self.reach(field)
        self.press("Control+A")
        self.type(number)

    def answer(self, value: str, then: str) -> None:
        """Answer what is asked, nothing meaning that it is not known, and come to ``then``."""
        if not value:
            self.reach(self.not_known)
        elif self.page.locator("#answer").count():
            self.write(value)
        else:
            self.choose(value)
        self.press("Enter")
        self.arrive(then)

    def arrive(self, at: str) -> None:
        """Wait for the question about ``at``, or for the result."""
        place = "#share" if at == RESULT else f'input[name=asked][value$="{at}"]'
        self.page.wait_for_selector(place, state="attached")
        self.has_arrived()

    def has_arrived(self) -> None:
        """With scripts nothing is loaded, so the new question has to get the focus to be read out."""
        if self.has_scripts:
            expect(self.page.locator("#question")).to_be_focused()
            assert spoken.focus(self.page).startswith("heading"), spoken.focus(self.page)

    def walk(self, answers: list[tuple[str, str]]) -> None:
        """Answer one question after the other; the last one leads to the result."""
        for (fact, value), (then, _value) in zip(answers, [*answers[1:], (RESULT, "")], strict=True):
            assert self.asked == fact
            self.answer(value, then)

    def judged(self) -> dict[str, str]:
        """How each measure is judged, by its address: what colour and sign say too."""
        return {
            str(each.get_attribute("id")): str(each.get_attribute("class")).rpartition("--")[2]
            for each in self.main.locator("article.judgement").all()
        }

    def printed(self) -> str:
        """What a print says."""
        sheets = PdfReader(io.BytesIO(self.page.pdf(format="A4"))).pages
        return " ".join(" ".join(sheet.extract_text() for sheet in sheets).split())

    def error(self) -> str:
        """What is said beside the field."""
        return " ".join(self.page.locator("#wrong").inner_text().split())

    def follow_summary(self) -> None:
        """From the summary of what is wrong to the field."""
        self.tab_to(self.page.locator("#errors a"), 1)
        self.press("Enter")
        expect(self.page.locator("#answer")).to_be_focused()

    def change(self, fact: str) -> None:
        """At the result: go and answer the question about ``fact`` once more."""
        said = self.page.locator(".said").filter(has_text=fact)
        self.reach(said.locator(".said__change").locator("a, button"))
        self.press("Enter")
        self.page.wait_for_selector("input[name=asked]", state="attached")
        self.has_arrived()
