"""The pages a municipality shows, read as far as they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from cms.core.models import BasePage

from .directory import Directory, Entry, paths_above, read_entries
from .lookups import BY_PK, LANDMARKS, MENU, OF_KINDS, names_of, pages_at
from .newest import Newest, Stretches, newest_first
from .places import Place

K = TypeVar("K")
# After so many lookups it is cheaper to read all pages, once, than to go on.
MOST_LOOKUPS = 50
DEEPEST = 63
# Of the pages right below a home.
TOP_DEPTH = 3


@dataclass(frozen=True, slots=True)
class Part:
    """What has been read of a directory, and the questions it holds everything for."""

    entries: dict[UUID, Entry]
    asked: frozenset[Any]
    lookups: int = 0

    def with_more(self, entries: Iterable[Entry], asked: Iterable[Any]) -> Part:
        more = {entry.key: entry for entry in entries}
        return Part({**more, **self.entries}, self.asked.union(asked), self.lookups + 1)


class Pages:
    """The public pages of an edition, whatever the time. Begins with few of them and ends with all.

    ``part`` is replaced and never changed, so threads that read at once lose a lookup at worst.
    """

    def __init__(self, place: Place) -> None:
        self.place = place
        self.part = Part({}, frozenset())
        self.all: list[Entry] | None = None
        self._directory: tuple[Any, Directory] | None = None
        self._newest: dict[type[BasePage], Newest] = {}

    def missing(self, questions: Iterable[Any]) -> list[Any]:
        """Those of ``questions`` that what was read does not answer."""
        if self.all is not None:
            return []
        part = self.part
        missing = [question for question in questions if question not in part.asked]
        if missing and part.lookups >= MOST_LOOKUPS:
            self.read_all()
            return []
        return missing

    def read_all(self) -> list[Entry]:
        if self.all is None:
            self.all = read_entries(self.place)
        return self.all

    def add(self, entries: list[Entry], questions: Iterable[Any]) -> None:
        keys = [("pk", words.pk) for entry in entries for words in entry.words.values()]
        self.part = self.part.with_more(entries, [*questions, *keys])

    def directory(self, now: datetime) -> Directory:
        """The pages shown at ``now``, as far as they were read."""
        part = self.part if self.all is None else None
        found = self._directory
        if found is None or found[0] is not part or (found[1].until is not None and found[1].until <= now):
            entries = self.all if self.all is not None else sorted(self.part.entries.values(), key=by_tree)
            found = self._directory = part, Directory(self.place.municipality, entries, now)
        return found[1]

    def newest(self, model: type[BasePage], now: datetime) -> Newest:
        """The pages of a kind shown at ``now``, the last published first."""
        found = self._newest.get(model)
        if found is None or (found.until is not None and found.until <= now):
            found = self._newest[model] = newest_first(self.place, model, now)
        return found


def is_key(key: Any) -> bool:
    """Whether a page can have the key: what links say was typed by somebody."""
    return isinstance(key, int) and 0 < key < 2**63


def is_path(path: str) -> bool:
    """Whether a page can be at the path: no deeper than trees are, and of characters that a database takes."""
    return path.count("/") <= DEEPEST and "\0" not in path and path.isprintable()


def by_tree(entry: Entry) -> str:
    return entry.tree_path


class Shown:
    """The pages shown to a reader, who is told until when that is so."""

    __slots__ = ("_expires", "_now", "_pages", "bases", "by_path", "by_pk")

    def __init__(self, pages: Pages, now: datetime, expires: Callable[[datetime | None], None]) -> None:
        self._pages = pages
        self._now = now
        self._expires = expires
        self.by_path = Asked(self._at)
        self.by_pk = Asked(self._with_pk)
        # Pages of the library, also those whose place another page has taken.
        self.bases = Asked(self._base)

    @property
    def whole(self) -> Directory:
        """All of them."""
        self._pages.read_all()
        return self._read()

    def of_pks(self, keys: Iterable[int]) -> dict[int, Entry]:
        """The pages that links to ``keys`` lead to."""
        asked = list(dict.fromkeys(keys))
        directory = self._read_pks(asked)
        return {key: directory.by_pk[key] for key in asked if key in directory.by_pk}

    def of_models(self, *models: type[BasePage]) -> list[Entry]:
        """The pages of some kinds, in the order of the trees."""
        missing = self._pages.missing(models)
        if missing:
            place = self._pages.place
            self._pages.add(OF_KINDS(place, below=place.homes, kinds=names_of(missing)), missing)
        return [entry for entry in self._read().entries if entry.model in models]

    def of_model(self, model: type[BasePage]) -> list[Entry]:
        """The pages of one kind, in the order of the trees."""
        return self.of_models(model)

    def ancestors(self, entry: Entry) -> list[Entry]:
        """The pages above ``entry``, home first, as they are at this municipality."""
        self._read_path(entry.path)
        return self._read().ancestors(entry)

    def menu(self) -> list[Entry]:
        """The pages right below the home page that editors put into the menu, the library's before their own."""
        if self._pages.missing(["menu"]):
            self._pages.add(MENU(self._pages.place, top=self._pages.place.homes), ["menu"])
        mine = self._pages.place.municipality.pk
        found = [entry for entry in self._read().entries if entry.in_menu and entry.depth == TOP_DEPTH]
        return sorted(found, key=lambda entry: entry.owner.pk == mine)

    def newest(
        self, model: type[BasePage], *, own: bool | None = None, among: frozenset[int] | None = None
    ) -> Sequence[Entry]:
        """The pages of a kind, the last published first; ``own`` and ``among`` say which of them."""
        found = self._pages.newest(model, self._now)
        self._expires(found.until)
        keys = found.keys
        if own is not None:
            keys = [key for key in keys if own is (key in found.own)]
        if among is not None:
            keys = [key for key in keys if key in among]
        return Stretches(keys, lambda some: list(self.of_pks(some).values()))

    def _read(self) -> Directory:
        directory = self._pages.directory(self._now)
        self._expires(directory.until)
        return directory

    def _read_pks(self, keys: list[int]) -> Directory:
        missing = self._pages.missing(("pk", key) for key in keys if is_key(key))
        if missing:
            self._pages.add(BY_PK(self._pages.place, pks=[key for _pk, key in missing]), missing)
        return self._read()

    def _read_path(self, path: str) -> None:
        paths = [path, *paths_above(path)]
        if is_path(path) and self._pages.missing(("path", each) for each in paths):
            landmarks = self._pages.missing(LANDMARKS)
            entries = pages_at(self._pages.place, path, landmarks)
            self._pages.add(entries, [*(("path", each) for each in paths), *landmarks])

    def _at(self, path: str) -> Entry | None:
        self._read_path(path)
        return self._read().by_path.get(path)

    def _with_pk(self, key: int) -> Entry | None:
        return self._read_pks([key]).by_pk.get(key)

    def _base(self, key: int) -> Entry | None:
        return self._read_pks([key]).bases.get(key)


class Asked(Generic[K]):
    """Pages by something, each read when it is asked for."""

    __slots__ = ("_read",)

    def __init__(self, read: Callable[[K], Entry | None]) -> None:
        self._read = read

    def get(self, key: K) -> Entry | None:
        return self._read(key)
