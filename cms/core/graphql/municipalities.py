from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import graphene

from cms.core.models import Municipality as MunicipalityRecord
from cms.core.queries.atlas import reader_languages, site_url
from cms.core.queries.editions import edition_of
from cms.core.queries.media import ImageReading, image_reading
from cms.core.queries.pages import menu_of
from cms.core.queries.readings import PageReading, Reader

from . import access
from .images import Image
from .kinds import kind_of_page, page_kind
from .localized import root, scoped, versions_of
from .registry import query
from .scalars import Locale, enum, global_id

MunicipalityKind = enum(
    MunicipalityRecord.Kind,
    "MunicipalityKind",
    "What a municipality is.",
    {"REGION": "A region, with a library that its cities show.", "CITY": "A city or town."},
)
SERVICES = ("imprint", "privacy", "accessibility", "easy_language", "sign_language", "feedback")


@dataclass(frozen=True, slots=True)
class MunicipalityReading:
    """A municipality as ``reader`` gets it, who may be reading another one's site."""

    municipality: MunicipalityRecord
    reader: Reader


class MenuItem(graphene.ObjectType):
    """A page as a menu names it."""

    title = graphene.String(required=True, description="Its title.")
    path = graphene.String(required=True, description="Its path without host and language.")
    url = graphene.String(required=True, description="Its full address.")
    kind = graphene.Field(lambda: page_kind(), required=True, description="What kind of page it is.")

    @staticmethod
    def resolve_kind(page: PageReading, info: Any) -> str:
        return kind_of_page(page)

    @staticmethod
    def resolve_url(page: PageReading, info: Any) -> str:
        return page.reader.url(page.path)


class Colours(graphene.ObjectType):
    """A municipality's colours, as # and six hexadecimal digits."""

    primary = graphene.String(required=True, description="The main colour on light ground.")
    primary_dark = graphene.String(required=True, description="The main colour on dark ground.")
    accent = graphene.String(required=True, description="The second colour.")


class Contact(graphene.ObjectType):
    """How to reach the office in charge."""

    name = graphene.String(required=True, description="The office.")
    street = graphene.String(required=True, description="Street and number.")
    postal_code = graphene.String(required=True, description="Postal code.")
    town = graphene.String(required=True, description="Town.")
    email = graphene.String(required=True, description="E-mail address; may be empty.")
    phone = graphene.String(required=True, description="Telephone; may be empty.")


class Attribution(graphene.ObjectType):
    """A source that must be named."""

    text = graphene.String(required=True, description="The words to name it with.")
    licence = graphene.String(required=True, description="Its licence.")
    url = graphene.String(required=True, description="Where the licence or source is found; may be empty.")


