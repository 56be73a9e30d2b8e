"""Which municipality a host is, and which state of its content an answer is made from."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http.request import split_domain_port

from cms.core.models import Municipality
from cms.core.queries.atlas import Atlas, published, site_url
from cms.core.queries.versions import Versions, version_of

from .errors import Refusal

FALLBACK_PORT = "*"


@dataclass(frozen=True, slots=True)
class Scope:
    """A municipality as a host shows it, and the content versions read before anything else."""

    municipality: Municipality
    base_url: str
    versions: Versions

    def version(self, *, crossing: bool = False) -> tuple[int, ...]:
        """Changes whenever a public answer may: its own content's, its region's and what concerns all.

        A ``crossing`` answer may be another municipality's, so it changes with any.
        """
        if crossing:
            return tuple(number for _, number in sorted(self.versions.items(), key=lambda item: item[0] or 0))
        return version_of(self.municipality, self.versions)


class Hosts:
    """The municipalities by host, kept until one of them, or a site, changes."""

    def __init__(self) -> None:
        self._made_of: Atlas | None = None
        self._sites: dict[tuple[str, str], tuple[Municipality, str]] = {}

    def scope(self, host: str) -> Scope:
        """The scope of ``host``, or a refusal: nobody is told what another host would show."""
        versions, atlas = published()
        if atlas is not self._made_of:
            self._sites = sites_of(atlas)
            self._made_of = atlas
        domain, port = split_domain_port(host)
        found = self._sites.get((domain, port)) or self._sites.get((domain, "")) or self._sites.get(("", FALLBACK_PORT))
        if found is None:
            raise Refusal("UNKNOWN_HOST", "No municipality has this address.")
        return Scope(*found, versions)


def sites_of(atlas: Atlas) -> dict[tuple[str, str], tuple[Municipality, str]]:
    """The municipalities by host and port, with their address."""
    sites: dict[tuple[str, str], tuple[Municipality, str]] = {}
    for municipality in atlas.by_pk.values():
        site = municipality.site
        here = municipality, site_url(municipality)
        sites[(site.hostname.lower(), str(site.port))] = here
        sites.setdefault((site.hostname.lower(), ""), here)
        if municipality.key == settings.FALLBACK_MUNICIPALITY:
            sites[("", FALLBACK_PORT)] = here
    return sites
