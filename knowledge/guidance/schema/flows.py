"""Flows: their pages, and the whole of them for clients that walk by themselves."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import graphene

from cms.core.graphql import access
from cms.core.graphql.blocks import listed, words
from cms.core.graphql.connections import connection, page_of, paged
from cms.core.graphql.errors import Refusal
from cms.core.graphql.localized import root, scoped
from cms.core.graphql.navigation import one_page
from cms.core.graphql.registry import page_type, query
from cms.core.queries.readings import PageReading
from cms.core.queries.snippets import SnippetReading
from knowledge.audiences.schema import Audience, audiences, known
from knowledge.guidance.models import GuidanceIndexPage, GuidancePage
from knowledge.guidance.queries import flows
from knowledge.guidance.queries.definitions import Definition, definition, plain_definition
from knowledge.pages.schema import PAGE, Introduced
from knowledge.topics.models import Topic as TopicRecord
from knowledge.topics.schema import Topic, topic_argument, topic_given


class JSON(graphene.Scalar):
    """Plain data of texts, numbers, lists and objects."""

    @staticmethod
    def serialize(value: Any) -> Any:
        return value


def definition_of(flow: PageReading) -> Definition:
    """The definition of a flow. Refuses a flow that can't be read."""
    found = definition(flow)
    if found is None:
        raise Refusal("FLOW_NOT_READABLE", "This flow can't be read. Its editors find the reason beside it.")
    return found


def of_definition(name: str) -> Any:
    """A resolver of what the definition says."""
    return staticmethod(lambda flow, info: getattr(definition_of(flow), name))


@page_type(GuidancePage)
class GuidanceFlow(Introduced, graphene.ObjectType):
    """A conversation that asks for facts and ends in judgements of measures."""

    class Meta:
        interfaces = PAGE

    intro = words("What people learn here; may be empty.")
    audience = audiences("Whom it is for.")
    topics = listed(Topic, "What it is about.")
    duration_minutes = graphene.Int(required=True, description="How many minutes it takes about.")
    most_questions = graphene.Int(required=True, description="How many questions are asked at most.")
    shows_estimates = graphene.Boolean(required=True, description="Whether its result has heat demand and costs.")
    version = words("Changes whenever anything in the definition does, words included.")
    structure_version = words("Changes whenever the same answers may lead elsewhere.")
    definition = graphene.Field(
        JSON, required=True, description="Steps, facts, measures and their rules, for clients that walk by themselves."
    )

    resolve_most_questions = of_definition("most_questions")
    resolve_shows_estimates = of_definition("shows_estimates")
    resolve_version = of_definition("version")
    resolve_structure_version = of_definition("structure_version")

    @staticmethod
    def resolve_audience(flow: PageReading, info: Any) -> list[Any]:
        return known(list(flows.audience_of(flow)))

    @staticmethod
    def resolve_topics(flow: PageReading, info: Any) -> list[SnippetReading[TopicRecord]]:
        return flows.topics_of(flow)

    @staticmethod
    def resolve_duration_minutes(flow: PageReading, info: Any) -> int:
        return int(flow.source.duration_minutes)

    @staticmethod
    def resolve_definition(flow: PageReading, info: Any) -> dict[str, Any]:
        return plain_definition(definition_of(flow))


@page_type(GuidanceIndexPage)
class GuidanceIndex(Introduced, graphene.ObjectType):
    """Where the flows begin."""

    class Meta:
        interfaces = PAGE

    intro = words("How it begins; may be empty.")
    flows = listed(GuidanceFlow, "All flows, in the editors' order.")

    @staticmethod
    def resolve_flows(index: PageReading, info: Any) -> list[PageReading]:
        return flows.flows(index.reader)


GuidanceFlowConnection = connection("GuidanceFlow", GuidanceFlow, "flows")


@query
class FlowQuery:
    guidance_flow = graphene.Field(
        GuidanceFlow,
        description="One flow; null where there is none.",
        slug=graphene.String(description="Its name in addresses."),
        path=graphene.String(description="Its path without host and language."),
        id=graphene.ID(description="Its id."),
        **scoped(),
    )
    guidance_flows = graphene.Field(
        GuidanceFlowConnection,
        required=True,
        description="The flows a municipality shows: its own and its library's.",
        audience=Audience(description="Only flows for these people."),
        topic=topic_argument(),
        changed_since=graphene.DateTime(description="Only what was published after this moment."),
        **scoped(**paged()),
    )

    @staticmethod
    def resolve_guidance_flow(
        _root: Any,
        info: Any,
        slug: str | None = None,
        path: str | None = None,
        id: str | None = None,
        **arguments: Any,
    ) -> PageReading | None:
        reader = root(info, arguments)
        if slug is not None and path is None and id is None:
            return flows.flow_called(reader, slug)
        if slug is not None:
            raise Refusal("SLUG_OR_ID", "Give either a slug, a path or an id.")
        found: PageReading | None = one_page(reader, path, id, GuidancePage)
        return found

    @staticmethod
    def resolve_guidance_flows(
        _root: Any,
        info: Any,
        audience: Any = None,
        topic: str | None = None,
        changed_since: datetime | None = None,
        **arguments: Any,
    ) -> dict[str, Any]:
        reader = root(info, arguments)
        found = flows.flows(
            reader,
            audience=audience.value if audience is not None else None,
            topics=topic_given(reader, topic),
            since=changed_since,
        )
        return page_of(found, arguments)


access.public("GuidanceIndex", "intro flows")
access.public(
    "GuidanceFlow",
    "intro audience topics durationMinutes mostQuestions showsEstimates version structureVersion definition",
)
access.public("Query", "guidanceFlow guidanceFlows")
