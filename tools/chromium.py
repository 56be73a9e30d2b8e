"""Finds Chromium for the browser's tests, or installs it."""

from __future__ import annotations

from places import main, say
from system import need


def chromium() -> None:
    """Say where Chromium is."""
    say(f"Chromium: {need('chromium', ['chromium', 'chromium-browser', 'google-chrome'], 'to drive the journeys')}")


if __name__ == "__main__":
    main(chromium)
