"""What a screen reader is given: roles and names as the browser computes them."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page


def _focused(page: Page) -> dict[str, Any]:
    session = page.context.new_cdp_session(page)
    try:
        active = session.send("Runtime.evaluate", {"expression": "document.activeElement"})["result"]["objectId"]
        nodes = session.send("Accessibility.getPartialAXTree", {"objectId": active, "fetchRelatives": False})["nodes"]
    finally:
        session.detach()
    return dict(nodes[0])


def focus(page: Page) -> str:
    """Role and name of what has the focus, as it would be announced: ``link "Fernwärme"``."""
    node = _focused(page)
    return f'{node["role"]["value"]} "{node.get("name", {}).get("value", "").strip()}"'


def focus_description(page: Page) -> str:
    """What is announced after the name of what has the focus: hints and errors."""
    return str(_focused(page).get("description", {}).get("value", ""))


def live_messages(page: Page) -> list[str]:
    """The texts of the regions that are announced when they change or appear."""
    found = page.locator("[role=status], [role=alert], [aria-live=polite], [aria-live=assertive]")
    return [text.strip() for text in found.all_inner_texts() if text.strip()]


def headings(page: Page) -> list[tuple[int, str]]:
    """Levels and words of the headings, in reading order."""
    return [
        (int(level), " ".join(text.split()))
        for level, text in page.locator("h1, h2, h3, h4, h5, h6").evaluate_all(
            "all => all.filter(h => h.checkVisibility()).map(h => [h.tagName[1], h.innerText])"
        )
    ]


def landmarks(page: Page) -> list[str]:
    """The landmarks, in reading order."""
    lines = page.locator("body").aria_snapshot().splitlines()
    roles = ("banner", "navigation", "main", "contentinfo", "search", "region", "complementary", "form")
    return [line.strip("- :") for line in lines if line.strip("- ").split(" ")[0].rstrip(":") in roles]
