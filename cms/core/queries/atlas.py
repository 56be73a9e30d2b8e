"""Which municipalities there are, where their sites stand and where their page trees begin."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.conf import settings
from wagtail.models import Page

from cms.core.models import Municipality, MunicipalityAttribution

from .versions import Versions


@dataclass(frozen=True, slots=True)
class Atlas:
    by_pk: dict[int, Municipality]
    by_key: dict[str, Municipality]
    # Tree paths of the homes in every language, with whose they are.
    homes: dict[str, Municipality]
    # By municipality, under None whether they were read: most answers name nobody.
    _attributions: dict[int | None, list[MunicipalityAttribution]] = field(default_factory=dict)

    def attributions_of(self, municipality: Municipality) -> list[MunicipalityAttribution]:
        """The sources a municipality's pages name; those of all are read at once."""
        known = self._attributions
        if None not in known:
            known[None] = list(MunicipalityAttribution.objects.order_by("sort_order"))
            for attribution in known[None]:
                known.setdefault(attribution.municipality_id, []).append(attribution)
        return known.get(municipality.pk, [])

    def region_of(self, municipality: Municipality) -> Municipality | None:
        return self.by_pk.get(municipality.region_id) if municipality.region_id else None

    def homes_of(self, keys: list[int]) -> list[str]:
        return [path for path, municipality in self.homes.items() if municipality.pk in keys]

    def owner_of(self, tree_path: str) -> Municipality | None:
        """The municipality in whose tree the page at ``tree_path`` lies."""
        return self.homes.get(tree_path[: Page.steplen * 2])


_ATLASES: dict[int, Atlas] = {}


def atlas(versions: Versions) -> Atlas:
    """The atlas as of ``versions``; kept in the process until something that concerns all municipalities changes."""
    number = versions.get(None, 0)
    found = _ATLASES.get(number)
    if found is None:
        _ATLASES.clear()
        found = _ATLASES[number] = draw_atlas()
    return found


def forget_atlas() -> None:
    """Read the municipalities anew at the next use."""
    _ATLASES.clear()


def draw_atlas() -> Atlas:
    municipalities = list(Municipality.objects.select_related("site__root_page", "logo"))
    by_root = {municipality.site.root_page.translation_key: municipality for municipality in municipalities}
    homes = Page.objects.filter(depth=2, translation_key__in=by_root).values_list("path", "translation_key")
    return Atlas(
        by_pk={municipality.pk: municipality for municipality in municipalities},
        by_key={municipality.key: municipality for municipality in municipalities},
        homes={path: by_root[key] for path, key in homes},
    )


def site_url(municipality: Municipality) -> str:
    """Scheme, host and port of a municipality's website, without a slash at the end."""
    return str(municipality.site.root_url)


def reader_languages(municipality: Municipality) -> list[str]:
    """The languages a municipality offers, the source language first."""
    known = [code for code, _name in settings.LANGUAGES]
    offered = [code for code in known if code in municipality.languages and code != settings.SOURCE_LOCALE]
    return [settings.SOURCE_LOCALE, *offered]
