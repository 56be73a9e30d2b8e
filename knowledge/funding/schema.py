from __future__ import annotations

from datetime import date, datetime
from typing import Any

import graphene

from cms.core.graphql import access
from cms.core.graphql.blocks import Block, block_type, words
from cms.core.graphql.connections import connection, page_of, paged
from cms.core.graphql.figures import Figure, FigureReading, Source, source_of
from cms.core.graphql.images import Image
from cms.core.graphql.interfaces import Localized, Node
from cms.core.graphql.localized import root, scoped
from cms.core.graphql.registry import query
from cms.core.graphql.scalars import RowStatus, enum
from cms.core.graphql.snippets import Snippet, chosen, fact, snippet_type, word
from cms.core.models import DatedRow
from cms.core.queries.body import Part, block
from cms.core.queries.html import render
from cms.core.queries.media import ImageReading, image_reading
from cms.core.queries.readings import Reader
from cms.core.queries.snippets import SnippetReading, published_since
from knowledge.audiences.schema import Audience, audiences, known
from knowledge.topics.models import Topic as TopicRecord
from knowledge.topics.queries import topics_of_snippet
from knowledge.topics.schema import Topic

from . import queries
from .models import FundingProgramme as FundingProgrammeRecord
from .models import FundingRate as FundingRateRecord
from .queries import DatedProgramme, RateReading

RateState = enum(
    queries.RateState,
    "RateState",
    "What is known about the rates of a programme on a day.",
    {
        "CONFIRMED": "Somebody confirmed them.",
        "TO_CHECK": "Please check them before you rely on them.",
        "OPEN": "No amount is known for this day.",
    },
)
RateKind = enum(
    FundingRateRecord.Kind,
    "RateKind",
    "What a line of a programme is.",
    {
        "BASE": "The base rate.",
        "BONUS": "An addition, under its condition.",
        "CAP": "The most there is altogether.",
        "ELIGIBLE_COST": "The most cost that counts.",
    },
)


class FundingRate(graphene.ObjectType):
    """A dated line of a programme."""

    kind = graphene.Field(RateKind, required=True, description="What it is.")
    key = words("Lasting name within its programme.")
    label = words("What it is called.")
    condition = words("For whom or what; may be empty.")
    figure = graphene.Field(Figure, required=True, description="How much.")
    dwelling_from = graphene.Int(description="The first dwelling of the building it counts for.")
    dwelling_to = graphene.Int(description="The last dwelling of the building it counts for.")
    valid_from = graphene.Date(description="The first day.")
    valid_to = graphene.Date(description="The last day.")
    status = graphene.Field(RowStatus, required=True, description="Whether somebody confirmed it.")
    legal_basis = words("What it rests on; may be empty.")
    source = graphene.Field(Source, description="Where it comes from.")
    checked_on = graphene.Date(description="When somebody looked at the source.")

    @staticmethod
    def resolve_label(rate: RateReading, info: Any) -> str:
        return rate.words.label

    @staticmethod
    def resolve_condition(rate: RateReading, info: Any) -> str:
        return rate.words.condition

    @staticmethod
    def resolve_figure(rate: RateReading, info: Any) -> FigureReading:
        return FigureReading(rate.figure, rate.language, rate.rate.status == DatedRow.Status.TO_CHECK)

    @staticmethod
    def resolve_source(rate: RateReading, info: Any) -> dict[str, Any] | None:
        return source_of(rate.rate.source_title, rate.rate.source_url)


def shared_by_all_languages(name: str) -> Any:
    return staticmethod(lambda rate, info: getattr(rate.rate, name))


for shared in ("kind", "key", "dwelling_from", "dwelling_to", "valid_from", "valid_to", "status", "legal_basis",
               "checked_on"):  # fmt: skip
    setattr(FundingRate, f"resolve_{shared}", shared_by_all_languages(shared))


