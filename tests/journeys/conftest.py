"""Browser, installations and people. No journey uses the ORM: what people can't do is done by commands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from .installation import Installation
from .readers import Reader
from .screens import HEIGHTS, WIDE, picture
from .watch import Watch

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
    # Only the demo's own names lead anywhere, also where the machine doesn't know them.
    "--host-resolver-rules=MAP *.localhost 127.0.0.1,MAP localhost 127.0.0.1,MAP * ~NOTFOUND",
]

People = Callable[..., Page]
FAILED = pytest.StashKey[bool]()


def pytest_ignore_collect(config: pytest.Config) -> bool | None:
    """Journeys need Chromium and minutes, so they run only when they are named."""
    return None if any("journeys" in argument for argument in config.args) else True


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def reading_site() -> Iterator[Installation]:
    """For journeys that change nothing."""
    installation = Installation.start("reading")
    yield installation
    installation.stop()


@pytest.fixture(scope="module")
def own_site(request: pytest.FixtureRequest) -> Iterator[Installation]:
    """For journeys that write: a copy for each module."""
    installation = Installation.start(request.module.__name__.rpartition("test_")[2])
    yield installation
    installation.stop()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    if report.when == "call" and report.failed:
        item.stash[FAILED] = True
    return report


@pytest.fixture
def new_person(request: pytest.FixtureRequest, browser: Browser) -> Iterator[People]:
    """Somebody with a fresh browser profile; whatever must never happen on their way fails the journey."""
    watches: list[Watch] = []

    def start(*, signs_in: bool = False, **options: Any) -> Page:
        usual = {
            "viewport": {"width": WIDE, "height": HEIGHTS[WIDE]},
            "locale": "de-DE",
            "timezone_id": "Europe/Berlin",
        }
        context: BrowserContext = browser.new_context(**{**usual, **options})
        context.set_default_timeout(20_000)
        watches.append(Watch(context, cookies_allowed=signs_in))
        return context.new_page()

    yield start
    if FAILED in request.node.stash:
        for number, page in enumerate(page for watch in watches for page in watch.context.pages):
            picture(page, f"failed/{request.node.name}-{number}", whole=False)
    try:
        for watch in watches:
            watch.finish()
    finally:
        for watch in watches:
            watch.context.close()


@pytest.fixture
def reader(new_person: People, reading_site: Installation) -> Reader:
    """Reads on the shared installation, so must not write."""
    return Reader(new_person(), reading_site)
