"""What stands at an address, and what could have been meant."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from itertools import islice
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q
from wagtail.contrib.redirects.models import Redirect

from cms.core.models import BasePage, SnippetBase

from .directory import Entry
from .pages import changed_at, clean_path, page_at
from .readings import PageReading, Reader
from .snippets import INDEX_PAGES, SnippetReading, path_of, published_times, snippets

SUGGESTIONS = 3
LEAST_LIKENESS = 0.45


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An address that has moved. ``to`` is a path of the reader's website, or a full address."""

    to: str
    permanent: bool


@dataclass(frozen=True, slots=True)
class Nothing:
    """An address where nothing is, with the pages most like it."""

    path: str
    suggestions: list[PageReading]


@dataclass(frozen=True, slots=True)
class Found:
    """Something of the city's data that is shown below a page: its type in the schema, and its key."""

    kind: str
    key: str


FindBelow = Callable[[Reader, str], Found | None]
_BELOW: dict[type[BasePage], FindBelow] = {}


def register_below(model: type[BasePage], find: FindBelow) -> None:
    """Say that pages of ``model`` show things below their address; ``find`` gets the rest of the path."""
    _BELOW[model] = find


def resolve(reader: Reader, path: str) -> PageReading | SnippetReading[SnippetBase] | Found | Elsewhere | Nothing:
    """What readers find at ``path``."""
    cleaned = clean_path(path)
    found = (
        page_at(reader, cleaned)
        or snippet_at(reader, cleaned)
        or thing_at(reader, cleaned)
        or redirect_from(reader, cleaned)
    )
    return found or Nothing(cleaned, suggestions(reader, cleaned))


def snippet_at(reader: Reader, path: str) -> SnippetReading[SnippetBase] | None:
    """The snippet shown at ``path``, below the page of its kind."""
    above, _slash, slug = path.rstrip("/").rpartition("/")
    index = reader.directory.by_path.get(f"{above}/")
    for model, page_model in INDEX_PAGES.items():
        if index is not None and index.model is page_model:
            return next((each for each in snippets(reader, model) if each.source.slug == slug), None)
    return None


def thing_at(reader: Reader, path: str) -> Found | None:
    """What is shown at ``path`` below a page that shows things of the city's data."""
    parts = path.strip("/").split("/")
    for length in range(1, len(parts)):
        above = "/" + "/".join(parts[:length]) + "/"
        entry = reader.directory.by_path.get(above) if _BELOW else None
        if entry is not None and entry.model in _BELOW:
            return _BELOW[entry.model](reader, path[len(above) :])
    return None


def redirect_from(reader: Reader, path: str) -> Elsewhere | None:
    """Where editors, or a move of a page, send readers of ``path``; the old path may name its language."""
    bare = path.rstrip("/")
    paths = [bare, *(f"/{language}{bare}" for language in reader.edition.languages)]
    rows = Redirect.objects.filter(Q(site=reader.municipality.site) | Q(site=None), old_path__in=paths)
    own_first = sorted(rows.order_by("pk"), key=lambda row: row.site_id is None)
    return next((target for target in (target_of(reader, row) for row in own_first) if target), None)


def target_of(reader: Reader, redirect: Redirect) -> Elsewhere | None:
    """Only where it leads to something public: an unpublished page's address is not told."""
    if redirect.redirect_page_id:
        entry = reader.directory.by_pk.get(redirect.redirect_page_id)
        return Elsewhere(entry.path, redirect.is_permanent) if entry else None
    return Elsewhere(redirect.redirect_link, redirect.is_permanent) if redirect.redirect_link else None


def suggestions(reader: Reader, path: str) -> list[PageReading]:
    """The pages whose addresses or titles are most like the words of ``path``."""
    wanted = words_of(path)
    rated = [(likeness(wanted, entry), entry) for entry in reader.directory.whole.entries if entry.path != "/"]
    best = sorted((pair for pair in rated if pair[0] >= LEAST_LIKENESS), key=lambda pair: -pair[0])
    return reader.pages(entry for _rate, entry in islice(best, SUGGESTIONS))


def words_of(path: str) -> str:
    last = urlsplit(path).path.rstrip("/").rpartition("/")[2]
    return last.replace("-", " ").replace("_", " ").lower()[:80]


def likeness(wanted: str, entry: Entry) -> float:
    slug = words_of(entry.path)
    matcher = SequenceMatcher(None, wanted, slug)
    if matcher.real_quick_ratio() < LEAST_LIKENESS:
        return shared_words(wanted, slug)
    return max(matcher.ratio(), shared_words(wanted, slug))


def shared_words(wanted: str, slug: str) -> float:
    """How many of the longer words of ``wanted`` are in ``slug``."""
    asked = {word for word in wanted.split() if len(word) > 3}
    return len(asked & set(slug.split())) / len(asked) if asked else 0.0


@dataclass(frozen=True, slots=True)
class Listed:
    """Something with an address of its own, for machines that follow what is there."""

    reading: PageReading | SnippetReading[SnippetBase]
    path: str
    title: str
    changed_at: datetime | None


def addresses(reader: Reader) -> list[Listed]:
    """Every public address of the municipality: pages, then snippets."""
    readings = reader.pages(reader.directory.whole.entries)
    pages = [Listed(page, page.path, page.title, changed_at(page)) for page in readings]
    return pages + [listed for model in INDEX_PAGES for listed in listed_snippets(reader, model)]


def listed_snippets(reader: Reader, model: type[SnippetBase]) -> list[Listed]:
    found = []
    for snippet in snippets(reader, model):
        path = path_of(snippet)
        if path:
            at = max((time for time in published_times(snippet) if time), default=None)
            found.append(Listed(snippet, path, str(snippet.translation), at))
    return found


def translated_languages(listed: Listed) -> list[str]:
    """The languages in which something can be read in its own words."""
    reading = listed.reading
    languages = reading.reader.edition.languages
    if isinstance(reading, PageReading):
        return [code for code in languages if reading.words_in(code)[1].language == code]
    return [code for code in languages if code == settings.SOURCE_LOCALE or code == reading.language]
