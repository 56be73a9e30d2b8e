"""What search engines read of a page: schema.org as JSON-LD, a data block that runs nothing."""

from __future__ import annotations

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}

Fields = dict[str, Any]


def structured_data(kind: str, page: Fields, context: Fields) -> SafeString | None:
    """The data block of an article or event; None for other kinds."""
    makers = {"ARTICLE": _article, "EVENT": _event}
    if kind not in makers:
        return None
    filled = {key: value for key, value in makers[kind](page, context).items() if value}
    # The escapes keep any words from ending the element they stand in.
    return mark_safe(json.dumps({"@context": "https://schema.org", **filled}).translate(_ESCAPES))  # noqa: S308


def _image(page: Fields, context: Fields) -> str | None:
    image = (page["seo"] or {}).get("image")
    return absolute(image["rendition"]["url"], context) if image else None


def absolute(url: str, context: Fields) -> str:
    """``url`` with the municipality's host."""
    return f"{context['site']['siteUrl'].rstrip('/')}{url}" if url.startswith("/") else url


def _publisher(page: Fields) -> Fields:
    owner = page["municipality"]
    return {"@type": "GovernmentOrganization", "name": owner["name"], "url": owner["siteUrl"]}


def _article(page: Fields, context: Fields) -> Fields:
    return {
        "@type": "Article",
        "headline": page["title"],
        "description": page["teaser"],
        "inLanguage": page["contentLocale"].lower(),
        "datePublished": page["publishedAt"],
        "dateModified": page["changedAt"],
        "mainEntityOfPage": page["canonicalUrl"],
        "license": page["licence"],
        "image": _image(page, context),
        "publisher": _publisher(page),
    }


def _event(page: Fields, context: Fields) -> Fields:
    online = {"@type": "VirtualLocation", "url": page["onlineUrl"]} if page["onlineUrl"] else None
    place = {"@type": "Place", "name": page["venue"], "address": page["address"]} if page["venue"] else None
    return {
        "@type": "Event",
        "name": page["title"],
        "description": page["teaser"],
        "inLanguage": page["contentLocale"].lower(),
        "startDate": page["startsAt"],
        "endDate": page["endsAt"],
        "location": place or online,
        "image": _image(page, context),
        "organizer": {"@type": "Organization", "name": page["organiser"]} if page["organiser"] else _publisher(page),
    }
