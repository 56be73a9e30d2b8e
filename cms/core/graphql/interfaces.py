"""What things have in common: an identity, languages, and pages their addresses."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import graphene

from cms.core.queries.media import ImageReading, image_of
from cms.core.queries.pages import (
    attribution_of,
    canonical_url,
    changed_at,
    crumbs,
    seo_of,
    translations_of,
)
from cms.core.queries.readings import PageReading

from . import access, registry
from .images import Image
from .municipalities import Municipality, MunicipalityReading
from .scalars import Locale, TranslationState, global_id


class Node(graphene.Interface):
    """Something with an identity."""

    id = graphene.ID(required=True, description="Lasting and opaque, the same in every language.")


class Localized(graphene.Interface):
    """Something translated: its words are in `contentLocale`, everything else is the same in all languages."""

    requested_locale = graphene.Field(Locale, required=True, description="The language asked for.")
    content_locale = graphene.Field(Locale, required=True, description="The language its words are in.")
    is_fallback = graphene.Boolean(required=True, description="Whether German stands in for the language asked for.")
    translation_state = graphene.Field(
        TranslationState, required=True, description="How the translation asked for stands to the German."
    )
    text_changed_on = graphene.Date(description="When the German words last changed.")

    @staticmethod
    def resolve_requested_locale(reading: Any, info: Any) -> str:
        language: str = reading.reader.language
        return language

    @staticmethod
    def resolve_content_locale(reading: Any, info: Any) -> str:
        language: str = reading.language
        return language

    @staticmethod
    def resolve_text_changed_on(reading: Any, info: Any) -> date | None:
        kept = reading.entry if isinstance(reading, PageReading) else reading.source
        at: datetime | None = kept.text_changed_at
        return at.date() if at else None


class Translation(graphene.ObjectType):
    """A thing in one of the languages offered."""

    locale = graphene.Field(Locale, required=True, description="The language.")
    url = graphene.String(required=True, description="Its full address in that language.")
    path = graphene.String(required=True, description="Its path, the same in all languages.")
    state = graphene.Field(TranslationState, required=True, description="How it stands to the German.")


class Crumb(graphene.ObjectType):
    """A page on the way from the home page."""

    title = graphene.String(required=True, description="Its title.")
    path = graphene.String(required=True, description="Its path without host and language.")
    url = graphene.String(required=True, description="Its full address.")


class Seo(graphene.ObjectType):
    """What search engines and previews elsewhere show."""

    title = graphene.String(required=True, description="The title for search engines.")
    description = graphene.String(required=True, description="One or two sentences; may be empty.")
    noindex = graphene.Boolean(required=True, description="Whether search engines should leave it out.")
    image = graphene.Field(Image, description="The picture for previews.")


class Page(Node, Localized):
    """A page of a website."""

    class Meta:
        interfaces = (Node, Localized)

    title = graphene.String(required=True, description="Its title.")
    teaser = graphene.String(required=True, description="One or two sentences about it; may be empty.")
    path = graphene.String(required=True, description="Without host and language, with slashes at both ends.")
    url = graphene.String(required=True, description="Its full address at the municipality asked for.")
    canonical_url = graphene.String(required=True, description="The address that search engines should know.")
    municipality = graphene.Field(lambda: Municipality, required=True, description="Whose page it is.")
    is_library = graphene.Boolean(required=True, description="Whether a city shows it from its region's library.")
    image = graphene.Field(Image, description="Its picture.")
    translations = graphene.Field(
        graphene.NonNull(graphene.List(graphene.NonNull(Translation))), description="All languages offered."
    )
    breadcrumbs = graphene.Field(
        graphene.NonNull(graphene.List(graphene.NonNull(Crumb))), description="The pages above it, home first."
    )
    seo = graphene.Field(Seo, required=True, description="For search engines and previews.")
    published_at = graphene.DateTime(description="When it was first published.")
    changed_at = graphene.DateTime(description="When it, or the words shown, were last published.")
    licence = graphene.String(required=True, description="The licence of its text.")
    attribution = graphene.String(required=True, description="How to name its authors.")

    @classmethod
    def resolve_type(cls, instance: Any, info: Any) -> Any:
        return registry.PAGE_TYPES[instance.entry.model]

    @staticmethod
    def resolve_id(page: PageReading, info: Any) -> str:
        return global_id(registry.page_name(page.entry.model), page.entry.key)

    @staticmethod
    def resolve_url(page: PageReading, info: Any) -> str:
        return page.reader.url(page.path)

    @staticmethod
    def resolve_canonical_url(page: PageReading, info: Any) -> str:
        return canonical_url(page)

    @staticmethod
    def resolve_municipality(page: PageReading, info: Any) -> MunicipalityReading:
        return MunicipalityReading(page.entry.owner, page.reader)

    @staticmethod
    def resolve_is_library(page: PageReading, info: Any) -> bool:
        return page.entry.owner.pk != page.reader.municipality.pk

    @staticmethod
    def resolve_image(page: PageReading, info: Any) -> ImageReading | None:
        return image_of(page)

    @staticmethod
    def resolve_translations(page: PageReading, info: Any) -> list[dict[str, Any]]:
        return translations_of(page)

    @staticmethod
    def resolve_breadcrumbs(page: PageReading, info: Any) -> list[dict[str, Any]]:
        return crumbs(page)

    @staticmethod
    def resolve_seo(page: PageReading, info: Any) -> dict[str, Any]:
        return seo_of(page)

    @staticmethod
    def resolve_published_at(page: PageReading, info: Any) -> datetime | None:
        return page.entry.first_published_at

    @staticmethod
    def resolve_changed_at(page: PageReading, info: Any) -> datetime | None:
        return changed_at(page)

    @staticmethod
    def resolve_licence(page: PageReading, info: Any) -> str:
        return attribution_of(page.reader, page.entry.owner)["licence"]

    @staticmethod
    def resolve_attribution(page: PageReading, info: Any) -> str:
        return attribution_of(page.reader, page.entry.owner)["text"]


access.public("Node", "id")
access.public("Localized", "requestedLocale contentLocale isFallback translationState textChangedOn")
access.public(
    "Page",
    "title teaser path url canonicalUrl municipality isLibrary image translations breadcrumbs seo publishedAt"
    " changedAt licence attribution",
)
access.public("Translation", "locale url path state")
access.public("Crumb", "title path url")
access.public("Seo", "title description noindex image")
