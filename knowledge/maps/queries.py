"""Where on a website an area or a building is shown: below the page of its map."""

from __future__ import annotations

from uuid import UUID

from cms.core.queries.navigation import Found, register_below
from cms.core.queries.readings import Reader
from geo.queries.areas import area
from geo.queries.buildings import building

from .models import MapPage

AREAS, BUILDINGS = "gebiet", "gebaeude"


def connect() -> None:
    """Called once when the apps are ready."""
    register_below(MapPage, found_below)


def map_path(reader: Reader) -> str | None:
    """The path of the map that the reader's municipality shows, its own first."""
    entries = reader.directory.of_model(MapPage)
    return min((entry.path for entry in entries), key=len, default=None)


def path_below(reader: Reader, folder: str, key: UUID) -> str | None:
    """The path of something on the map."""
    above = map_path(reader)
    return f"{above}{folder}/{key}/" if above else None


def found_below(reader: Reader, rest: str) -> Found | None:
    """What stands at ``rest`` below the map's own path."""
    folder, _slash, text = rest.strip("/").partition("/")
    try:
        key = UUID(text)
    except ValueError:
        return None
    if folder == BUILDINGS and building(reader, key) is not None:
        return Found("Building", str(key))
    if folder == AREAS and area(reader, key) is not None:
        return Found("Area", str(key))
    return None
