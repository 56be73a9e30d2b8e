from __future__ import annotations

from typing import Any

import graphene

from cms.core.graphql import access
from cms.core.graphql.blocks import listed, words
from cms.core.graphql.localized import reader_for
from cms.core.graphql.registry import mutation
from cms.core.graphql.scalars import Locale, LocaleCode, enum

from . import values
from .actions import Receipt, receive_feedback
from .models import FeedbackMessage
from .values import FieldProblem, Submission

FeedbackKind = enum(
    FeedbackMessage.Kind,
    "FeedbackKind",
    "What a message is about.",
    {
        "CONTENT": "Something on a page is wrong or hard to understand.",
        "BARRIER": "Somebody can't use something.",
        "PRAISE": "Praise.",
        "OTHER": "Something else.",
    },
)
SubmitFeedbackErrorCode = enum(
    values.Problem,
    "SubmitFeedbackErrorCode",
    "Why a message was not taken.",
    {
        "TOO_SHORT": "The message has fewer than 3 characters.",
        "TOO_LONG": "The message has more than 4,000 characters.",
        "INVALID_EMAIL": "This is no e-mail address.",
        "INVALID_PATH": "The page must be a path beginning with a slash.",
        "INVALID_KEY": "The submission key must have 16 to 64 letters, digits, hyphens or underscores.",
        "RATE_LIMITED": "Too many messages came from this address within an hour.",
    },
)
MESSAGES = {
    values.Problem.TOO_SHORT: "Write at least 3 characters.",
    values.Problem.TOO_LONG: "Write at most 4,000 characters.",
    values.Problem.INVALID_EMAIL: "Write the e-mail address like name@example.org, or leave it out.",
    values.Problem.INVALID_PATH: "Name the page by its path, beginning with a slash.",
    values.Problem.INVALID_KEY: "Send a key of 16 to 64 letters, digits, hyphens or underscores.",
    values.Problem.RATE_LIMITED: "Too many messages. Try again in an hour.",
}


class SubmitFeedbackInput(graphene.InputObjectType):
    """A message to a municipality."""

    municipality = graphene.String(description="Its key; without it the municipality of the host.")
    kind = FeedbackKind(required=True, description="What it is about.")
    path = graphene.String(description="The page it is about, as a path.")
    locale = Locale(default_value=LocaleCode.DE, description="The language it is written in.")
    text = graphene.String(required=True, description="The message, 3 to 4,000 characters.")
    email = graphene.String(description="Where to answer, if an answer is wished for.")
    website = graphene.String(description="Leave it empty: only machines fill it in.")
    submission_key = graphene.String(
        required=True, description="Made by the client for each message: the same key sent twice is stored once."
    )


class FieldError(graphene.ObjectType):
    """What is wrong with a field."""

    field = graphene.String(description="The name of the input field; null where it is the whole.")
    code = graphene.Field(SubmitFeedbackErrorCode, required=True, description="What is wrong; stays the same.")
    message = words("The same in words, for developers.")

    @staticmethod
    def resolve_field(found: FieldProblem, info: Any) -> str | None:
        return found.field or None

    @staticmethod
    def resolve_code(found: FieldProblem, info: Any) -> Any:
        return found.problem

    @staticmethod
    def resolve_message(found: FieldProblem, info: Any) -> str:
        return MESSAGES[found.problem]


class SubmitFeedbackPayload(graphene.ObjectType):
    """What became of a message."""

    accepted = graphene.Boolean(required=True, description="Whether it was taken.")
    reference = graphene.String(description="How to refer to it; null where it was not taken.")
    delete_on = graphene.Date(description="The day it will be deleted; null where it was not taken.")
    errors = listed(FieldError, "Why it was not taken.")

    @staticmethod
    def resolve_reference(receipt: Receipt, info: Any) -> str | None:
        return receipt.reference or None

    @staticmethod
    def resolve_errors(receipt: Receipt, info: Any) -> tuple[FieldProblem, ...]:
        return receipt.problems


@mutation
class FeedbackMutation:
    submit_feedback = graphene.Field(
        SubmitFeedbackPayload,
        required=True,
        description="Send a message to a municipality. It is kept for 180 days.",
        input=SubmitFeedbackInput(required=True, description="The message."),
    )

    @staticmethod
    def resolve_submit_feedback(_root: Any, info: Any, input: Any) -> Receipt:
        reader = reader_for(info.context, input.get("municipality"))
        sent = Submission(
            kind=input["kind"].value,
            text=input["text"],
            language=input["locale"].value if input.get("locale") else "de",
            key=input["submission_key"],
            path=input.get("path") or "",
            email=(input.get("email") or "").strip(),
            trap=input.get("website") or "",
        )
        return receive_feedback(reader.municipality, sent, reader.now, info.context.client_address)


access.public("SubmitFeedbackPayload", "accepted reference deleteOn errors")
access.public("FieldError", "field code message")
access.declare(access.Access.PERSONAL, ["Mutation.submitFeedback"])
