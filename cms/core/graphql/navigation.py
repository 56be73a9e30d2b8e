"""Roots that go by addresses."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any

import graphene

from cms.core.models import BasePage
from cms.core.queries import navigation
from cms.core.queries.changes import Removed, changes
from cms.core.queries.navigation import Elsewhere, Found, Listed, Nothing
from cms.core.queries.pages import page_at
from cms.core.queries.readings import PageReading, Reader
from cms.core.queries.snippets import INDEX_PAGES, SnippetReading

from . import access, registry
from .blocks import listed, words
from .connections import connection, page_of, paged
from .errors import Refusal
from .interfaces import Page
from .kinds import kind_name, kind_of_page, kinds, page_kind
from .localized import root, scoped
from .scalars import Locale, global_id, key_in
from .snippets import SNIPPET_TYPES


@cache
def snippet_kind() -> Any:
    types = [SNIPPET_TYPES[model] for model in INDEX_PAGES]
    return kinds("SnippetKind", "The kinds of snippets that have a page.", types)


class PageFound(graphene.ObjectType):
    """A page stands at the path."""

    page = graphene.Field(Page, required=True, description="The page.")
    kind = graphene.Field(lambda: page_kind(), required=True, description="What kind of page it is.")

    @staticmethod
    def resolve_page(page: PageReading, info: Any) -> PageReading:
        return page

    @staticmethod
    def resolve_kind(page: PageReading, info: Any) -> str:
        return kind_of_page(page)


class SnippetFound(graphene.ObjectType):
    """Something that is not a page itself is shown at the path."""

    id = graphene.ID(required=True, description="Its id.")
    kind = graphene.Field(lambda: snippet_kind(), required=True, description="What it is.")
    slug = words("Its name in addresses, for the root of its kind.")

    @staticmethod
    def resolve_id(snippet: SnippetReading[Any], info: Any) -> str:
        return snippet_id(snippet)

    @staticmethod
    def resolve_kind(snippet: SnippetReading[Any], info: Any) -> str:
        return kind_name(SNIPPET_TYPES[type(snippet.source)]._meta.name)

    @staticmethod
    def resolve_slug(snippet: SnippetReading[Any], info: Any) -> str:
        return snippet.source.slug


def snippet_id(snippet: SnippetReading[Any]) -> str:
    return global_id(SNIPPET_TYPES[type(snippet.source)]._meta.name, snippet.source.translation_key)


class PlaceFound(graphene.ObjectType):
    """Something of the city's data is shown at the path."""

    id = graphene.ID(required=True, description="Its id.")
    kind = words("Its type in this schema, such as Building.")

    @staticmethod
    def resolve_id(found: Found, info: Any) -> str:
        return global_id(found.kind, found.key)


class Redirect(graphene.ObjectType):
    """What stood at the path has moved."""

    to = words("A path without host and language, or a full address.")
    permanent = graphene.Boolean(required=True, description="Whether it has moved for good.")


class NotFound(graphene.ObjectType):
    """Nothing is at the path."""

    path = words("The path as it was understood.")
    suggestions = listed(Page, "Pages that may have been meant.")


class Resolution(graphene.Union):
    """What is at a path."""

    class Meta:
        types = (PageFound, SnippetFound, PlaceFound, Redirect, NotFound)

    @classmethod
    def resolve_type(cls, instance: Any, info: Any) -> Any:
        found = {PageReading: PageFound, Found: PlaceFound, Elsewhere: Redirect, Nothing: NotFound}
        return found.get(type(instance), SnippetFound)


class Alternate(graphene.ObjectType):
    """An address of the same thing in a language it is translated into."""

    locale = graphene.Field(Locale, required=True, description="The language.")
    url = words("The full address.")


class Address(graphene.ObjectType):
    """A public address of a website."""

    path = words("Without host and language.")
    url = words("The full address in the language asked for.")
    changed_at = graphene.DateTime(description="When it was last published.")
    translations = listed(Alternate, "The languages it can be read in, in its own words.")

    @staticmethod
    def resolve_url(address: Listed, info: Any) -> str:
        return address.reading.reader.url(address.path)

    @staticmethod
    def resolve_translations(address: Listed, info: Any) -> list[dict[str, str]]:
        reader = address.reading.reader
        languages = navigation.translated_languages(address)
        return [{"locale": language, "url": reader.url(address.path, language)} for language in languages]


