"""Heat plans: how far they are, and that they oblige nobody."""

from __future__ import annotations

from typing import Any

import graphene

from cms.core.graphql import access
from cms.core.graphql.blocks import words as text
from cms.core.graphql.interfaces import Localized, Node
from cms.core.graphql.localized import root, scoped
from cms.core.graphql.registry import query
from cms.core.graphql.snippets import Snippet, chosen, fact, snippet_type, word
from geo.models import HeatPlan as HeatPlanRecord
from geo.queries import plans, words
from geo.queries.plans import PlanReading

from .kinds import HeatPlanStatus


@snippet_type(HeatPlanRecord)
class HeatPlan(graphene.ObjectType):
    """A version of a municipality's heat plan; a revision is another plan."""

    class Meta:
        interfaces = (Node, Localized, Snippet)

    slug = text("Its name in addresses; lasting.")
    title = text("Its title.")
    summary = text("What it says, in plain words; may be empty.")
    status = graphene.Field(HeatPlanStatus, required=True, description="How far it is.")
    display_from = graphene.Date(description="The first day on which the draft is on display.")
    display_to = graphene.Date(description="The last day on which the draft is on display.")
    takes_comments = graphene.Boolean(required=True, description="Whether the draft is on display today.")
    how_to_comment = text("Where and how to comment; may be empty.")
    comment_url = text("Where to send comments; may be empty.")
    decided_by = text("Who decided on it; may be empty.")
    decided_on = graphene.Date(description="When it was decided.")
    target_year = graphene.Int(description="The year by which heat is to be climate-neutral.")
    plan_url = text("Where the plan itself is; may be empty.")
    replaces = graphene.Field(lambda: HeatPlan, description="The plan it revises.")
    notice = text("That nobody can claim anything from it and it obliges nobody (WPG, section 18 (2)).")

    resolve_slug = fact("slug")
    resolve_title = word("title")
    resolve_summary = word("summary")
    resolve_how_to_comment = word("how_to_comment")
    resolve_decided_by = word("decided_by")

    @staticmethod
    def resolve_takes_comments(plan: PlanReading, info: Any) -> bool:
        return plans.takes_comments(plan)

    @staticmethod
    def resolve_replaces(plan: PlanReading, info: Any) -> PlanReading | None:
        return plans.plan(plan.reader, plan.source.replaces_id)

    @staticmethod
    def resolve_notice(plan: PlanReading, info: Any) -> str:
        return words.said(words.NOTICE, plan.reader.language)


for _name in ("status", "display_from", "display_to", "comment_url", "decided_on", "target_year", "plan_url"):
    setattr(HeatPlan, f"resolve_{_name}", fact(_name))


@query
class HeatPlanQuery:
    heat_plan = graphene.Field(
        HeatPlan,
        slug=graphene.String(description="Its name in addresses."),
        id=graphene.ID(description="Its id."),
        description="One heat plan; null where there is none.",
        **scoped(),
    )
    heat_plans = graphene.Field(
        graphene.NonNull(graphene.List(graphene.NonNull(HeatPlan))),
        description="All heat plans: those nobody decided on first, then the newest decision.",
        **scoped(),
    )

    @staticmethod
    def resolve_heat_plan(
        _root: Any, info: Any, slug: str | None = None, id: str | None = None, **arguments: Any
    ) -> PlanReading | None:
        return chosen(plans.plans(root(info, arguments)), "HeatPlan", slug, id)

    @staticmethod
    def resolve_heat_plans(_root: Any, info: Any, **arguments: Any) -> list[PlanReading]:
        return plans.plans(root(info, arguments))


access.public(
    "HeatPlan",
    "slug title summary status displayFrom displayTo takesComments howToComment commentUrl decidedBy decidedOn"
    " targetYear planUrl replaces notice",
)
access.public("Query", "heatPlan heatPlans")
