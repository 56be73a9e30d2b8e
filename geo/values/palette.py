"""Colours that can be told apart: contrast as WCAG 2.2 reckons it, and how people with colour blindness see them."""

from __future__ import annotations

HEX = r"^#[0-9a-fA-F]{6}$"
