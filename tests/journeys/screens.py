"""Pictures of the screens, to be looked at by people: var/screenshots/."""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import Page

from .installation import ROOT

SCREENSHOTS = Path(os.environ.get("VAR_DIR", ROOT / "var")) / "screenshots"
WIDE, NARROW = 1280, 390
HEIGHTS = {WIDE: 900, NARROW: 844}


def widen(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": HEIGHTS.get(width, 900)})


def picture(page: Page, name: str, *, whole: bool = True) -> None:
    """Keep what is seen now."""
    path = SCREENSHOTS / f"{name}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    if whole:
        # Pictures below the first screen are loaded only when somebody comes near them.
        page.locator("img[loading=lazy]").evaluate_all(
            "all => Promise.all(all.map((i) => { i.loading = 'eager'; return i.decode().catch(() => {}); }))"
        )
    page.screenshot(path=path, full_page=whole, animations="disabled")


def pictures(page: Page, name: str) -> None:
    """Keep the page at both widths, light and dark."""
    for width in (WIDE, NARROW):
        widen(page, width)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            picture(page, f"{name}-{width}-{scheme}")
    page.emulate_media(color_scheme="light")


def sideways_scroll(page: Page) -> list[str]:
    """What sticks out of the page to the right, unless it may be scrolled by itself."""
    return list(
        page.evaluate(
            """() => {
              const width = document.documentElement.clientWidth;
              if (document.documentElement.scrollWidth <= width) return [];
              const inside = (e) => {
                for (let p = e.parentElement; p && p !== document.body; p = p.parentElement)
                  if (getComputedStyle(p).overflowX !== 'visible') return true;
                return false;
              };
              const out = [...document.body.querySelectorAll('*')]
                .filter((e) => e.getBoundingClientRect().right > width + 1 && !inside(e));
              return ['the page', ...out.slice(0, 5).map((e) => `${e.tagName.toLowerCase()}.${e.className}`)];
            }"""
        )
    )


def double_text(page: Page) -> None:
    """200 % text, as a reader sets it in the browser. An adopted sheet, as the policy forbids inline styles."""
    page.evaluate(
        """() => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync('html { font-size: 200% !important; }');
          document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
        }"""
    )
