from __future__ import annotations

from datetime import datetime
from typing import Any

import graphene

from cms.core.graphql import access
from cms.core.graphql.blocks import Block, block_type, words
from cms.core.graphql.connections import connection, page_of, paged
from cms.core.graphql.errors import Refusal
from cms.core.graphql.interfaces import Localized, Node
from cms.core.graphql.localized import root, scoped
from cms.core.graphql.registry import query
from cms.core.graphql.scalars import enum
from cms.core.graphql.snippets import Snippet, chosen, fact, snippet_type, word
from cms.core.queries.body import Part, block
from cms.core.queries.snippets import SnippetReading, published_since
from geo.schema import Place, PlaceInput
from geo.values import Point
from knowledge.topics.models import Topic as TopicRecord
from knowledge.topics.queries import topics_of_snippet
from knowledge.topics.schema import Topic, topic_argument, topic_given

from . import queries
from .models import AdviceCentre as AdviceCentreRecord
from .models import Closure as ClosureRecord
from .models import OpeningHours as OpeningHoursRecord
from .queries import CentreReading

access.declare(access.Access.PERSONAL, ["Query.adviceCentres(near:)", "AdviceCentre.distanceKm"])


Day = enum(
    queries.Day,
    "Day",
    "A day of the week.",
    {day.name: f"{day.name.capitalize()}." for day in queries.Day},
)


class OpeningHours(graphene.ObjectType):
    """When a centre is open on a day of the week."""

    day = graphene.Field(Day, required=True, description="The day.")
    opens = words("The time it opens, such as 09:00.")
    closes = words("The time it closes, such as 17:30.")

    @staticmethod
    def resolve_opens(hours: OpeningHoursRecord, info: Any) -> str:
        return f"{hours.opens:%H:%M}"

    @staticmethod
    def resolve_closes(hours: OpeningHoursRecord, info: Any) -> str:
        return f"{hours.closes:%H:%M}"


class Closure(graphene.ObjectType):
    """Days on which a centre is closed."""

    first_day = graphene.Date(required=True, description="The first day.")
    last_day = graphene.Date(required=True, description="The last day.")
    reason = words("Why; may be empty.")

    @staticmethod
    def resolve_first_day(closure: tuple[ClosureRecord, ClosureRecord], info: Any) -> Any:
        return closure[0].first_day

    @staticmethod
    def resolve_last_day(closure: tuple[ClosureRecord, ClosureRecord], info: Any) -> Any:
        return closure[0].last_day

    @staticmethod
    def resolve_reason(closure: tuple[ClosureRecord, ClosureRecord], info: Any) -> str:
        return closure[1].reason


@snippet_type(AdviceCentreRecord)
class AdviceCentre(graphene.ObjectType):
    """Where people get advice."""

    class Meta:
        interfaces = (Node, Localized, Snippet)

    slug = words("Its name in addresses.")
    name = words("Its name.")
    summary = words("What it helps with.")
    street = words("Street and number; may be empty.")
    postal_code = words("Postal code; may be empty.")
    town = words("Town; may be empty.")
    location = graphene.Field(Place, description="Where it is.")
    phone = words("Telephone; may be empty.")
    email = words("E-mail address; may be empty.")
    website_url = words("Its website; may be empty.")
    booking_url = words("Where to book; may be empty.")
    languages = graphene.Field(
        graphene.NonNull(graphene.List(graphene.NonNull(graphene.String))),
        description="Codes of the languages spoken there, such as de or uk.",
    )
    accessibility = words("How accessible it is; may be empty.")
    free_of_charge = graphene.Boolean(description="Whether advice costs nothing; null where nobody knows.")
    invented = graphene.Boolean(required=True, description="Whether it was invented for the demo.")
    to_check = graphene.Boolean(required=True, description="Whether its details should be checked first.")
    checked_on = graphene.Date(description="When somebody checked its details.")
    topics = graphene.Field(
        graphene.NonNull(graphene.List(graphene.NonNull(Topic))), description="What it advises about."
    )
    opening_hours = graphene.Field(
        graphene.NonNull(graphene.List(graphene.NonNull(OpeningHours))), description="Its hours, Monday first."
    )
    closures = graphene.Field(
        graphene.NonNull(graphene.List(graphene.NonNull(Closure))), description="Closures now and to come."
    )
    is_closed_today = graphene.Boolean(required=True, description="Whether a closure covers today.")
    distance_km = graphene.Float(description="How far it is from `near`, in kilometres.")

    resolve_slug = fact("slug")
    resolve_name = word("name")
    resolve_summary = word("summary")
    resolve_street = fact("street")
    resolve_postal_code = fact("postal_code")
    resolve_town = fact("town")
    resolve_phone = fact("phone")
    resolve_email = fact("email")
    resolve_website_url = fact("url")
    resolve_booking_url = fact("booking_url")
    resolve_languages = fact("languages")
    resolve_accessibility = word("accessibility")
    resolve_free_of_charge = fact("free_of_charge")
    resolve_invented = fact("invented")
    resolve_to_check = fact("to_check")
    resolve_checked_on = fact("checked_on")

    @staticmethod
    def resolve_location(centre: CentreReading, info: Any) -> Point | None:
        return centre.place

    @staticmethod
    def resolve_topics(centre: CentreReading, info: Any) -> list[SnippetReading[TopicRecord]]:
        return topics_of_snippet(centre)

    @staticmethod
    def resolve_opening_hours(centre: CentreReading, info: Any) -> list[OpeningHoursRecord]:
        return sorted(
            centre.source.opening_hours.all(),
            key=lambda hours: (queries.WEEK.index(queries.Day(hours.day)), hours.opens),
        )

    @staticmethod
    def resolve_closures(centre: CentreReading, info: Any) -> list[tuple[ClosureRecord, ClosureRecord]]:
        centre.reader.expires_at_midnight()
        return centre.closures


