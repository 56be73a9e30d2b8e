"""A municipality's colours as a stylesheet, made readable where they are not."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

_HEX = re.compile(r"^#[0-9a-fA-F]{6}$")
FALLBACK = {"primary": "#0f4c5c", "primaryDark": "#7cc6d6", "accent": "#f2b84b"}
READABLE = 4.5
LIGHT_GROUND = "#f1f3f4"
DARK_GROUND = "#22252f"

Channels = tuple[float, float, float]


def _channels(colour: str) -> Channels:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def _luminance(colour: str) -> float:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG between two colours, 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def readable_on(colour: str, ground: str, towards: str) -> str:
    """``colour``, mixed with ``towards`` until text in it can be read on ``ground``."""
    start, end = _channels(colour), _channels(towards)
    for step in range(21):
        share = step / 20
        mixed = "#" + "".join(f"{round(255 * (a + (b - a) * share)):02x}" for a, b in zip(start, end, strict=True))
        if contrast(mixed, ground) >= READABLE:
            return mixed
    return towards


def stylesheet(colours: Mapping[str, str]) -> str:
    """The custom properties of a municipality."""
    chosen = {
        name: colours[name] if _HEX.match(colours.get(name) or "") else fallback for name, fallback in FALLBACK.items()
    }
    city = readable_on(chosen["primary"], LIGHT_GROUND, "#000000")
    night = readable_on(chosen["primaryDark"], DARK_GROUND, "#ffffff")
    on_city = max("#ffffff", "#000000", key=lambda ink: contrast(city, ink))
    on_night = max("#000000", "#ffffff", key=lambda ink: contrast(night, ink))
    return (
        f":root{{--city:{city};--on-city:{on_city};--city-night:{night};--on-city-night:{on_night};"
        f"--accent:{chosen['accent']}}}\n"
    )


def theme_path(key: str, colours: Mapping[str, str]) -> str:
    """Where the stylesheet is; the address changes with the colours, so it can be kept for good."""
    return f"/theme/{key}-{hashlib.sha256(stylesheet(colours).encode()).hexdigest()[:12]}.css"
