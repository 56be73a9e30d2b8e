"""From the arguments of a root to the reader who asks."""

from __future__ import annotations

from typing import Any

import graphene

from cms.core.queries.atlas import atlas, published
from cms.core.queries.editions import edition_of
from cms.core.queries.readings import Reader
from cms.core.queries.versions import Versions

from .context import Context
from .errors import Refusal
from .scalars import Locale, LocaleCode


def scoped(**arguments: Any) -> dict[str, Any]:
    """``arguments`` and those every root has."""
    return {
        **arguments,
        "municipality": graphene.String(description="Key of the municipality; without it the one of the host asked."),
        "locale": Locale(
            default_value=LocaleCode.DE, description="The language to read in, if there is a translation."
        ),
    }


def versions_of(context: Context) -> Versions:
    """The content versions this answer is made from, read before any content."""
    if not context.versions:
        context.versions, _atlas = published()
    return context.versions


def reader_for(context: Context, municipality: str | None = None, locale: Any = None) -> Reader:
    """Who reads ``municipality``, or the host's, in ``locale``. Refuses an unknown key."""
    language = locale.value if locale is not None else "de"
    place = context.municipality
    versions = versions_of(context)
    if municipality is not None and municipality != place.key:
        found = atlas(versions).by_key.get(municipality)
        if found is None:
            raise Refusal("UNKNOWN_MUNICIPALITY", "There is no municipality with this key.")
        place = found
    known = context.loaders.get((place.pk, language))
    if known is None:
        known = Reader(edition_of(place, versions), language, context.now, context.expires)
        context.loaders[place.pk, language] = known
    reader: Reader = known
    return reader


def root(info: graphene.ResolveInfo, arguments: dict[str, Any]) -> Reader:
    """The reader of a root field with the arguments of ``scoped``."""
    return reader_for(info.context, arguments.get("municipality"), arguments.get("locale"))
