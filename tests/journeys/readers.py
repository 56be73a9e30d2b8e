"""What readers do, in their words."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, Response

from . import spoken
from .installation import LEIPZIG, Installation


@dataclass
class Reader:
    """A person without an account, on one of the sites."""

    page: Page
    site: Installation
    host: str = LEIPZIG

    def open(self, path: str, host: str = "") -> Response:
        """Go to ``path``; anything but a page is told with its status."""
        self.host = host or self.host
        response = self.page.goto(self.site.address(self.host, path), wait_until="load")
        assert response is not None, path
        return response

    @property
    def path(self) -> str:
        """Where the reader is, without host and without the place on the page."""
        return self.page.url.split(f":{self.site.port}", 1)[-1].split("#", 1)[0]

    @property
    def title(self) -> str:
        return self.page.locator("h1").inner_text()

    def text(self) -> str:
        return self.page.locator("body").inner_text()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def tab_to(self, target: Locator, most: int = 120) -> str:
        """Walk with the tab key until ``target`` has the focus, and return how it is announced."""
        target.wait_for(state="attached")
        for _ in range(most):
            self.press("Tab")
            if target.evaluate("element => element === document.activeElement"):
                return spoken.focus(self.page)
        raise AssertionError(f"{target} can't be reached with the tab key")

    def follow(self, target: Locator) -> None:
        """Reach a link by keyboard and open it."""
        self.tab_to(target)
        with self.page.expect_navigation():
            self.press("Enter")

    def back(self) -> None:
        self.page.go_back()

    def focus_is_visible(self) -> bool:
        """Whether what has the focus looks different from what has not."""
        return bool(
            self.page.evaluate(
                """() => {
                  const active = document.activeElement;
                  const look = () => { const s = getComputedStyle(active);
                    return [s.outlineStyle, s.outlineWidth, s.boxShadow, s.borderColor, s.backgroundColor].join(); };
                  const focused = look();
                  active.blur();
                  const blurred = look();
                  active.focus();
                  return focused !== blurred;
                }"""
            )
        )
