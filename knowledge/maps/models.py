from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from knowledge.pages.models import IntroPage


class MapPage(IntroPage):
    """The energy map. Below its address every area and every building has one of its own."""

    parent_page_types = ["pages.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("energy map")
