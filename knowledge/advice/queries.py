from __future__ import annotations

from enum import StrEnum

from cms.core.queries.readings import Reader
from cms.core.queries.snippets import READINGS, ROWS, SnippetReading, snippets, snippets_by_pk
from geo.fields import point_of
from geo.values import Point
from knowledge.topics.queries import topics_of_snippet
from search.queries import TOPICS_OF

from .models import AdviceCentre, Closure

ROWS[AdviceCentre] = ("opening_hours", "closures", "topics")
TOPICS_OF[AdviceCentre] = topics_of_snippet


class Day(StrEnum):
    """The days of the week, as they are stored."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


WEEK = list(Day)


class CentreReading(SnippetReading[AdviceCentre]):
    """An advice centre as a reader gets it, with its distance where a place was given."""

    __slots__ = ("distance_km",)
    distance_km: float | None

    @property
    def place(self) -> Point | None:
        return point_of(self.source.location)

    @property
    def closures(self) -> list[tuple[Closure, Closure]]:
        """Closures that are not over, each with its words."""
        words = {closure.translation_key: closure for closure in self.translation.closures.all()}
        coming = [closure for closure in self.source.closures.all() if closure.last_day >= self.reader.today]
        coming.sort(key=lambda closure: closure.first_day)
        return [(closure, words.get(closure.translation_key, closure)) for closure in coming]

    @property
    def is_closed_today(self) -> bool:
        self.reader.expires_at_midnight()
        return any(closure.covers(self.reader.today) for closure in self.source.closures.all())


def with_distance(centre: SnippetReading[AdviceCentre], near: Point | None) -> CentreReading:
    reading = CentreReading.__new__(CentreReading)
    for name in SnippetReading.__slots__:
        setattr(reading, name, getattr(centre, name))
    place = point_of(centre.source.location)
    reading.distance_km = round(near.km_to(place), 1) if near and place else None
    return reading


READINGS[AdviceCentre] = lambda centre: with_distance(centre, None)


def centres(reader: Reader, near: Point | None = None, language: str | None = None) -> list[CentreReading]:
    """All centres by name, or the nearest first; those without a place come last."""
    found = [with_distance(centre, near) for centre in snippets(reader, AdviceCentre)]
    if language is not None:
        found = [centre for centre in found if language.lower() in centre.source.languages]
    if near is None:
        return sorted(found, key=lambda centre: centre.translation.name.casefold())
    return sorted(found, key=lambda centre: (centre.distance_km is None, centre.distance_km or 0.0))


def centre_by_pk(reader: Reader, key: int) -> CentreReading | None:
    found = snippets_by_pk(reader, AdviceCentre).get(key)
    return with_distance(found, None) if found else None
