"""Facts, the answers to them, and why a text was none."""

from __future__ import annotations

from typing import Any

import graphene

from cms.core.graphql import access
from cms.core.graphql.blocks import listed, words
from cms.core.graphql.interfaces import Localized, Node
from cms.core.graphql.snippets import Snippet, fact, snippet_type, word
from knowledge.guidance.engine.facts import Fact, Option
from knowledge.guidance.models import GuidanceFact as GuidanceFactRecord
from knowledge.guidance.queries.answers import UNITS, AnswerReading
from knowledge.guidance.queries.definitions import text
from knowledge.guidance.queries.library import FactReading

from .kinds import GuidanceAnswerState, GuidanceFactKind


class GuidanceOption(graphene.ObjectType):
    """One of the answers to choose from."""

    key = words("Short and lasting; addresses name it.")
    label = words("In words.")

    @staticmethod
    def resolve_label(option: tuple[Option, str], info: Any) -> str:
        return text(option[0].label, option[1])

    @staticmethod
    def resolve_key(option: tuple[Option, str], info: Any) -> str:
        return option[0].key


def of_engine(name: str) -> Any:
    """A resolver of what the engine knows of a fact."""
    return staticmethod(lambda reading, info: getattr(known(reading), name))


def known(reading: FactReading) -> Fact:
    return reading.fact


@snippet_type(GuidanceFactRecord)
class GuidanceFact(graphene.ObjectType):
    """Something to be known about a building, its place or its people."""

    class Meta:
        interfaces = (Node, Localized, Snippet)

    key = words("Lasting, such as building.dwellings; addresses name it.")
    label = words("A few words.")
    help = words("How to find the answer; may be empty.")
    kind = graphene.Field(GuidanceFactKind, required=True, description="What an answer looks like.")
    options = listed(GuidanceOption, "The answers to choose from; empty unless it is a choice.")
    unit = words("The unit of a number; may be empty.")
    low = graphene.Float(description="The smallest number.")
    high = graphene.Float(description="The largest number.")
    is_whole = graphene.Boolean(required=True, description="Whether only whole numbers are answers.")
    is_private = graphene.Boolean(required=True, description="Whether it is left out of links unless wished for.")
    from_data = graphene.Boolean(required=True, description="Whether the city's data may say it.")

    resolve_key = fact("key")
    resolve_label = word("label")
    resolve_help = word("help")
    resolve_kind = of_engine("kind")
    resolve_low = of_engine("low")
    resolve_high = of_engine("high")
    resolve_is_whole = of_engine("whole")
    resolve_is_private = of_engine("private")
    resolve_from_data = of_engine("from_data")

    @staticmethod
    def resolve_options(reading: FactReading, info: Any) -> list[tuple[Option, str]]:
        return [(option, reading.language) for option in reading.fact.options]

    @staticmethod
    def resolve_unit(reading: FactReading, info: Any) -> str:
        return UNITS.get(reading.fact.unit, reading.fact.unit)


class GuidanceAnswerInput(graphene.InputObjectType):
    """An answer as an address has it."""

    fact = graphene.String(required=True, description="The key of the fact.")
    value = graphene.String(
        required=True, description="The key of an option, a number such as 12 or 80.5, yes, no, or dont-know."
    )


def answers_argument(description: str, required: bool = False) -> graphene.List:
    return graphene.List(graphene.NonNull(GuidanceAnswerInput), required=required, description=description)


def texts_of(answers: list[Any] | None) -> list[tuple[str, str]]:
    """What was given as texts."""
    return [(answer["fact"], answer["value"]) for answer in answers or []]


class GuidanceAnswer(graphene.ObjectType):
    """An answer to a fact."""

    fact = graphene.Field(GuidanceFact, required=True, description="What is answered.")
    value = words("As an address has it; empty where no person could give it.")
    label = words("In words.")
    state = graphene.Field(GuidanceAnswerState, required=True, description="How far it is known.")
    source = words("Whose data say it; empty where the person does.")

    @staticmethod
    def resolve_fact(answer: AnswerReading, info: Any) -> FactReading:
        return answer.fact


def personal(type_name: str, fields: str) -> None:
    """Say that these ``fields`` of a type are made of what a person told."""
    access.declare(access.Access.PERSONAL, (f"{type_name}.{field}" for field in fields.split()))


access.public("GuidanceFact", "key label help kind options unit low high isWhole isPrivate fromData")
access.public("GuidanceOption", "key label")
personal("GuidanceAnswer", "fact value label state source")
