from __future__ import annotations

from collections.abc import Iterable

from cms.core.models import Municipality

from .atlas import Atlas


class Place:
    """Where a municipality's readers look: below its homes, and below those of its library."""

    def __init__(self, atlas: Atlas, municipality: Municipality, languages: list[str]) -> None:
        keys = municipality.readable_keys
        self.atlas = atlas
        self.municipality = municipality
        self.homes = atlas.homes_of(keys)
        self.own = atlas.homes_of(keys[:1])
        self.has_library = len(keys) > 1
        self.languages = languages
        self.addresses = [atlas.addresses[key] for key in keys if key in atlas.addresses]

    def urls(self, paths: Iterable[str]) -> list[str]:
        """What Wagtail has as the address of pages at ``paths``."""
        return [address.rstrip("/") + path for path in paths for address in self.addresses]

    def slugs(self, paths: Iterable[str]) -> list[str]:
        return [url.rstrip("/").rpartition("/")[2] for url in self.urls(paths)]