AdviceCentreConnection = connection("AdviceCentre", AdviceCentre, "advice centres")


@block_type("advice")
class AdviceBlock(graphene.ObjectType):
    """A card of an advice centre."""

    class Meta:
        interfaces = (Block,)

    centre = graphene.Field(AdviceCentre, required=True, description="The centre.")
    note = words("Why it helps here; may be empty.")


@block("advice")
def read_advice(part: Part) -> dict[str, Any] | None:
    centre = queries.centre_by_pk(part.body.reader, part.fact("centre"))
    return {"centre": centre, "note": part.word("note")} if centre else None


def point_given(near: Any) -> Point | None:
    """The place an argument names. Refuses what is not on the earth."""
    if near is None:
        return None
    try:
        return Point(near["lon"], near["lat"])
    except ValueError:
        raise Refusal("BAD_PLACE", "Longitude lies between -180 and 180, latitude between -90 and 90.") from None


@query
class AdviceQuery:
    advice_centre = graphene.Field(
        AdviceCentre,
        slug=graphene.String(description="Its name in addresses."),
        id=graphene.ID(description="Its id."),
        description="One advice centre; null where there is none.",
        **scoped(),
    )
    advice_centres = graphene.Field(
        AdviceCentreConnection,
        required=True,
        description="All advice centres by name, or the nearest first.",
        near=PlaceInput(description="Where the person is. Never kept or logged."),
        language=graphene.String(description="Only centres where this language is spoken: its code."),
        topic=topic_argument(),
        changed_since=graphene.DateTime(description="Only what was published after this moment."),
        **scoped(**paged()),
    )

    @staticmethod
    def resolve_advice_centre(
        _root: Any, info: Any, slug: str | None = None, id: str | None = None, **arguments: Any
    ) -> Any:
        return chosen(list(queries.centres(root(info, arguments))), "AdviceCentre", slug, id)

    @staticmethod
    def resolve_advice_centres(
        _root: Any,
        info: Any,
        near: Any = None,
        language: str | None = None,
        topic: str | None = None,
        changed_since: datetime | None = None,
        **arguments: Any,
    ) -> dict[str, Any]:
        reader = root(info, arguments)
        found = published_since(queries.centres(reader, point_given(near), language), changed_since)
        wanted = topic_given(reader, topic)
        if wanted is not None:
            found = [centre for centre in found if wanted & {each.pk for each in centre.source.topics.all()}]
        return page_of(found, arguments)


access.public("AdviceBlock", "centre note")
access.public(
    "AdviceCentre",
    "slug name summary street postalCode town location phone email websiteUrl bookingUrl languages"
    " accessibility freeOfCharge invented toCheck checkedOn topics openingHours closures isClosedToday",
)
access.public("OpeningHours", "day opens closes")
access.public("Closure", "firstDay lastDay reason")
access.public("Query", "adviceCentre adviceCentres")
