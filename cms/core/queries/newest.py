"""Long lists of one kind of page: which there are, in order and thin; only a stretch of the list is read whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, overload

from django.conf import settings
from django.db.models import Case, F, Q, QuerySet, Value, When

from cms.core.models import BasePage

from .directory import Directory, Entry, lookup_of_field, model_named, path_below_home, public_pages
from .places import Place
from .prepared import Prepared
from .visibility import is_open, next_boundary


@dataclass(frozen=True, slots=True)
class Newest:
    """The pages of a kind shown until a moment, by primary key: the municipality's own and the library's."""

    keys: list[int]
    own: frozenset[int]
    until: datetime | None


def newest_first(place: Place, model: type[BasePage], now: datetime) -> Newest:
    """The pages of a kind, the last published first; of those published together the municipality's own."""
    return _beside_library(place, model, now) if place.has_library else _alone(place, model, now)


def _public_sources(homes: list[str]) -> QuerySet[BasePage]:
    return public_pages(homes, [settings.SOURCE_LOCALE])


NEWEST = F("first_published_at").desc(nulls_last=True)
ALONE: Prepared[tuple[int, datetime | None, datetime | None]] = Prepared(
    lambda homes, apps, kinds: _public_sources(homes)
    .filter(content_type__app_label__in=apps, content_type__model__in=kinds)
    .order_by(NEWEST, "path")
    .values_list("pk", "go_live_at", "expire_at"),
    homes=str, apps=str, kinds=str,
)  # fmt: skip


def _alone(place: Place, model: type[BasePage], now: datetime) -> Newest:
    rows = ALONE(homes=place.homes, apps=[model._meta.app_label], kinds=[model._meta.model_name or ""])
    keys = [pk for pk, go_live_at, expire_at in rows if is_open(go_live_at, expire_at, now)]
    times = [time for _pk, *both in rows for time in both]
    return Newest(keys, frozenset(keys), next_boundary(times, now))


def _with_own_pages(homes: list[str], own: list[str], apps: list[str], kinds: list[str]) -> QuerySet[Any]:
    # Any page of the municipality's own may have taken the place of one of the library.
    wanted = Q(content_type__app_label__in=apps, content_type__model__in=kinds) | Q(home__in=own)
    own_first = Case(When(home__in=own, then=Value(0)), default=Value(1))
    columns = "pk", "path", "url_path", "content_type__app_label", "content_type__model", "go_live_at", "expire_at"
    rows = _public_sources(homes).filter(wanted).order_by(NEWEST, own_first, "path")
    return rows.values_list(*columns, "translation_key", *lookup_of_field("base"))


WITH_OWN_PAGES: Prepared[tuple[Any, ...]] = Prepared(_with_own_pages, homes=str, own=str, apps=str, kinds=str)


def _beside_library(place: Place, model: type[BasePage], now: datetime) -> Newest:
    label = {"apps": [model._meta.app_label], "kinds": [model._meta.model_name or ""]}
    entries = [wordless(place, row) for row in WITH_OWN_PAGES(homes=place.homes, own=place.own, **label)]
    directory = Directory(place.municipality, entries, now)
    shown = set(directory.entries)
    of_kind = [entry for entry in entries if entry in shown and entry.model is model]
    own = frozenset(entry.pk for entry in of_kind if entry.owner.pk == place.municipality.pk)
    return Newest([entry.pk for entry in of_kind], own, directory.until)


def wordless(place: Place, row: tuple[Any, ...]) -> Entry:
    """Of a page no more than says where it is shown and when."""
    pk, path, url_path, app, model, go_live_at, expire_at, key, *bases = row
    owner = place.atlas.owner_of(path)
    assert owner is not None
    base = next((base for base in bases if base is not None), None)
    return Entry(
        pk, key, model_named(app, model), path, owner, path_below_home(url_path), None, False, None, None,
        go_live_at, expire_at, None, "", False, base,
    )  # fmt: skip


class Stretches(Sequence[Entry]):
    """A list of pages of which only the stretches that somebody looks at are read."""

    def __init__(self, keys: list[int], read: Callable[[list[int]], list[Entry]]) -> None:
        self.keys = keys
        self._read = read

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> list[Entry]: ...
    def __getitem__(self, index: int | slice) -> Entry | list[Entry]:
        if isinstance(index, slice):
            return self._read(self.keys[index])
        return self._read([self.keys[index]])[0]
