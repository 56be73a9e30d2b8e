from __future__ import annotations

import pytest

from cms.core.values.slugs import without_umlauts


@pytest.mark.parametrize(
    ("written", "plain"),
    [("Wärmenetz für Süd", "Waermenetz fuer Sued"), ("Öl, Übergang, Äcker", "Oel, Uebergang, Aecker"), ("Maß", "Mass")],
)
def test_umlauts_are_written_as_on_a_keyboard_without_them(written: str, plain: str):
    assert without_umlauts(written) == plain
