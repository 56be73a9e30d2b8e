"""``make lighthouse``: how fast and how accessible the main pages are on a phone. The median of three runs counts."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.journeys.installation import LEIPZIG, REGION, ROOT, Installation

FOLDER = Path(__file__).parent
RUNS = 3
LEAST = {"performance": 95, "accessibility": 100, "best-practices": 95, "seo": 90}
PAGES = {
    "home of the region": (REGION, "/de/"),
    "home of a city": (LEIPZIG, "/de/"),
    "article": (LEIPZIG, "/de/wissen/heizung/waermepumpe-im-altbau/"),
    "search": (LEIPZIG, "/de/suche/?q=W%C3%A4rmepumpe"),
}
# A page of results is kept out of search engines on purpose.
NOT_EXPECTED = {("search", "seo")}


def tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def measure(addresses: list[str]) -> list[dict[str, Any]]:
    """Ask Lighthouse, installed beside this file from its own lock, so that the demo needs none of it."""
    bin_folder = Path(sys.executable).parent
    environment = {
        **os.environ,
        "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}",
        "CHROME_PATH": os.environ.get("CHROME_PATH", "/usr/bin/chromium"),
        "PUPPETEER_SKIP_DOWNLOAD": "1",
    }
    if not FOLDER.joinpath("node_modules", "lighthouse").exists():
        tell("Installing Lighthouse")
        subprocess.run([bin_folder / "npm", "ci", "--ignore-scripts"], cwd=FOLDER, env=environment, check=True)
    command = [bin_folder / "node", FOLDER / "measure.js", str(RUNS), *addresses]
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True)
    return list(json.loads(done.stdout))


def main() -> int:
    installation = Installation.start("lighthouse")
    try:
        addresses = {name: installation.address(*page) for name, page in PAGES.items()}
        for host, path in PAGES.values():
            # What is measured is the page, not the first start of the process.
            installation.fetch(host, path)
        measured = measure(list(addresses.values()))
    finally:
        installation.stop()
    missed = 0
    for name, address in addresses.items():
        runs = [run for run in measured if run["address"] == address]
        for category, least in LEAST.items():
            score = statistics.median(run["scores"][category] for run in runs)
            enough = score >= least or (name, category) in NOT_EXPECTED
            missed += not enough
            tell(f"{'ok' if enough else 'TOO LOW':8}{name:22}{category:16}{score:4.0f}  (at least {least})")
        tell(f"        {name:22}largest paint   {statistics.median(run['seconds'] for run in runs):.2f} s")
        for failed in sorted({line for run in runs for line in run["failed"]}):
            tell(f"        {name:22}{failed}")
    tell(f"{missed} scores too low" if missed else "All scores are high enough.")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
