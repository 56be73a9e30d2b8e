"""The steps of a flow."""

from __future__ import annotations

from typing import Any

import graphene

from cms.core.graphql.blocks import words
from cms.core.graphql.interfaces import Page
from cms.core.queries.pages import page_at
from cms.core.queries.readings import PageReading, Reader
from knowledge.guidance.engine.flow import Step
from knowledge.guidance.queries.definitions import text
from knowledge.guidance.queries.library import FactReading, facts

from .facts import GuidanceFact, personal
from .kinds import GuidanceStepKind


class GuidanceStep(graphene.ObjectType):
    """One page of the conversation."""

    key = words("Its lasting name within the flow.")
    kind = graphene.Field(GuidanceStepKind, required=True, description="What it does.")
    words = words("The question, or the heading.")
    why = graphene.String(required=True, description="Why it is asked; may be empty.")
    more = graphene.String(required=True, description="How to find the answer, or the text; may be empty.")
    fact = graphene.Field(GuidanceFact, description="What it asks for.")
    contact = graphene.Field(Page, description="Who helps on.")

    @staticmethod
    def resolve_key(step: tuple[Step, Reader], info: Any) -> str:
        return step[0].key

    @staticmethod
    def resolve_kind(step: tuple[Step, Reader], info: Any) -> Any:
        return step[0].kind

    @staticmethod
    def resolve_words(step: tuple[Step, Reader], info: Any) -> str:
        return text(step[0].words, step[1].language)

    @staticmethod
    def resolve_why(step: tuple[Step, Reader], info: Any) -> str:
        return text(step[0].why, step[1].language)

    @staticmethod
    def resolve_more(step: tuple[Step, Reader], info: Any) -> str:
        return text(step[0].more, step[1].language)

    @staticmethod
    def resolve_fact(step: tuple[Step, Reader], info: Any) -> FactReading | None:
        return facts(step[1]).get(step[0].fact)

    @staticmethod
    def resolve_contact(step: tuple[Step, Reader], info: Any) -> PageReading | None:
        return page_at(step[1], step[0].contact) if step[0].contact else None


personal("GuidanceStep", "key kind words why more fact contact")
