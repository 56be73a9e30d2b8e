from __future__ import annotations

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
from knowledge.pages.schema import PAGE, Introduced, body_field
from knowledge.topics.models import Topic as TopicRecord
from knowledge.topics.schema import Topic

from . import queries
from .models import CampaignIndexPage, CampaignPage


@page_type(CampaignIndexPage)
class CampaignIndex(Introduced, graphene.ObjectType):
    """The page of the campaigns."""

    class Meta:
        interfaces = PAGE

    intro = words("How it begins; may be empty.")


@page_type(CampaignPage)
class Campaign(Introduced, graphene.ObjectType):
    """A call to do something together, for a time."""

    class Meta:
        interfaces = PAGE

    starts_on = graphene.Date(required=True, description="The first day.")
    ends_on = graphene.Date(description="The last day; null where it has none.")
    call_to_action = words("What to do, as the words of a button; may be empty.")
    call_url = words("Where the button leads: a path, or a full address; may be empty.")
    topics = listed(Topic, "What it is about.")
    body = body_field()
    is_running = graphene.Boolean(required=True, description="Whether today is one of its days.")

    @staticmethod
    def resolve_starts_on(campaign: PageReading, info: Any) -> Any:
        return campaign.source.starts_on

    @staticmethod
    def resolve_ends_on(campaign: PageReading, info: Any) -> Any:
        return campaign.source.ends_on

    @staticmethod
    def resolve_call_to_action(campaign: PageReading, info: Any) -> str:
        return str(campaign.translation.call_to_action)

    @staticmethod
    def resolve_call_url(campaign: PageReading, info: Any) -> str:
        return str(campaign.source.call_url)

    @staticmethod
    def resolve_topics(campaign: PageReading, info: Any) -> list[SnippetReading[TopicRecord]]:
        return queries.topics_of(campaign)

    @staticmethod
    def resolve_is_running(campaign: PageReading, info: Any) -> bool:
        return queries.is_running(campaign)


CampaignConnection = connection("Campaign", Campaign, "campaigns")


@query
class CampaignQuery:
    campaign = graphene.Field(Campaign, description="One campaign; null where there is none.", **path_or_id())
    campaigns = graphene.Field(
        CampaignConnection,
        required=True,
        description="Campaigns, the last begun first.",
        running=graphene.Boolean(description="Whether today must, or must not, be one of their days."),
        **scoped(**paged()),
    )

    @staticmethod
    def resolve_campaign(
        _root: Any, info: Any, path: str | None = None, id: str | None = None, **arguments: Any
    ) -> PageReading | None:
        found: PageReading | None = one_page(root(info, arguments), path, id, CampaignPage)
        return found

    @staticmethod
    def resolve_campaigns(_root: Any, info: Any, running: bool | None = None, **arguments: Any) -> dict[str, Any]:
        reader = root(info, arguments)
        return page_of(queries.campaigns(reader, running), arguments, reader.pages)


access.public("CampaignIndex", "intro")
access.public("Campaign", "startsOn endsOn callToAction callUrl topics body isRunning")
access.public("Query", "campaign campaigns")
