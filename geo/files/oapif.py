"""OGC API Features: collections, and their items page by page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from django.utils.translation import gettext as _

from .pages import Pages
from .refusals import refusal

_JSON = "application/geo+json, application/json"
_LIMIT = 1000


def read_json(path: Path, url: str) -> dict[str, Any]:
    """The object in a page. Raises FileError."""
    try:
        found = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise refusal(url.partition("?")[0], _("The service does not answer with JSON as it should.")) from error
    if not isinstance(found, dict):
        raise refusal(url.partition("?")[0], _("The service does not answer with JSON as it should."))
    return found


def link(data: dict[str, Any], relation: str, url: str) -> str | None:
    """The address of a link with this relation, JSON before others; None where there is none."""
    links = [each for each in data.get("links") or [] if isinstance(each, dict) and each.get("rel") == relation]
    ranked = sorted(links, key=lambda each: "json" not in str(each.get("type", "json")))
    href = ranked[0].get("href") if ranked else None
    return urljoin(url, href) if isinstance(href, str) and href else None


def collections_of(data: dict[str, Any], url: str) -> dict[str, str]:
    """The names of the collections a page lists, with the addresses of their items."""
    found = {}
    for each in data.get("collections") or []:
        name = str(each.get("id", "")) if isinstance(each, dict) else ""
        items = link(each, "items", url) if name else None
        if name:
            base = url.partition("?")[0].rstrip("/")
            found[name] = items or f"{base}/{name}/items"
    return found


def items_url(url: str) -> str:
    """The address of a collection's first page: as JSON, in pages of a fair size, the rest as it was."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    query.setdefault("f", "json")
    query.setdefault("limit", str(_LIMIT))
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(query), ""))


def collect(url: str, into: Path) -> Pages:
    """Fetch all items into one GeoJSON file. Raises FileError; fetched again it goes on where it broke off."""
    pages = Pages(items_url(url), lambda path, at: link(read_json(path, at), "next", at), _JSON)
    with into.open("w", encoding="utf-8") as file:
        file.write('{"type": "FeatureCollection", "features": [')
        for number, feature in enumerate(_features(pages.files(), url)):
            file.write((",\n" if number else "\n") + json.dumps(feature, ensure_ascii=False))
        file.write("\n]}")
    return pages


def _features(files: Iterator[Path], url: str) -> Iterator[Any]:
    for path in files:
        features: Sequence[Any] = read_json(path, url).get("features") or []
        yield from features
