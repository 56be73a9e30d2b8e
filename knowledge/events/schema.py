from __future__ import annotations

from datetime import date, datetime
from typing import Any

import graphene

from cms.core.graphql import access
from cms.core.graphql.blocks import listed, words
from cms.core.graphql.connections import connection, page_of, paged
from cms.core.graphql.localized import root, scoped
from cms.core.graphql.navigation import one_page, path_or_id
from cms.core.graphql.registry import page_type, query
from cms.core.queries.readings import PageReading
from cms.core.queries.snippets import SnippetReading
from geo.fields import point_of
from geo.schema import Place
from knowledge.pages.schema import PAGE, Introduced, body_field
from knowledge.topics.models import Topic as TopicRecord
from knowledge.topics.schema import Topic, topic_argument, topic_given

from . import queries
from .models import EventIndexPage, EventPage


@page_type(EventIndexPage)
class EventIndex(Introduced, graphene.ObjectType):
    """The page of the events."""

    class Meta:
        interfaces = PAGE

    intro = words("How it begins; may be empty.")


def from_source(name: str) -> Any:
    """A resolver of what is the same in all languages."""
    return staticmethod(lambda page, info: getattr(page.source, name))


def from_words(name: str) -> Any:
    """A resolver of a word."""
    return staticmethod(lambda page, info: getattr(page.translation, name))


@page_type(EventPage)
class Event(Introduced, graphene.ObjectType):
    """Something that happens at a time and a place."""

    class Meta:
        interfaces = PAGE

    starts_at = graphene.DateTime(required=True, description="When it starts.")
    ends_at = graphene.DateTime(required=True, description="When it ends.")
    venue = words("The place in words; may be empty.")
    address = words("Its address; may be empty.")
    location = graphene.Field(Place, description="Where it is.")
    online_url = words("Where to join online; may be empty.")
    organiser = words("Who organises it; may be empty.")
    registration_url = words("Where to register; may be empty.")
    languages = listed(graphene.String, "Codes of the languages spoken there.")
    accessibility = words("How accessible it is; may be empty.")
    cost = words("What it costs; may be empty.")
    topics = listed(Topic, "What it is about.")
    body = body_field()
    is_past = graphene.Boolean(required=True, description="Whether it is over.")
    calendar_url = words("Its full address as an iCalendar file.")

    resolve_starts_at = from_source("starts_at")
    resolve_ends_at = from_source("ends_at")
    resolve_venue = from_words("venue")
    resolve_address = from_source("address")
    resolve_online_url = from_source("online_url")
    resolve_organiser = from_source("organiser")
    resolve_registration_url = from_source("registration_url")
    resolve_languages = from_source("languages")
    resolve_accessibility = from_words("accessibility")
    resolve_cost = from_words("cost")

    @staticmethod
    def resolve_location(event: PageReading, info: Any) -> Any:
        return point_of(event.source.location)

    @staticmethod
    def resolve_topics(event: PageReading, info: Any) -> list[SnippetReading[TopicRecord]]:
        return queries.topics_of(event)

    @staticmethod
    def resolve_is_past(event: PageReading, info: Any) -> bool:
        return queries.is_past(event)

    @staticmethod
    def resolve_calendar_url(event: PageReading, info: Any) -> str:
        return event.reader.url(event.path) + "event.ics"


EventConnection = connection("Event", Event, "events")
# `from` is a word of Python, so these arguments carry their names themselves.
DAYS = {
    "first_day": graphene.Date(name="from", description="Only events on this day or later."),
    "last_day": graphene.Date(name="to", description="Only events on this day or earlier."),
}


@query
class EventQuery:
    event = graphene.Field(Event, description="One event; null where there is none.", **path_or_id())
    events = graphene.Field(
        EventConnection,
        required=True,
        description="Events by their start.",
        topic=topic_argument(),
        changed_since=graphene.DateTime(description="Only what was published after this moment."),
        **scoped(**paged(**DAYS)),
    )

    @staticmethod
    def resolve_event(
        _root: Any, info: Any, path: str | None = None, id: str | None = None, **arguments: Any
    ) -> PageReading | None:
        found: PageReading | None = one_page(root(info, arguments), path, id, EventPage)
        return found

    @staticmethod
    def resolve_events(
        _root: Any,
        info: Any,
        first_day: date | None = None,
        last_day: date | None = None,
        topic: str | None = None,
        changed_since: datetime | None = None,
        **arguments: Any,
    ) -> dict[str, Any]:
        reader = root(info, arguments)
        found = queries.events(reader, first_day, last_day, topic_given(reader, topic), changed_since)
        return page_of(found, arguments, reader.pages)


access.public("EventIndex", "intro")
access.public(
    "Event",
    "startsAt endsAt venue address location onlineUrl organiser registrationUrl languages accessibility cost"
    " topics body isPast calendarUrl",
)
access.public("Query", "event events")
