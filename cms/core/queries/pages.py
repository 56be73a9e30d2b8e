"""What pages tell about themselves besides their words."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cms.core.models import Municipality

from .atlas import site_url
from .directory import Entry
from .media import image_of
from .readings import PageReading, Reader

LICENCE = "CC BY 4.0"


def page_at(reader: Reader, path: str) -> PageReading | None:
    """The public page at ``path``: the municipality's own, else its library's."""
    return reader.page(reader.directory.by_path.get(clean_path(path)), whole=True)


def clean_path(path: str) -> str:
    """``path`` as entries have it: lower case as slugs are, with one slash at both ends."""
    inner = path.strip("/").lower()
    return f"/{inner}/" if inner else "/"


def canonical_url(page: PageReading) -> str:
    """At the municipality whose page it is, in the language its words are in."""
    return f"{site_url(page.entry.owner)}/{page.language}{page.path}"


def translations_of(page: PageReading) -> list[dict[str, Any]]:
    return [
        {
            "locale": language,
            "url": page.reader.url(page.path, language),
            "path": page.path,
            "state": page.words_in(language)[0],
        }
        for language in page.reader.edition.languages
    ]


def crumbs(page: PageReading) -> list[dict[str, Any]]:
    reader = page.reader
    above = reader.pages(reader.directory.ancestors(page.entry))
    return [{"title": crumb.title, "path": crumb.path, "url": reader.url(crumb.path)} for crumb in above]


def seo_of(page: PageReading) -> dict[str, Any]:
    """A page shown in German under the address of another language is left out of search engines."""
    return {
        "title": page.words.seo_title or page.title,
        "description": page.words.description or page.teaser,
        "noindex": page.is_fallback or page.is_draft,
        "image": image_of(page),
    }


def changed_at(page: PageReading) -> datetime | None:
    times = [page.entry.last_published_at, page.words.last_published_at]
    return max((time for time in times if time), default=None)


def attribution_of(reader: Reader, owner: Municipality) -> dict[str, str]:
    """How to name a municipality as the author of its texts."""
    for attribution in reader.edition.atlas.attributions_of(owner):
        return {"text": attribution.text, "licence": attribution.licence}
    return {"text": owner.name_de, "licence": LICENCE}


def menu_of(reader: Reader) -> list[PageReading]:
    """The pages right below the home page that editors put into the menu."""
    return reader.pages(reader.directory.menu())


def by_newest(entry: Entry) -> float:
    """Orders entries, newest first."""
    return -(entry.first_published_at.timestamp() if entry.first_published_at else 0.0)
