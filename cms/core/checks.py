"""What a page needs before it is published, told beside the field where it is missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from .models import Image


def missing_words(cleaned: dict[str, Any], needed: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The fields of ``needed`` that are empty, each with what it is needed for."""
    for name, reason in needed.items():
        value = cleaned.get(name)
        if name in cleaned and (not value or (hasattr(value, "exists") and not value.exists())):
            yield name, reason


def missing_alternative_text(image: Image | None) -> SafeString | None:
    """Says that ``image`` has no German alternative text, with the way to where it is written."""
    if image is None or image.alt_de:
        return None
    return format_html(
        '{} <a href="{}">{}</a>',
        _("This picture has no alternative text yet."),
        reverse("wagtailimages:edit", args=[image.pk]),
        _("Describe the picture"),
    )
