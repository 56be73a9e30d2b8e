"""Every public page of a municipality and its library, thin: enough for addresses, lists and cards.

One query reads it, once for each content version and process. Whatever shows a page, as a root or by a relation, gets
it from here, so a page that is not public can't be shown at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any, cast
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.db.models import QuerySet
from django.db.models.functions import Substr
from wagtail.models import get_page_models

from cms.core.models import BasePage, Municipality

from .atlas import Atlas
from .places import Place
from .prepared import Prepared
from .visibility import is_open, is_over, next_boundary, without_private_pages

COLUMNS = (
    "pk", "path", "translation_key", "locale__language_code", "content_type__app_label", "content_type__model",
    "url_path", "title", "seo_title", "search_description", "teaser", "image_id", "show_in_menus",
    "first_published_at", "last_published_at", "go_live_at", "expire_at", "text_changed_at", "text_digest",
    "source_text_digest",
)  # fmt: skip

# The tree path of the home above a page.
HOME = Substr("path", 1, BasePage.steplen * 2)


@dataclass(slots=True)
class PageWords:
    """The words of a page in one language."""

    pk: int
    language: str
    title: str
    seo_title: str
    description: str
    teaser: str
    source_text_digest: str
    # Since when a translation's source says something else.
    text_changed_at: datetime | None
    last_published_at: datetime | None


@dataclass(slots=True, eq=False)
class Entry:
    """A public page. Everything but ``words`` is the source language's."""

    pk: int
    key: UUID
    model: type[BasePage]
    tree_path: str
    owner: Municipality
    # Without host and language, with slashes at both ends.
    path: str
    image_id: int | None
    in_menu: bool
    first_published_at: datetime | None
    last_published_at: datetime | None
    go_live_at: datetime | None
    expire_at: datetime | None
    text_changed_at: datetime | None
    text_digest: str
    # Whether an older translation may mislead.
    law_or_money: bool
    # The library's page it was adopted from.
    base_id: int | None
    words: dict[str, PageWords] = field(default_factory=dict)

    @property
    def source_words(self) -> PageWords:
        return self.words[settings.SOURCE_LOCALE]

    @property
    def depth(self) -> int:
        return len(self.tree_path) // BasePage.steplen


@cache
def lookup_of_field(name: str) -> list[str]:
    """The lookups from ``BasePage`` to the field ``name`` of those page types that have one."""
    found = []
    for model in get_page_models():
        try:
            owner = model._meta.get_field(name).model
        except FieldDoesNotExist:
            continue
        if owner is model and issubclass(model, BasePage):
            found.append(f"{model._meta.model_name}__{name}")
    return found


def first_value(row: dict[str, Any], lookups: list[str]) -> Any:
    return next((row[lookup] for lookup in lookups if row[lookup] is not None), None)


def public_pages(homes: Iterable[str], languages: Iterable[str]) -> QuerySet[BasePage]:
    """All live pages below ``homes`` that nobody needs a permission for."""
    pages = BasePage.objects.alias(home=HOME)
    return without_private_pages(
        pages.filter(home__in=homes, live=True, alias_of=None, locale__language_code__in=languages)
    )


def thin(pages: QuerySet[BasePage]) -> QuerySet[BasePage, dict[str, Any]]:
    """What entries are made of, in tree order."""
    facts = [*lookup_of_field("law_or_money"), *lookup_of_field("base")]
    return pages.order_by("path").values(*COLUMNS, *facts)


ALL_PAGES: Prepared[dict[str, Any]] = Prepared(
    lambda homes, languages: thin(public_pages(homes, languages)), homes=str, languages=str
)


def read_entries(place: Place) -> list[Entry]:
    """All public pages that a municipality and its region have, with their words in the languages offered."""
    return entries_of(ALL_PAGES(homes=place.homes, languages=place.languages), place.atlas)


def entries_of(rows: list[dict[str, Any]], atlas: Atlas) -> list[Entry]:
    """The pages that ``rows`` have in the source language, with their words in all languages of ``rows``."""
    entries: dict[UUID, Entry] = {}
    words: dict[UUID, dict[str, PageWords]] = defaultdict(dict)
    for row in rows:
        language = row["locale__language_code"]
        words[row["translation_key"]][language] = words_of(row, language)
        if language == settings.SOURCE_LOCALE:
            entry = entry_of(row, atlas)
            entries[entry.key] = entry
    for key, entry in entries.items():
        entry.words = words[key]
    return list(entries.values())