@snippet_type(FundingProgrammeRecord)
class FundingProgramme(graphene.ObjectType):
    """A grant: what it pays for, whom, and how much on a day."""

    class Meta:
        interfaces = (Node, Localized, Snippet)

    slug = words("Its name in addresses.")
    title = words("Its title.")
    provider = words("Who gives it.")
    summary = words("One or two sentences.")
    what = words("What it pays for, as harmless HTML; may be empty.")
    steps = graphene.Field(
        graphene.NonNull(graphene.List(graphene.NonNull(graphene.String))), description="How to apply, in order."
    )
    for_whom = audiences("Who may apply.")
    programme_url = words("Where it is described by who gives it; may be empty.")
    image = graphene.Field(Image, description="Its picture.")
    topics = graphene.Field(graphene.NonNull(graphene.List(graphene.NonNull(Topic))), description="What it is about.")
    rates = graphene.Field(
        graphene.NonNull(graphene.List(graphene.NonNull(FundingRate))), description="The lines that hold on `asOf`."
    )
    state = graphene.Field(RateState, required=True, description="What is known about its rates on `asOf`.")
    as_of = graphene.Date(required=True, description="The day it is told for.")

    resolve_slug = fact("slug")
    resolve_title = word("title")
    resolve_provider = word("provider")
    resolve_summary = word("summary")
    resolve_programme_url = fact("url")

    @staticmethod
    def resolve_what(programme: DatedProgramme, info: Any) -> str:
        return render(programme.reader, programme.translation.what)

    @staticmethod
    def resolve_steps(programme: DatedProgramme, info: Any) -> list[str]:
        return [line.strip() for line in programme.translation.steps.splitlines() if line.strip()]

    @staticmethod
    def resolve_for_whom(programme: DatedProgramme, info: Any) -> list[Any]:
        return known(programme.source.for_whom)

    @staticmethod
    def resolve_image(programme: DatedProgramme, info: Any) -> ImageReading | None:
        peers = [each.source.image_id for each in queries.programmes_by_pk(programme.reader).values()]
        return image_reading(programme.reader, programme.source.image_id, peers)

    @staticmethod
    def resolve_topics(programme: DatedProgramme, info: Any) -> list[SnippetReading[TopicRecord]]:
        return topics_of_snippet(programme)

    @staticmethod
    def resolve_as_of(programme: DatedProgramme, info: Any) -> date:
        return programme.day


FundingProgrammeConnection = connection("FundingProgramme", FundingProgramme, "programmes")


def dated(reading: SnippetReading[FundingProgrammeRecord] | None, day: date | None) -> DatedProgramme | None:
    """``reading`` on ``day``, today where no day is asked for."""
    return DatedProgramme(reading, day or reading.reader.today) if reading else None


def expires_at_midnight(reader: Reader, day: date | None) -> None:
    """An answer told for today is right only today."""
    if day is None:
        reader.expires_at_midnight()


@block_type("funding")
class FundingBlock(graphene.ObjectType):
    """A card of a funding programme."""

    class Meta:
        interfaces = (Block,)

    programme = graphene.Field(FundingProgramme, required=True, description="The programme, as it stands today.")
    note = words("Why it matters here; may be empty.")


@block("funding")
def read_funding(part: Part) -> dict[str, Any] | None:
    reader = part.body.reader
    programme = dated(queries.programmes_by_pk(reader).get(part.fact("programme")), None)
    expires_at_midnight(reader, None)
    return {"programme": programme, "note": part.word("note")} if programme else None


def as_of() -> graphene.Date:
    return graphene.Date(description="The day to tell the rates for; today where it is left out.")


@query
class FundingQuery:
    funding_programme = graphene.Field(
        FundingProgramme,
        slug=graphene.String(description="Its name in addresses."),
        id=graphene.ID(description="Its id."),
        as_of=as_of(),
        description="One programme; null where there is none.",
        **scoped(),
    )
    funding_programmes = graphene.Field(
        FundingProgrammeConnection,
        required=True,
        description="All programmes by title.",
        as_of=as_of(),
        for_whom=Audience(description="Only programmes for these people."),
        changed_since=graphene.DateTime(description="Only what was published after this moment."),
        **scoped(**paged()),
    )

    @staticmethod
    def resolve_funding_programme(
        _root: Any,
        info: Any,
        slug: str | None = None,
        id: str | None = None,
        as_of: date | None = None,
        **arguments: Any,
    ) -> DatedProgramme | None:
        reader = root(info, arguments)
        expires_at_midnight(reader, as_of)
        return dated(chosen(queries.programmes(reader), "FundingProgramme", slug, id), as_of)

    @staticmethod
    def resolve_funding_programmes(
        _root: Any,
        info: Any,
        as_of: date | None = None,
        for_whom: Any = None,
        changed_since: datetime | None = None,
        **arguments: Any,
    ) -> dict[str, Any]:
        reader = root(info, arguments)
        expires_at_midnight(reader, as_of)
        found = published_since(queries.programmes(reader), changed_since)
        if for_whom is not None:
            found = [programme for programme in found if for_whom.value in programme.source.for_whom]
        return page_of(found, arguments, lambda page: [dated(programme, as_of) for programme in page])


access.public("FundingBlock", "programme note")
access.public(
    "FundingProgramme",
    "slug title provider summary what steps forWhom programmeUrl image topics rates state asOf",
)
access.public(
    "FundingRate",
    "kind key label condition figure dwellingFrom dwellingTo validFrom validTo status legalBasis source checkedOn",
)
access.public("Query", "fundingProgramme fundingProgrammes")