class Municipality(graphene.ObjectType):
    """A city or a region with its website."""

    id = graphene.ID(required=True, description="Lasting and opaque.")
    key = graphene.String(required=True, description="Short and lasting; roots take it as `municipality`.")
    kind = graphene.Field(MunicipalityKind, required=True, description="City or region.")
    ags = graphene.String(required=True, description="The official municipality key.")
    name = graphene.String(required=True, description="Its name in the language asked for.")
    claim = graphene.String(required=True, description="The line below the name; may be empty.")
    site_url = graphene.String(required=True, description="Scheme, host and port of its website.")
    region = graphene.Field(lambda: Municipality, description="The region whose library it shows.")
    languages = graphene.Field(
        graphene.NonNull(graphene.List(graphene.NonNull(Locale))), description="The languages its site offers."
    )
    colours = graphene.Field(Colours, required=True, description="Its colours.")
    logo = graphene.Field(Image, description="Its logo.")
    contact = graphene.Field(Contact, required=True, description="How to reach it.")
    data_responsible = graphene.String(required=True, description="Who is responsible for personal data.")
    attributions = graphene.Field(
        graphene.NonNull(graphene.List(graphene.NonNull(Attribution))), description="Sources to name on its pages."
    )
    menu = graphene.Field(
        graphene.NonNull(graphene.List(graphene.NonNull(MenuItem))), description="The main menu of its site."
    )
    footer = graphene.Field(
        graphene.NonNull(graphene.List(graphene.NonNull(MenuItem))), description="The pages its footer names."
    )
    imprint = graphene.Field(MenuItem, description="Who is responsible for the site.")
    privacy = graphene.Field(MenuItem, description="How personal data are treated.")
    accessibility = graphene.Field(MenuItem, description="The accessibility statement.")
    easy_language = graphene.Field(MenuItem, description="The entry page in easy language.")
    sign_language = graphene.Field(MenuItem, description="The entry page for sign language.")
    feedback = graphene.Field(MenuItem, description="Where to write to the municipality.")

    @staticmethod
    def resolve_id(reading: MunicipalityReading, info: Any) -> str:
        return global_id("Municipality", reading.municipality.key)

    @staticmethod
    def resolve_key(reading: MunicipalityReading, info: Any) -> str:
        return reading.municipality.key

    @staticmethod
    def resolve_kind(reading: MunicipalityReading, info: Any) -> str:
        return reading.municipality.kind

    @staticmethod
    def resolve_ags(reading: MunicipalityReading, info: Any) -> str:
        return reading.municipality.ags

    @staticmethod
    def resolve_name(reading: MunicipalityReading, info: Any) -> str:
        return reading.municipality.name(reading.reader.language)

    @staticmethod
    def resolve_claim(reading: MunicipalityReading, info: Any) -> str:
        return reading.municipality.words("claim", reading.reader.language)

    @staticmethod
    def resolve_data_responsible(reading: MunicipalityReading, info: Any) -> str:
        return reading.municipality.words("data_responsible", reading.reader.language)

    @staticmethod
    def resolve_site_url(reading: MunicipalityReading, info: Any) -> str:
        return site_url(reading.municipality)

    @staticmethod
    def resolve_region(reading: MunicipalityReading, info: Any) -> MunicipalityReading | None:
        region = reading.reader.edition.atlas.region_of(reading.municipality)
        return MunicipalityReading(region, reading.reader) if region else None

    @staticmethod
    def resolve_languages(reading: MunicipalityReading, info: Any) -> list[str]:
        return reader_languages(reading.municipality)

    @staticmethod
    def resolve_colours(reading: MunicipalityReading, info: Any) -> dict[str, str]:
        place = reading.municipality
        return {
            "primary": place.colour_primary,
            "primary_dark": place.colour_primary_dark,
            "accent": place.colour_accent,
        }

    @staticmethod
    def resolve_logo(reading: MunicipalityReading, info: Any) -> ImageReading | None:
        return image_reading(reading.reader, reading.municipality.logo_id)

    @staticmethod
    def resolve_contact(reading: MunicipalityReading, info: Any) -> dict[str, str]:
        fields = ("name", "street", "postal_code", "town", "email", "phone")
        return {field: getattr(reading.municipality, f"contact_{field}") for field in fields}

    @staticmethod
    def resolve_attributions(reading: MunicipalityReading, info: Any) -> list[Any]:
        return list(reading.reader.edition.atlas.attributions_of(reading.municipality))

    @staticmethod
    def resolve_menu(reading: MunicipalityReading, info: Any) -> list[PageReading]:
        return menu_of(own_reader(reading, info))

    @staticmethod
    def resolve_footer(reading: MunicipalityReading, info: Any) -> list[PageReading]:
        reader = own_reader(reading, info)
        return [page for page in (service_of(reader, name) for name in SERVICES) if page]

    @staticmethod
    def resolve_imprint(reading: MunicipalityReading, info: Any) -> PageReading | None:
        return service_of(own_reader(reading, info), "imprint")

    @staticmethod
    def resolve_privacy(reading: MunicipalityReading, info: Any) -> PageReading | None:
        return service_of(own_reader(reading, info), "privacy")

    @staticmethod
    def resolve_accessibility(reading: MunicipalityReading, info: Any) -> PageReading | None:
        return service_of(own_reader(reading, info), "accessibility")

    @staticmethod
    def resolve_easy_language(reading: MunicipalityReading, info: Any) -> PageReading | None:
        return service_of(own_reader(reading, info), "easy_language")

    @staticmethod
    def resolve_sign_language(reading: MunicipalityReading, info: Any) -> PageReading | None:
        return service_of(own_reader(reading, info), "sign_language")

    @staticmethod
    def resolve_feedback(reading: MunicipalityReading, info: Any) -> PageReading | None:
        return service_of(own_reader(reading, info), "feedback")


def own_reader(reading: MunicipalityReading, info: Any) -> Reader:
    """A reader of the municipality itself, in the same language."""
    if reading.municipality.pk == reading.reader.municipality.pk:
        return reading.reader
    edition = edition_of(reading.municipality, versions_of(info.context))
    return Reader(edition, reading.reader.language, reading.reader.now, reading.reader.expires)


def service_of(reader: Reader, name: str) -> PageReading | None:
    """The page a municipality chose as its imprint and so on, if it is public."""
    keys = {each: getattr(reader.municipality, f"{each}_page_id") for each in SERVICES}
    # All of them at once: a footer names them all.
    found = reader.directory.of_pks(key for key in keys.values() if key)
    return reader.page(found.get(keys[name]))


@query
class MunicipalityQuery:
    municipality = graphene.Field(Municipality, required=True, description="The municipality asked for.", **scoped())
    municipalities = graphene.Field(
        graphene.NonNull(graphene.List(graphene.NonNull(Municipality))),
        description="All municipalities of this installation, regions first.",
        **scoped(),
    )

    @staticmethod
    def resolve_municipality(_root: Any, info: Any, **arguments: Any) -> MunicipalityReading:
        reader = root(info, arguments)
        return MunicipalityReading(reader.municipality, reader)

    @staticmethod
    def resolve_municipalities(_root: Any, info: Any, **arguments: Any) -> list[MunicipalityReading]:
        reader = root(info, arguments)
        places = sorted(reader.edition.atlas.by_pk.values(), key=lambda place: (place.kind != "region", place.name_de))
        return [MunicipalityReading(place, reader) for place in places]


access.public(
    "Municipality",
    "id key kind ags name claim siteUrl region languages colours logo contact dataResponsible attributions menu"
    " footer imprint privacy accessibility easyLanguage signLanguage feedback",
)
access.public("Colours", "primary primaryDark accent")
access.public("Contact", "name street postalCode town email phone")
access.public("Attribution", "text licence url")
access.public("MenuItem", "title path url kind")
access.public("Query", "municipality municipalities")
# Menus of all municipalities, each made of its own pages.
access.declare_scope(["Query.municipalities"])
