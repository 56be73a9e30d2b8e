"""Counting how flows are used."""

from __future__ import annotations

from typing import Any

import graphene

from cms.core.graphql import access
from cms.core.graphql.blocks import listed, words
from cms.core.graphql.localized import reader_for
from cms.core.graphql.registry import mutation
from cms.core.graphql.scalars import enum
from knowledge.guidance.actions.record_use import Problem, Use, record_use
from knowledge.guidance.models import FlowUse

GuidanceUseEvent = enum(
    FlowUse.Event,
    "GuidanceUseEvent",
    "What happened at a step.",
    {
        "REACHED": "Somebody came to it.",
        "DONT_KNOW": "Somebody did not know the answer.",
        "RESULT": "Somebody came to a result.",
    },
)
RecordGuidanceUseErrorCode = enum(
    Problem,
    "RecordGuidanceUseErrorCode",
    "Why a use was not counted.",
    {
        "UNKNOWN_FLOW": "There is no public flow with this slug.",
        "UNKNOWN_STEP": "The flow has no such step.",
        "RATE_LIMITED": "Too many uses came from this address within an hour.",
    },
)
MESSAGES = {
    Problem.UNKNOWN_FLOW: "Name a flow by its slug.",
    Problem.UNKNOWN_STEP: "Name steps by their keys; after the last one comes `result`.",
    Problem.RATE_LIMITED: "Too many uses. Try again in an hour.",
}


class RecordGuidanceUseInput(graphene.InputObjectType):
    """Something that happened at a step. It says nothing about anybody."""

    municipality = graphene.String(description="Its key; without it the municipality of the host.")
    flow = graphene.String(required=True, description="The flow's slug.")
    step = graphene.String(default_value="", description="The key of the step; empty at the result.")
    event = GuidanceUseEvent(required=True, description="What happened.")
    to = graphene.String(default_value="", description="The key of the step that followed, or `result`; may be empty.")


class RecordGuidanceUseError(graphene.ObjectType):
    """Why a use was not counted."""

    code = graphene.Field(RecordGuidanceUseErrorCode, required=True, description="Stays the same.")
    message = words("The same in words, for developers.")

    @staticmethod
    def resolve_code(problem: Problem, info: Any) -> Any:
        return problem

    @staticmethod
    def resolve_message(problem: Problem, info: Any) -> str:
        return MESSAGES[problem]


class RecordGuidanceUsePayload(graphene.ObjectType):
    """What became of it."""

    recorded = graphene.Boolean(required=True, description="Whether it was counted.")
    errors = listed(RecordGuidanceUseError, "Why it was not counted.")


@mutation
class UseMutation:
    record_guidance_use = graphene.Field(
        RecordGuidanceUsePayload,
        required=True,
        description="Count a use of a flow, by step and day. Nothing personal is kept.",
        input=RecordGuidanceUseInput(required=True, description="What happened."),
    )

    @staticmethod
    def resolve_record_guidance_use(_root: Any, info: Any, input: Any) -> dict[str, Any]:
        reader = reader_for(info.context, input.get("municipality"))
        use = Use(input["flow"], input["step"], FlowUse.Event(input["event"].value), input["to"])
        problem = record_use(reader, use, info.context.client_address)
        return {"recorded": problem is None, "errors": [] if problem is None else [problem]}


access.public("RecordGuidanceUsePayload", "recorded errors")
access.public("RecordGuidanceUseError", "code message")
access.declare(access.Access.PERSONAL, ["Mutation.recordGuidanceUse"])