def words_of(row: dict[str, Any], language: str) -> PageWords:
    return PageWords(
        row["pk"], language, row["title"], row["seo_title"], row["search_description"], row["teaser"],
        row["source_text_digest"], row["text_changed_at"], row["last_published_at"],
    )  # fmt: skip


def entry_of(row: dict[str, Any], atlas: Atlas) -> Entry:
    owner = atlas.owner_of(row["path"])
    assert owner is not None
    return Entry(
        row["pk"], row["translation_key"], model_named(row["content_type__app_label"], row["content_type__model"]),
        row["path"], owner, path_below_home(row["url_path"]), row["image_id"],
        row["show_in_menus"], row["first_published_at"], row["last_published_at"], row["go_live_at"], row["expire_at"],
        row["text_changed_at"], row["text_digest"], bool(first_value(row, lookup_of_field("law_or_money"))),
        first_value(row, lookup_of_field("base")),
    )  # fmt: skip


@cache
def model_named(app: str, name: str) -> type[BasePage]:
    """The kind of page of a row."""
    return cast("type[BasePage]", apps.get_model(app, name))


@cache
def model_of(content_type: int) -> type[BasePage]:
    """The kind of page of a content type: asked for every page, so not through Django's own cache."""
    return cast("type[BasePage]", ContentType.objects.get_for_id(content_type).model_class())


def path_below_home(url_path: str) -> str:
    """``/leipzig/wissen/`` begins with the home's own slug, which no address shows."""
    return "/" + url_path.lstrip("/").partition("/")[2]


def paths_above(path: str) -> list[str]:
    """The paths of the pages above the one at ``path``, home first."""
    parts = path.strip("/").split("/")[:-1] if path != "/" else []
    above = ["/", *("/" + "/".join(parts[: count + 1]) + "/" for count in range(len(parts)))]
    return [each for each in above if each != path]


class Directory:
    """The pages a municipality shows at a time: its own, and those of the library that it has not made its own."""

    def __init__(self, municipality: Municipality, entries: list[Entry], now: datetime) -> None:
        opened = [entry for entry in entries if is_open(entry.go_live_at, entry.expire_at, now)]
        self.until = next_boundary([time for entry in entries for time in (entry.go_live_at, entry.expire_at)], now)
        self.expired = [entry for entry in entries if is_over(entry.go_live_at, entry.expire_at, now)]
        own = [entry for entry in opened if entry.owner.pk == municipality.pk]
        self.by_path = {entry.path: entry for entry in own}
        self.adopted = {entry.base_id: entry for entry in own if entry.base_id}
        library = [entry for entry in opened if entry.owner.pk != municipality.pk]
        shown = [entry for entry in library if entry.path not in self.by_path and entry.pk not in self.adopted]
        # Pages of the library whose place a page of the municipality has taken, by that page.
        self.bases = {entry.pk: entry for entry in library}
        self.entries = own + shown
        self.by_path.update((entry.path, entry) for entry in shown)
        self.by_key = {entry.key: entry for entry in self.entries}
        self.by_pk = {words.pk: entry for entry in self.entries for words in entry.words.values()}
        # Pages of the library that readers do not get, each with the page that stands for it.
        self.replaced: list[tuple[Entry, Entry]] = []
        for entry in library:
            taken_by = self.adopted.get(entry.pk) or self.by_path.get(entry.path)
            if taken_by is not None:
                self.by_pk.update((words.pk, taken_by) for words in entry.words.values())
                if taken_by is not entry:
                    self.replaced.append((entry, taken_by))

    def of_model(self, model: type[BasePage]) -> list[Entry]:
        """The pages of one kind, in the order of the trees."""
        return [entry for entry in self.entries if entry.model is model]

    def ancestors(self, entry: Entry) -> list[Entry]:
        """The pages above ``entry``, home first, as they are at this municipality."""
        return [self.by_path[path] for path in paths_above(entry.path) if path in self.by_path]
