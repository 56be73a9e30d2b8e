"""Addresses of German words: umlauts as people type them where a keyboard has none."""

from __future__ import annotations

WRITTEN = {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ẞ": "SS"}
_TABLE = str.maketrans(WRITTEN)


def without_umlauts(text: str) -> str:
    """``Wärmenetz für Süd`` as ``Waermenetz fuer Sued``."""
    return text.translate(_TABLE)
