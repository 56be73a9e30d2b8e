"""axe-core on a page: what it reports, as lines a person can act on."""

from __future__ import annotations

from functools import cache
from typing import Any

from playwright.sync_api import Page

from .installation import ROOT


@cache
def _axe() -> str:
    return ROOT.joinpath("node_modules", "axe-core", "axe.min.js").read_text()


def violations(page: Page, *, within: str = "html", without: tuple[str, ...] = ()) -> list[str]:
    """One line for each element that breaks a rule; ``without`` names what others are responsible for."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(_axe())
    found: list[dict[str, Any]] = page.evaluate(
        """([within, without]) => axe.run(
             { include: [[within]], exclude: without.map((one) => [one]) }, { resultTypes: ['violations'] },
           ).then((results) => results.violations)""",
        [within, list(without)],
    )
    return [
        f"{rule['id']} ({rule['impact']}) at {' '.join(map(str, node['target']))}: {_reason(node)}"
        for rule in found
        for node in rule["nodes"]
    ]


def _reason(node: dict[str, Any]) -> str:
    return " ".join(str(node.get("failureSummary", "")).split())[:300]
