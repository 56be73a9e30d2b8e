"""An edition: what a municipality has published as of one content version, kept in the process."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from cms.core.models import Municipality

from .atlas import Atlas, atlas, forget_atlas, reader_languages
from .places import Place
from .shown import Pages
from .versions import Versions, version_of

T = TypeVar("T")


class Edition:
    """Reads are lazy; what was read once is kept until the next content version."""

    def __init__(self, municipality: Municipality, the_atlas: Atlas, version: tuple[int, ...]) -> None:
        self.municipality = municipality
        self.atlas = the_atlas
        self.version = version
        self.languages = reader_languages(municipality)
        self.pages = Pages(Place(the_atlas, municipality, self.languages))
        self._kept: dict[Any, Any] = {}

    def keep(self, name: Any, read: Callable[[], T]) -> T:
        """What ``read`` returned the first time it was asked for as ``name``."""
        if name not in self._kept:
            self._kept[name] = read()
        return cast("T", self._kept[name])


_EDITIONS: dict[int, Edition] = {}


def edition_of(municipality: Municipality, versions: Versions) -> Edition:
    """The current edition of ``municipality``; only the newest of each is kept."""
    the_atlas = atlas(versions)
    version = version_of(municipality, versions)
    found = _EDITIONS.get(municipality.pk)
    if found is None or found.version != version or found.atlas is not the_atlas:
        current = the_atlas.by_pk.get(municipality.pk, municipality)
        found = _EDITIONS[municipality.pk] = Edition(current, the_atlas, version)
    return found


def forget_editions() -> None:
    """Read everything anew at the next use."""
    _EDITIONS.clear()
    forget_atlas()
