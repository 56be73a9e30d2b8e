"""``/data/<municipality>/changes.atom``: when data were published, replaced or recalled, in each language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.core.queries.atlas import reader_languages
from geo.models import DatasetVersion
from geo.queries.exports import changes_of

from .public import Asked, Refused, only_known, public

ATOM = "application/atom+xml; charset=utf-8"


@public
def changes(asked: Asked, language: str = settings.SOURCE_LOCALE) -> HttpResponseBase:
    """The changes of a municipality's data and its region's, the newest first."""
    only_known(asked.request, set())
    if language not in reader_languages(asked.municipality):
        raise Refused(404, "The feed is not there in this language.")
    with translation.override(language):
        return HttpResponse("".join(_feed(asked, language)), content_type=ATOM)


def _feed(asked: Asked, language: str) -> Iterator[str]:
    found = changes_of(asked.municipality)
    name = asked.municipality.name(language)
    # Without a change the feed is as old as the epoch, so that it stays the same.
    newest = found[0][0].isoformat() if found else "1970-01-01T00:00:00+00:00"
    own = _address(asked, language)
    yield (
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">'
        f"<id>{escape(own)}</id><title>{escape(name)}: {escape(_('What has changed in the geodata'))}</title>"
        f"<updated>{newest}</updated><author><name>{escape(name)}</name></author>"
        f'<link rel="self" type="application/atom+xml" href={quoteattr(own)}/>'
    )
    for other in reader_languages(asked.municipality):
        if other != language:
            address = quoteattr(_address(asked, other))
            yield f'<link rel="alternate" type="application/atom+xml" hreflang="{other}" href={address}/>'
    for moment, version, recalled in found:
        yield _entry(asked, moment, version, language, recalled=recalled)
    yield "</feed>\n"


def _entry(asked: Asked, moment: datetime, version: DatasetVersion, language: str, *, recalled: bool) -> str:
    dataset = version.dataset
    what = _("recalled") if recalled else _("published")
    key = f"urn:uuid:{dataset.key}:{version.number}:{'recalled' if recalled else 'published'}"
    address = f"{asked.base_url}/data/{asked.municipality.key}/{dataset.name}"
    suffix = "csv" if dataset.kind == dataset.Kind.STATISTICS else "geojson"
    return (
        f"<entry><id>{key}</id><title>{escape(dataset.title(language))}: {escape(what)}</title>"
        f"<updated>{moment.isoformat()}</updated><summary>{escape(_summary(version, recalled=recalled))}</summary>"
        f"<link href={quoteattr(f'{address}.{suffix}')}/><rights>{escape(_rights(version))}</rights></entry>"
    )


def _summary(version: DatasetVersion, *, recalled: bool) -> str:
    if recalled:
        return _("Version %(number)d was recalled. Delete it where you have it.") % {"number": version.number}
    said = _("Version %(number)d takes the place of what was there before.") % {"number": version.number}
    if version.reference_date is None:
        return said
    day = date_format(version.reference_date, "SHORT_DATE_FORMAT")
    return f"{said} {_('The data are as of %(day)s.') % {'day': day}}"


def _rights(version: DatasetVersion) -> str:
    return f"{version.dataset.attribution}, {version.dataset.licence}"


def _address(asked: Asked, language: str) -> str:
    suffix = "atom" if language == settings.SOURCE_LOCALE else f"{language}.atom"
    return f"{asked.base_url}/data/{asked.municipality.key}/changes.{suffix}"
