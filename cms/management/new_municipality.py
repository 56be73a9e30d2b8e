"""A municipality from nothing: site, homes in all languages, the pages every site has, groups and workflow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import LocaleSynchronization, TranslationLog, TranslationSource

from cms.core.actions import set_up_municipality
from cms.core.actions.store_words import store_words
from cms.core.models import BasePage, Municipality
from cms.management.demo.publish import publish
from cms.management.demo.write_sites import PAGES_BY_PURPOSE
from knowledge.campaigns.models import CampaignIndexPage
from knowledge.events.models import EventIndexPage
from knowledge.pages.models import (
    AccessibilityPage,
    AdviceIndexPage,
    FundingIndexPage,
    GlossaryIndexPage,
    HomePage,
    KnowledgeIndexPage,
    StandardPage,
)

Names = dict[str, str]
LANGUAGES = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
# Published at once: they list what the region's library has, and later what is the municipality's own.
INDEXES: list[tuple[type[BasePage], str, Names]] = [
    (KnowledgeIndexPage, "wissen", {"de": "Wissen", "en": "Knowledge", "it": "Sapere"}),
    (FundingIndexPage, "foerderung", {"de": "Förderung", "en": "Funding", "it": "Incentivi"}),
    (AdviceIndexPage, "beratung", {"de": "Beratung", "en": "Advice", "it": "Consulenza"}),
    (EventIndexPage, "termine", {"de": "Termine", "en": "Events", "it": "Appuntamenti"}),
    (CampaignIndexPage, "kampagnen", {"de": "Mitmachen", "en": "Take part", "it": "Partecipare"}),
    (GlossaryIndexPage, "glossar", {"de": "Glossar", "en": "Glossary", "it": "Glossario"}),
]
# Drafts: only the municipality can say what belongs there.
DRAFTS: list[tuple[type[BasePage], str, str]] = [
    (StandardPage, "rueckmeldung", "Rückmeldung"),
    (StandardPage, "leichte-sprache", "Leichte Sprache"),
    (StandardPage, "gebaerdensprache", "Gebärdensprache"),
    (AccessibilityPage, "barrierefreiheit", "Erklärung zur Barrierefreiheit"),
    (StandardPage, "datenschutz", "Datenschutz"),
    (StandardPage, "impressum", "Impressum"),
]


@dataclass(frozen=True, slots=True)
class NewMunicipality:
    """What must be known to begin."""

    key: str
    names: Names
    host: str
    port: int
    ags: str
    email: str
    region: str | None = None


@transaction.atomic
def add_municipality(new: NewMunicipality) -> Municipality:
    """Make the municipality. Raises ValidationError that says what can't be so."""
    region = _region(new)
    if Municipality.objects.filter(key=new.key).exists():
        raise ValidationError(f"The key {new.key!r} is taken.")
    if Site.objects.filter(hostname=new.host, port=new.port).exists():
        raise ValidationError(f"There is a site at {new.host}:{new.port} already.")
    locales = _locales()
    root = Page.objects.get(depth=1)
    home = HomePage(title=new.names["de"], slug=new.key, locale=locales["de"], live=False)
    root.add_child(instance=home)
    municipality = _municipality(new, region, home)
    HomePage.objects.filter(pk=home.pk).update(municipality=municipality)
    home.municipality = municipality
    _publish_in_all_languages(home, new.names, locales)
    for model, slug, titles in INDEXES:
        page = model(title=titles["de"], slug=slug, locale=locales["de"], live=False, show_in_menus=True)
        home.add_child(instance=page)
        _publish_in_all_languages(page, titles, locales)
    drafts = {slug: _draft(home, model, slug, title, locales) for model, slug, title in DRAFTS}
    for field, slug in PAGES_BY_PURPOSE.items():
        setattr(municipality, field, drafts[slug])
    municipality.save()
    set_up_municipality(municipality)
    return municipality


def _region(new: NewMunicipality) -> Municipality | None:
    if new.region is None:
        return None
    region = Municipality.objects.filter(key=new.region, kind=Municipality.Kind.REGION).first()
    if region is None:
        raise ValidationError(f"There is no region with the key {new.region!r}.")
    return region


def _locales() -> dict[str, Locale]:
    locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code in LANGUAGES}
    source = locales[settings.SOURCE_LOCALE]
    for locale in locales.values():
        if locale != source:
            LocaleSynchronization.objects.get_or_create(locale=locale, defaults={"sync_from": source})
    return locales


def _municipality(new: NewMunicipality, region: Municipality | None, home: HomePage) -> Municipality:
    site = Site.objects.create(hostname=new.host, port=new.port, site_name=new.names["de"], root_page=home)
    municipality = Municipality(
        site=site, key=new.key, region=region, ags=new.ags, contact_email=new.email,
        kind=Municipality.Kind.CITY if region else Municipality.Kind.REGION,
        **{f"name_{language}": name for language, name in new.names.items()},
    )  # fmt: skip
    municipality.full_clean()
    municipality.save()
    return municipality


def _publish_in_all_languages(page: Any, titles: Names, locales: dict[str, Locale]) -> None:
    publish(page)
    source, _created = TranslationSource.update_or_create_from_instance(page)
    for language, locale in locales.items():
        if language == settings.SOURCE_LOCALE:
            continue
        copy = page.copy_for_translation(locale)
        copy.title = titles[language]
        if page.depth > 2:
            copy.slug = page.slug
        store_words(source, page, copy, locale, _refuse)
        TranslationLog.objects.create(source=source, locale=locale)
        publish(copy)


def _draft(
    home: HomePage, model: type[BasePage], slug: str, title: str, locales: dict[str, Locale]
) -> BasePage:  # fmt: skip
    page = model(title=title, slug=slug, locale=home.locale, live=False)
    home.add_child(instance=page)
    page.save_revision(clean=False)
    for language, locale in locales.items():
        if language != settings.SOURCE_LOCALE:
            page.copy_for_translation(locale, alias=True)
    return page


def _refuse(path: str, message: str) -> None:
    raise ValidationError(f"{path}: {message}")