class Change(graphene.ObjectType):
    """Something that was published, or that is gone."""

    id = graphene.ID(required=True, description="Its id.")
    kind = words("Its type in this schema, such as Article.")
    title = graphene.String(description="Its title; null where it is gone.")
    path = words("Its path without host and language.")
    url = words("Its full address.")
    changed_at = graphene.DateTime(required=True, description="When it was published or has gone.")
    removed = graphene.Boolean(
        required=True,
        description="Whether it is no longer at this path: deleted, taken back, expired, hidden or moved.",
    )

    @staticmethod
    def resolve_id(change: Listed | Removed, info: Any) -> str:
        if isinstance(change, Removed):
            return global_id(name_of(change.model), change.key)
        if isinstance(change.reading, PageReading):
            return global_id(registry.page_name(change.reading.entry.model), change.reading.entry.key)
        return snippet_id(change.reading)

    @staticmethod
    def resolve_kind(change: Listed | Removed, info: Any) -> str:
        if isinstance(change, Removed):
            return name_of(change.model)
        if isinstance(change.reading, PageReading):
            return registry.page_name(change.reading.entry.model)
        return str(SNIPPET_TYPES[type(change.reading.source)]._meta.name)

    @staticmethod
    def resolve_url(change: Listed | Removed, info: Any) -> str:
        reader = change.reader if isinstance(change, Removed) else change.reading.reader
        return reader.url(change.path)

    @staticmethod
    def resolve_removed(change: Listed | Removed, info: Any) -> bool:
        return isinstance(change, Removed)


def name_of(model: Any) -> str:
    """What pages or snippets of ``model`` are called in the schema."""
    return registry.page_name(model) if issubclass(model, BasePage) else str(SNIPPET_TYPES[model]._meta.name)


AddressConnection = connection("Address", Address, "addresses")
ChangeConnection = connection("Change", Change, "changes")


def one_page(reader: Reader, path: str | None, given_id: str | None, model: type[BasePage] | None) -> Any:
    """The page with this path or id, if it is of ``model``; any page where that is None."""
    if (path is None) == (given_id is None):
        raise Refusal("PATH_OR_ID", "Give either a path or an id.")
    if path is not None:
        found = page_at(reader, path)
        return found if found and model in (None, found.entry.model) else None
    for kind, type_ in registry.PAGE_TYPES.items():
        key = key_in(given_id or "", type_._meta.name)
        if key is not None and model in (None, kind):
            entries = reader.directory.whole.of_model(kind)
            return reader.page(next((entry for entry in entries if str(entry.key) == key), None), whole=True)
    return None


def path_or_id(**arguments: Any) -> dict[str, Any]:
    """``arguments`` and those that choose one page."""
    return scoped(
        **arguments,
        path=graphene.String(description="Its path without host and language."),
        id=graphene.ID(description="Its id."),
    )


@registry.query
class NavigationQuery:
    resolve = graphene.Field(
        Resolution,
        required=True,
        description="What is at a path: a page, a snippet, a redirect, or nothing with suggestions.",
        path=graphene.String(required=True, description="The path without host and language."),
        **scoped(),
    )
    page = graphene.Field(Page, description="One page of any kind; null where there is none.", **path_or_id())
    sitemap = graphene.Field(AddressConnection, required=True, description="Every public address.", **scoped(**paged()))
    changes = graphene.Field(
        ChangeConnection,
        required=True,
        description="What was published or is gone, newest first; removals are told for 400 days.",
        since=graphene.DateTime(description="Only after this moment."),
        **scoped(**paged()),
    )

    @staticmethod
    def resolve_resolve(_root: Any, info: Any, path: str, **arguments: Any) -> Any:
        return navigation.resolve(root(info, arguments), path)

    @staticmethod
    def resolve_page(
        _root: Any, info: Any, path: str | None = None, id: str | None = None, **arguments: Any
    ) -> PageReading | None:
        found: PageReading | None = one_page(root(info, arguments), path, id, None)
        return found

    @staticmethod
    def resolve_sitemap(_root: Any, info: Any, **arguments: Any) -> dict[str, Any]:
        return page_of(navigation.addresses(root(info, arguments)), arguments)

    @staticmethod
    def resolve_changes(_root: Any, info: Any, since: datetime | None = None, **arguments: Any) -> dict[str, Any]:
        return page_of(changes(root(info, arguments), since), arguments)


access.public("PageFound", "page kind")
access.public("SnippetFound", "id kind slug")
access.public("PlaceFound", "id kind")
access.public("Redirect", "to permanent")
access.public("NotFound", "path suggestions")
access.public("Address", "path url changedAt translations")
access.public("Alternate", "locale url")
access.public("Change", "id kind title path url changedAt removed")
access.public("Query", "resolve page sitemap changes")
