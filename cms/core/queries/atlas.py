"""Which municipalities there are, where their sites stand and where their page trees begin."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import F, OuterRef, QuerySet, Subquery
from wagtail.models import Page

from cms.core.models import ContentVersion, Municipality, MunicipalityAttribution

from .joined import joined, separated
from .prepared import Prepared
from .versions import Versions, content_versions


@dataclass(frozen=True, slots=True)
class Atlas:
    by_pk: dict[int, Municipality]
    by_key: dict[str, Municipality]
    # Tree paths of the homes in every language, with whose they are.
    homes: dict[str, Municipality]
    # What Wagtail has as the address of each municipality's home in the source language.
    addresses: dict[int, str]
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


def published() -> tuple[Versions, Atlas]:
    """The content versions now, and the atlas as of them: in one query, whether it draws the atlas or not."""
    if not _ATLASES:
        drawn, versions = draw_atlas()
        if versions:
            _ATLASES[versions.get(None, 0)] = drawn
            return versions, drawn
    versions = content_versions()
    return versions, atlas(versions)


def atlas(versions: Versions) -> Atlas:
    """The atlas as of ``versions``; kept in the process until something that concerns all municipalities changes."""
    number = versions.get(None, 0)
    found = _ATLASES.get(number)
    if found is None:
        found, _versions = draw_atlas()
        _ATLASES.clear()
        _ATLASES[number] = found
    return found


def forget_atlas() -> None:
    """Read the municipalities anew at the next use."""
    _ATLASES.clear()


def _municipalities() -> QuerySet[Municipality]:
    homes = Page.objects.filter(depth=2, translation_key=OuterRef("site__root_page__translation_key"))
    return Municipality.objects.select_related("site").annotate(
        homes=joined(homes, "translation_key", "path", "locale__language_code", "url_path"),
        version=F("content_version__number"),
        version_of_all=Subquery(ContentVersion.objects.filter(municipality=None).values("number")[:1]),
    )


MUNICIPALITIES: Prepared[Municipality] = Prepared(_municipalities)


def draw_atlas() -> tuple[Atlas, Versions]:
    """The atlas, and the content versions it was drawn at."""
    versions: dict[int | None, int] = {}
    drawn = Atlas({}, {}, {}, {})
    for municipality in MUNICIPALITIES():
        known = vars(municipality)
        drawn.by_pk[municipality.pk] = drawn.by_key[municipality.key] = municipality
        numbers = {None: known["version_of_all"], municipality.pk: known["version"]}
        versions |= {key: number for key, number in numbers.items() if number is not None}
        for path, language, url_path in separated(known["homes"]):
            drawn.homes[path] = municipality
            if language == settings.SOURCE_LOCALE:
                drawn.addresses[municipality.pk] = url_path
    return drawn, versions


def site_url(municipality: Municipality) -> str:
    """Scheme, host and port of a municipality's website, without a slash at the end."""
    return str(municipality.site.root_url)


def reader_languages(municipality: Municipality) -> list[str]:
    """The languages a municipality offers, the source language first."""
    known = [code for code, _name in settings.LANGUAGES]
    offered = [code for code in known if code in municipality.languages and code != settings.SOURCE_LOCALE]
    return [settings.SOURCE_LOCALE, *offered]
