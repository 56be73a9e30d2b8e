"""Fields of the admin's forms."""

from __future__ import annotations

import unicodedata
from typing import Any

from wagtail.admin.widgets import SlugInput

from .values.slugs import WRITTEN, without_umlauts


class AddressInput(SlugInput):
    """Wagtail's field for the last part of an address; umlauts become two letters, in the browser and here."""

    def __init__(self, attrs: dict[str, Any] | None = None, locale: Any = None) -> None:
        super().__init__(attrs, formatters=list(WRITTEN.items()), locale=locale)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """What was typed, without umlauts: browsers without JavaScript send them, too."""
        value = super().value_from_datadict(data, files, name)
        return without_umlauts(unicodedata.normalize("NFC", value)) if isinstance(value, str) else value
