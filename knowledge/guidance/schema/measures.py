"""Measures: what can be done."""

from __future__ import annotations

from datetime import date
from typing import Any

import graphene

from cms.core.graphql import access
from cms.core.graphql.blocks import listed, words
from cms.core.graphql.connections import connection, page_of, paged
from cms.core.graphql.images import Image
from cms.core.graphql.interfaces import Localized, Node, Page
from cms.core.graphql.localized import root, scoped
from cms.core.graphql.registry import query
from cms.core.graphql.snippets import Snippet, fact, snippet_type, word
from cms.core.queries.media import ImageReading, image_reading
from knowledge.funding.schema import FundingProgramme
from knowledge.guidance.models import Measure as MeasureRecord
from knowledge.guidance.queries.library import MeasureReading, measures
from knowledge.topics.schema import Topic

from .kinds import MeasureKind


@snippet_type(MeasureRecord)
class Measure(graphene.ObjectType):
    """Something that can be done to a building or by its people."""

    class Meta:
        interfaces = (Node, Localized, Snippet)

    slug = words("Its lasting name.")
    title = words("What it is called.")
    summary = words("Two short sentences.")
    kind = graphene.Field(MeasureKind, required=True, description="What kind of thing it is.")
    image = graphene.Field(Image, description="Its picture.")
    topics = listed(Topic, "What it is about.")
    documents = listed(graphene.String, "What to bring to a visit to an advice centre.")
    next_steps = listed(graphene.String, "What to do next.")
    pages = listed(Page, "What to read about it.")
    programmes = listed(FundingProgramme, "The programmes that pay for it, on the day asked for.")

    resolve_slug = fact("slug")
    resolve_title = word("title")
    resolve_summary = word("summary")
    resolve_kind = fact("kind")

    @staticmethod
    def resolve_image(measure: MeasureReading, info: Any) -> ImageReading | None:
        peers = [each.source.image_id for each in measures(measure.reader, measure.day).values()]
        return image_reading(measure.reader, measure.source.image_id, peers)


MeasureConnection = connection("Measure", Measure, "measures")


@query
class MeasureQuery:
    measures = graphene.Field(
        MeasureConnection,
        required=True,
        description="All measures by kind and title.",
        as_of=graphene.Date(description="The day to tell the grants for; today where it is left out."),
        kind=MeasureKind(description="Only of this kind."),
        **scoped(**paged()),
    )

    @staticmethod
    def resolve_measures(
        _root: Any, info: Any, as_of: date | None = None, kind: Any = None, **arguments: Any
    ) -> dict[str, Any]:
        reader = root(info, arguments)
        if as_of is None:
            reader.expires_at_midnight()
        found = [each for each in measures(reader, as_of).values() if kind is None or each.source.kind == kind.value]
        order = {each: place for place, each in enumerate(MeasureRecord.Kind.values)}
        found.sort(key=lambda each: (order.get(each.source.kind, 0), each.translation.title.casefold()))
        return page_of(found, arguments)


access.public("Measure", "slug title summary kind image topics documents nextSteps pages programmes")
access.public("Query", "measures")
access.declare_size("Measure.pages", 2)
access.declare_size("Measure.programmes", 1)
