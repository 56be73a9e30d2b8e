"""Which municipality a host is, and which state of its content an answer is made from."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http.request import split_domain_port

from cms.core.models import Municipality
from cms.core.queries.versions import Versions, content_versions, version_of

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
        self._made_at: int | None = None
        self._sites: dict[tuple[str, str], tuple[Municipality, str]] = {}

    def scope(self, host: str) -> Scope:
        """The scope of ``host``, or a refusal: nobody is told what another host would show."""
        versions = content_versions()
        made_at = versions.get(None, 0)
        if made_at != self._made_at or not self._sites:
            self._sites = self._read()
            self._made_at = made_at
        domain, port = split_domain_port(host)
        found = self._sites.get((domain, port)) or self._sites.get((domain, "")) or self._sites.get(("", FALLBACK_PORT))
        if found is None:
            raise Refusal("UNKNOWN_HOST", "No municipality has this address.")
        return Scope(*found, versions)

    def _read(self) -> dict[tuple[str, str], tuple[Municipality, str]]:
        sites: dict[tuple[str, str], tuple[Municipality, str]] = {}
        for municipality in Municipality.objects.select_related("site", "region__site", "logo"):
            site = municipality.site
            here = municipality, site.root_url
            sites[(site.hostname.lower(), str(site.port))] = here
            sites.setdefault((site.hostname.lower(), ""), here)
            if municipality.key == settings.FALLBACK_MUNICIPALITY:
                sites[("", FALLBACK_PORT)] = here
        return sites
