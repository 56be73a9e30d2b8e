"""A region with its library and two cities, each with a site and homes in three languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import factory
from factory.django import DjangoModelFactory
from wagtail.models import Collection, Locale, Page, Site

from cms.core.models import Municipality
from knowledge.pages.models import HomePage, KnowledgeIndexPage

from .kept import kept
from .pages import HomePageFactory, KnowledgeIndexPageFactory
from .translations import translate


def locales() -> dict[str, Locale]:
    """German, English and Italian, made where they are missing."""
    return {code: Locale.objects.get_or_create(language_code=code)[0] for code in ("de", "en", "it")}


class CityFactory(DjangoModelFactory):
    """A municipality with its site at ``host``, its homes and its collection."""

    class Meta:
        model = Municipality

    key = factory.Sequence(lambda number: f"stadt-{number}")
    name_de = factory.LazyAttribute(lambda city: city.key.capitalize())
    name_en = factory.LazyAttribute(lambda city: city.name_de)
    name_it = factory.LazyAttribute(lambda city: city.name_de)
    ags = "14713000"
    contact_email = factory.LazyAttribute(lambda city: f"{city.key}@example.org")

    @classmethod
    def _create(cls, model_class: type[Municipality], *args: Any, host: str = "", **fields: Any) -> Municipality:
        languages = locales()
        root = Page.objects.get(depth=1)
        name = fields["name_de"]
        home: HomePage = HomePageFactory(parent=root, title=name, slug=fields["key"])
        site = Site.objects.create(
            hostname=host or f"{fields['key']}.localhost", root_page=home, site_name=name, port=80
        )
        collection = Collection.get_first_root_node().add_child(name=name)
        municipality = Municipality.objects.create(site=site, collection=collection, **fields)
        for code in ("en", "it"):
            translate(home, languages[code], title=fields[f"name_{code}"])
        for page in HomePage.objects.filter(translation_key=home.translation_key):
            page.municipality = municipality
            page.save()
        return municipality


class RegionFactory(CityFactory):
    kind = Municipality.Kind.REGION
    ags = "14"


@dataclass(frozen=True, slots=True)
class Saxony:
    """A region and two cities that show its library; homes and knowledge indexes are the German ones."""

    region: Municipality
    leipzig: Municipality
    dresden: Municipality
    library: Page
    leipzig_knowledge: Page
    dresden_knowledge: Page


def saxony() -> Saxony:
    """The three municipalities most tests need: region Saxony, Leipzig and Dresden, with "wissen" below each home."""
    kept(_make_saxony)
    places = {place.key: place for place in Municipality.objects.select_related("site__root_page", "region__site")}
    region, leipzig, dresden = (places[key] for key in ("saxony", "leipzig", "dresden"))
    knowledge = [
        KnowledgeIndexPage.objects.child_of(place.site.root_page).get() for place in (region, leipzig, dresden)
    ]
    return Saxony(region, leipzig, dresden, *knowledge)


def _make_saxony() -> None:
    Site.objects.all().delete()
    Page.objects.filter(depth=2, slug="home").delete()
    Page.fix_tree()
    locales()
    region = RegionFactory(key="saxony", name_de="Sachsen", name_en="Saxony", name_it="Sassonia", host="localhost")
    leipzig = CityFactory(key="leipzig", name_de="Leipzig", name_it="Lipsia", region=region)
    dresden = CityFactory(key="dresden", name_de="Dresden", name_it="Dresda", ags="14612000", region=region)
    for place in (region, leipzig, dresden):
        KnowledgeIndexPageFactory(parent=place.site.root_page)
