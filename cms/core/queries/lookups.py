"""Questions to the database that read no more of a directory than they need.

Each reads all that decides its answer: the pages asked for in every language, and the pages of the municipality that
may stand in their place. What is public and what is shown is decided as for all pages, by ``public_pages`` and
``Directory``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import Page

from cms.core.models import BasePage

from .directory import HOME, Entry, entries_of, lookup_of_field, paths_above, public_pages, thin
from .places import Place
from .prepared import Prepared

Pages = QuerySet[Page]
# From pages that are shown to those that are named beside them, by primary keys; upper apps know their relations.
BESIDE: list[Callable[[QuerySet[Any]], QuerySet[Any]]] = []
# The kinds of pages, few of each, that nearly every answer leads to; upper apps say which.
LANDMARKS: list[type[BasePage]] = []


def pages(**fields: Any) -> Pages:
    """Pages of any state and place, in no order, to find others by."""
    return Page.objects.order_by().filter(**fields)


def pages_below(homes: Iterable[str], **fields: Any) -> Pages:
    return Page.objects.order_by().alias(home=HOME).filter(home__in=homes, **fields)


def of_kinds(homes: Iterable[str], kinds: list[str]) -> Pages:
    # Asked beforehand, so that planners begin with the kinds and not with all pages.
    return pages_below(homes, content_type__in=ContentType.objects.filter(model__in=kinds).values("pk"))


def keys_of(groups: Sequence[QuerySet[Any]]) -> QuerySet[Any]:
    first, *others = [group.values("translation_key") for group in groups]
    return first.union(*others) if others else first


def in_all_languages(public: QuerySet[BasePage], keys: QuerySet[Any]) -> QuerySet[Any]:
    # By their primary keys, since some planners would begin with all pages that are no alias.
    return thin(public.filter(pk__in=pages(translation_key__in=keys).values("pk")))


class Lookup:
    """Reads the pages of groups that ``write`` makes from lists of values."""

    def __init__(self, write: Callable[..., Sequence[Pages]], **lists: type[str] | type[int]) -> None:
        def alone(homes: list[str], languages: list[str], **values: Any) -> QuerySet[Any]:
            return in_all_languages(public_pages(homes, languages), keys_of(write(**values)))

        def beside_library(homes: list[str], languages: list[str], own: list[str], **values: Any) -> QuerySet[Any]:
            groups = write(**values)
            named = pages(translation_key__in=keys_of(groups))
            return in_all_languages(public_pages(homes, languages), keys_of([*groups, *may_stand_for(named, own)]))

        self._alone: Prepared[dict[str, Any]] = Prepared(alone, homes=str, languages=str, **lists)
        self._beside_library: Prepared[dict[str, Any]] = Prepared(
            beside_library, homes=str, languages=str, own=str, **lists
        )

    def __call__(self, place: Place, **values: Sequence[Any]) -> list[Entry]:
        if place.has_library:
            rows = self._beside_library(homes=place.homes, languages=place.languages, own=place.own, **values)
        else:
            rows = self._alone(homes=place.homes, languages=place.languages, **values)
        return entries_of(rows, place.atlas)


def may_stand_for(named: Pages, own: list[str]) -> list[QuerySet[Any]]:
    """The pages below ``own`` that may have taken the place of one of ``named``: by its address, or by adopting it."""
    adopting = [
        BasePage.objects.order_by().alias(home=HOME).filter(home__in=own, **{f"{base}__in": named.values("pk")})
        for base in lookup_of_field("base")
    ]
    # Only homes stand for each other whatever their slugs.
    return [pages_below(own, slug__in=named.values("slug")), pages(path__in=own), *adopting]


def _at(
    slugs: list[str], urls: list[str], above_slugs: list[str], above_urls: list[str], below: list[str], kinds: list[str]
) -> list[Pages]:
    asked = pages(slug__in=slugs, url_path__in=urls)
    above = pages(slug__in=above_slugs, url_path__in=above_urls)
    beside = [pages(pk__in=named(asked.values("pk"))) for named in BESIDE]
    return [asked, above, of_kinds(below, kinds), *beside]


AT = Lookup(_at, slugs=str, urls=str, above_slugs=str, above_urls=str, below=str, kinds=str)
BY_PK = Lookup(lambda pks: [pages(pk__in=pks)], pks=int)
OF_KINDS = Lookup(lambda below, kinds: [of_kinds(below, kinds)], below=str, kinds=str)
MENU = Lookup(lambda top: [pages_below(top, depth=3, show_in_menus=True)], top=str)


def names_of(models: Sequence[type[BasePage]]) -> list[str]:
    """What content types are called; one of another app may be called the same, and is read in vain."""
    return [model._meta.model_name or "" for model in models]


def pages_at(place: Place, path: str, kinds: Sequence[type[BasePage]]) -> list[Entry]:
    """The page at ``path``, those above it, those named beside it, and all of some kinds."""
    above = paths_above(path)
    return AT(
        place,
        slugs=place.slugs([path]),
        urls=place.urls([path]),
        above_slugs=place.slugs(above),
        above_urls=place.urls(above),
        below=place.homes,
        kinds=names_of(kinds),
    )
