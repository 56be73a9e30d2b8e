"""What editors, moderators and advisers do in the admin, in their words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from playwright.sync_api import FrameLocator, Locator, Page, Response, expect

from .installation import LEIPZIG, PASSWORD, Installation


@dataclass
class Editor:
    """A person with an account."""

    page: Page
    site: Installation
    host: str = LEIPZIG

    def sign_in(self, name: str) -> Editor:
        self.open("/admin/login/")
        self.page.locator("input[name=username]").fill(name)
        self.page.locator("input[name=password]").fill(PASSWORD)
        with self.page.expect_navigation(url=re.compile(r":\d+/admin/$")):
            self.page.keyboard.press("Enter")
        return self

    def open(self, path: str) -> Response:
        response = self.page.goto(self.site.address(self.host, path), wait_until="load")
        assert response is not None, path
        return response

    def text(self) -> str:
        return self.page.get_by_role("main").inner_text()

    def told(self) -> str:
        """What the admin says about what was just done."""
        return self.page.locator("main .messages").inner_text()

    # Pages

    def number_of(self, url_path: str) -> int:
        """The number the admin gives to the page at ``url_path``: ``/leipzig/wissen/``."""
        rows = self.site.asked("SELECT id FROM wagtailcore_page WHERE url_path = ?", url_path)
        assert len(rows) == 1, url_path
        return int(str(rows[0][0]))

    def edit(self, url_path: str) -> Response:
        return self.open(f"/admin/pages/{self.number_of(url_path)}/edit/")

    def start_article(self, parent: str, title: str) -> None:
        """Begin an article below a topic, where nothing else can be: its form comes at once."""
        self.open(f"/admin/pages/{self.number_of(parent)}/add_subpage/")
        self.fill("Titel*", title)

    def fill(self, label: str, text: str) -> None:
        self.page.get_by_role("textbox", name=label, exact=True).fill(text)

    def tab(self, name: str) -> None:
        self.page.get_by_role("tab", name=name).click()

    def write_for(self, audience: str) -> None:
        self.page.locator(f"input[name=audience][value={audience}]").check()

    @property
    def body(self) -> Locator:
        return self.page.get_by_role("region", name="Haupttext", exact=True)

    def add_block(self, kind: str) -> Locator:
        """Add a block at the end, and return its part of the form."""
        children = self.body.locator("[data-streamfield-child]")
        before = children.count()
        self.body.get_by_role("button", name="Einen Block einfügen").last.click()
        self.page.get_by_role("option", name=kind, exact=True).click()
        expect(children).to_have_count(before + 1)
        return children.last

    def write(self, block: Locator, words: str) -> None:
        block.locator("[contenteditable=true]").click()
        self.page.keyboard.type(words)
        # The editor of rich text hands its words to the form a moment later.
        expect(block.locator("input[name$='-value']")).to_have_value(re.compile(re.escape(words)))

    def choose_picture(self, block: Locator, title: str) -> None:
        block.get_by_role("button", name="Bild auswählen").click()
        self.page.get_by_role("dialog").get_by_role("link", name=title).click()
        expect(self.page.get_by_role("dialog")).to_have_count(0)

    # Saving

    def wait_for_saved_draft(self) -> None:
        """Drafts save themselves; the address then names the page."""
        self.page.wait_for_url(re.compile(r"/admin/pages/\d+/edit/"))

    def save_draft(self) -> None:
        self._act("Entwurf speichern")

    def submit(self) -> None:
        self._act(re.compile("einreichen"))

    def publish(self) -> None:
        self._act(re.compile("^Veröffentlichen"))

    def plan(self, moment: datetime) -> None:
        """Publish, but not before ``moment``."""
        page = self.page
        page.get_by_role("button", name="Status umschalten").click()
        page.get_by_role("button", name="Zeitplan festlegen").click()
        dialog = page.get_by_role("dialog", name="Veröffentlichungszeitplan festlegen")
        dialog.get_by_label("Veröffentlicht ab").fill(moment.strftime("%Y-%m-%d %H:%M"))
        dialog.get_by_role("button", name="Zeitplan speichern").press("Enter")
        expect(dialog).to_be_hidden()
        self._act(re.compile("einplanen|^Veröffentlichen"))

    def approve(self, comment: str) -> None:
        self._action("Mit Kommentar genehmigen").click()
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_role("textbox").fill(comment)
        with self.page.expect_navigation():
            dialog.get_by_role("button", name=re.compile("enehmigen|bestätigen|Freigeben|Absenden", re.I)).click()

    def _act(self, name: str | re.Pattern[str]) -> None:
        with self.page.expect_navigation():
            self._action(name).click()

    def _action(self, name: str | re.Pattern[str]) -> Locator:
        footer = self.page.get_by_role("navigation", name="Aktionen (Fußzeile)")
        button = footer.get_by_role("button", name=name).first
        if not button.is_visible():
            footer.get_by_role("button", name="Mehr Aktionen").click()
        return button

    # Preview

    def preview(self) -> FrameLocator:
        """What the panel beside the form shows."""
        frame = self.page.locator("#w-preview-iframe")
        if not frame.is_visible():
            self.page.get_by_role("button", name="Vorschau umschalten").click()
        # The panel's own page holds the municipality's website.
        return frame.content_frame.frame_locator("iframe")
