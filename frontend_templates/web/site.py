"""What surrounds every page: the municipality's name, menus and languages."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from .theme import theme_path
from .visit import Visit
from .words import LANGUAGES


def languages_of(site: dict[str, Any]) -> list[str]:
    """Codes of the languages that a municipality offers."""
    return [str(code).lower() for code in site["languages"]]


def _switch(visit: Visit, site: dict[str, Any], page: dict[str, Any] | None) -> list[dict[str, Any]]:
    """The same page in the languages offered, and whether its words are there."""
    states = {t["locale"].lower(): t["state"] for t in (page or {}).get("translations") or ()}
    return [
        {
            "code": code,
            "name": LANGUAGES.get(code, code),
            "href": f"/{code}{visit.path}",
            "current": code == visit.locale,
            "missing": states.get(code) == "MISSING",
        }
        for code in languages_of(site)
    ]


def surroundings(visit: Visit, site: dict[str, Any], page: dict[str, Any] | None = None) -> dict[str, Any]:
    """The context that the base template needs."""
    switch = _switch(visit, site, page)
    menu = [
        {**item, "current": item["path"] == visit.path, "within": visit.path.startswith(item["path"])}
        for item in site["menu"]
        if item["path"] != "/"
    ]
    return {
        "site": site,
        "locale": visit.locale,
        "source_locale": settings.SOURCE_LOCALE,
        "path": visit.path,
        "languages": switch,
        "alternates": [language for language in switch if not language["missing"]],
        "menu": menu,
        "advice": next((item["path"] for item in menu if item["kind"] == "ADVICE_INDEX"), None),
        "theme": theme_path(site["key"], site["colours"]),
        "address": f"{site['siteUrl'].rstrip('/')}/{visit.locale}{visit.path}",
    }
