"""What people say of a building's figures: that they are wrong, or that they must not be shown."""

from __future__ import annotations

from typing import Any

import graphene

from cms.core.graphql import access
from cms.core.graphql.blocks import listed
from cms.core.graphql.blocks import words as text
from cms.core.graphql.localized import reader_for
from cms.core.graphql.registry import mutation
from cms.core.graphql.scalars import Locale, LocaleCode, enum
from geo.actions.receive_note import Receipt, receive_note
from geo.models import BuildingNote
from geo.queries.buildings import building
from geo.values import notes
from geo.values.notes import FieldProblem, Sent

from .geometry import uuid_in

BuildingNoteKind = enum(
    BuildingNote.Kind,
    "BuildingNoteKind",
    "What somebody says of a building's figures.",
    {"CORRECTION": "Something is wrong.", "OBJECTION": "They must not be shown."},
)
ReportBuildingErrorCode = enum(
    notes.Problem,
    "ReportBuildingErrorCode",
    "Why a message was not taken.",
    {
        "TOO_SHORT": "The message of a correction has fewer than 3 characters.",
        "TOO_LONG": f"The message has more than {notes.LONGEST_TEXT} characters.",
        "INVALID_EMAIL": "This is no e-mail address.",
        "INVALID_KEY": "The submission key must have 16 to 64 letters, digits, hyphens or underscores.",
        "UNKNOWN_ATTRIBUTE": "There is no attribute with this key.",
        "UNKNOWN_BUILDING": "There is no building with this id.",
        "RATE_LIMITED": "Too many messages came from this address within an hour.",
    },
)


class ReportBuildingInput(graphene.InputObjectType):
    """A correction or an objection."""

    municipality = graphene.String(description="Key of the municipality; without it the one of the host asked.")
    building = graphene.ID(required=True, description="The id of the building.")
    kind = BuildingNoteKind(required=True, description="What it is.")
    attribute = graphene.String(description="The key of the attribute that is wrong.")
    text = graphene.String(default_value="", description="The message; an objection needs none.")
    email = graphene.String(description="Where to answer, if an answer is wished for.")
    locale = Locale(default_value=LocaleCode.DE, description="The language it is written in.")
    website = graphene.String(description="Leave it empty: only machines fill it in.")
    submission_key = graphene.String(
        required=True, description="Made by the client for each message: the same key sent twice is stored once."
    )


class ReportBuildingError(graphene.ObjectType):
    """What is wrong with a field."""

    field = graphene.String(description="The name of the input field; null where it is the whole.")
    code = graphene.Field(ReportBuildingErrorCode, required=True, description="What is wrong; stays the same.")

    @staticmethod
    def resolve_field(found: FieldProblem, info: Any) -> str | None:
        return found.field or None

    @staticmethod
    def resolve_code(found: FieldProblem, info: Any) -> Any:
        return found.problem


class ReportBuildingPayload(graphene.ObjectType):
    """What became of a message."""

    accepted = graphene.Boolean(required=True, description="Whether it was taken.")
    reference = text("How to refer to it; empty where it was not taken.")
    answer_by = graphene.Date(description="The day by which it is decided; null where it was not taken.")
    errors = listed(ReportBuildingError, "Why it was not taken.")

    @staticmethod
    def resolve_answer_by(receipt: Receipt, info: Any) -> Any:
        return receipt.due_on

    @staticmethod
    def resolve_errors(receipt: Receipt, info: Any) -> tuple[FieldProblem, ...]:
        return receipt.problems


@mutation
class BuildingNoteMutation:
    report_building = graphene.Field(
        ReportBuildingPayload,
        required=True,
        description="Say that a building's figures are wrong, or that they must not be shown.",
        input=ReportBuildingInput(required=True, description="The message."),
    )

    @staticmethod
    def resolve_report_building(_root: Any, info: Any, input: Any) -> Receipt:
        reader = reader_for(info.context, input.get("municipality"), input.get("locale"))
        found = building(reader, uuid_in(input["building"], "Building"))
        sent = Sent(
            kind=input["kind"].value,
            text=input.get("text") or "",
            language=reader.language,
            key=input["submission_key"],
            attribute=input.get("attribute") or "",
            email=(input.get("email") or "").strip(),
            trap=input.get("website") or "",
        )
        feature = found.feature if found else None
        return receive_note(reader.municipality, feature, sent, reader.now, info.context.client_address)


access.public("ReportBuildingPayload", "accepted reference answerBy errors")
access.public("ReportBuildingError", "field code")
access.declare(access.Access.PERSONAL, ["Mutation.reportBuilding"])
