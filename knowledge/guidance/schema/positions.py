"""Where a person stands in a flow."""

from __future__ import annotations

from typing import Any

import graphene

from cms.core.graphql import access
from cms.core.graphql.blocks import listed, words
from cms.core.graphql.errors import Refusal
from cms.core.graphql.localized import root, scoped
from cms.core.graphql.registry import extend, query
from cms.core.queries.readings import PageReading, Reader
from knowledge.guidance.engine.answers import Refused
from knowledge.guidance.engine.facts import Answer
from knowledge.guidance.engine.walk import Passage
from knowledge.guidance.queries.answers import AnswerReading, message
from knowledge.guidance.queries.flows import flow_called
from knowledge.guidance.queries.library import FactReading, facts_named
from knowledge.guidance.queries.positions import Asked, Ended, Standing, dates_of, stand
from knowledge.guidance.queries.providers import Subject, facts_of
from knowledge.guidance.queries.results import Result, result_of

from .facts import GuidanceAnswer, GuidanceFact, answers_argument, personal, texts_of
from .flows import GuidanceFlow, definition_of
from .kinds import GuidanceEnd, GuidancePassed, GuidanceRefusal
from .results import GuidanceResult
from .steps import GuidanceStep


class GuidancePassage(graphene.ObjectType):
    """A step on the path."""

    step = graphene.Field(GuidanceStep, required=True, description="The step.")
    how = graphene.Field(GuidancePassed, required=True, description="How it was passed.")
    answer = graphene.Field(GuidanceAnswer, description="What is taken to be so of the fact it asks for.")

    @staticmethod
    def resolve_step(passage: tuple[Standing, Passage], info: Any) -> Any:
        standing, passed = passage
        return standing.flow.steps[standing.flow.places[passed.step]], standing.reader

    @staticmethod
    def resolve_how(passage: tuple[Standing, Passage], info: Any) -> Any:
        return passage[1].how

    @staticmethod
    def resolve_answer(passage: tuple[Standing, Passage], info: Any) -> AnswerReading | None:
        return passage[0].answer_on_path(passage[1].step)


class GuidanceRefused(graphene.ObjectType):
    """A text that is no answer; its fact is asked again."""

    fact = words("What it was given for; empty where it is about all answers.")
    step = graphene.Field(GuidanceStep, description="The step that asks for it.")
    reason = graphene.Field(GuidanceRefusal, required=True, description="Why it is none.")
    message = words("What to do, in words.")

    @staticmethod
    def resolve_fact(refused: tuple[Standing, Refused], info: Any) -> str:
        return refused[1].fact

    @staticmethod
    def resolve_step(refused: tuple[Standing, Refused], info: Any) -> Any:
        standing, found = refused
        step = standing.step_asking(found.fact)
        return (step, standing.reader) if step else None

    @staticmethod
    def resolve_reason(refused: tuple[Standing, Refused], info: Any) -> Any:
        return refused[1].refusal

    @staticmethod
    def resolve_message(refused: tuple[Standing, Refused], info: Any) -> str:
        standing, found = refused
        return message(found, standing.definition.library.catalogue.get(found.fact), standing.reader.language)


class GuidancePosition(graphene.ObjectType):
    """Where answers lead in a flow: to a step that needs one, or to the end."""

    flow = graphene.Field(GuidanceFlow, required=True, description="The flow.")
    step = graphene.Field(GuidanceStep, description="The question, or the outcome; null at the result.")
    is_changing = graphene.Boolean(required=True, description="Whether the question is answered and asked again.")
    end = graphene.Field(GuidanceEnd, description="How it ended; null as long as something is asked.")
    shown = listed(GuidanceStep, "What to show above the question.")
    suggestion = graphene.Field(GuidanceAnswer, description="What data say of the fact asked for, to be confirmed.")
    current = graphene.Field(GuidanceAnswer, description="The answer given so far to the question.")
    missing = listed(GuidanceFact, "Facts for want of which it is not sure that the question matters.")
    path = listed(GuidancePassage, "The steps passed.")
    refused = listed(GuidanceRefused, "Texts that were no answers.")
    unused = listed(GuidanceAnswer, "Answers to questions that are not on the path: they judge nothing.")
    done = graphene.Int(required=True, description="How many questions need nothing more.")
    to_come = graphene.Int(required=True, description="How many questions come at most, this one included.")
    answers = listed(GuidanceAnswer, "All valid answers.")
    link = words("The query string that leads here again, without private answers unless they are wished for.")
    is_other_version = graphene.Boolean(
        required=True, description="Whether the answers were given to another version; what is valid of them is kept."
    )
    result = graphene.Field(GuidanceResult, description="What it comes to; null before a result is reached.")

    @staticmethod
    def resolve_flow(standing: Standing, info: Any) -> PageReading:
        return standing.page

    @staticmethod
    def resolve_step(standing: Standing, info: Any) -> Any:
        return (standing.step, standing.reader) if standing.step else None

    @staticmethod
    def resolve_is_changing(standing: Standing, info: Any) -> bool:
        return standing.changing is not None

    @staticmethod
    def resolve_end(standing: Standing, info: Any) -> Any:
        return standing.ended

    @staticmethod
    def resolve_shown(standing: Standing, info: Any) -> list[Any]:
        return [(step, standing.reader) for step in standing.shown]

    @staticmethod
    def resolve_missing(standing: Standing, info: Any) -> list[FactReading]:
        return facts_named(standing.reader, standing.missing)

    @staticmethod
    def resolve_path(standing: Standing, info: Any) -> list[Any]:
        return [(standing, passage) for passage in standing.position.path]

    @staticmethod
    def resolve_refused(standing: Standing, info: Any) -> list[Any]:
        return [(standing, refused) for refused in standing.refused]

    @staticmethod
    def resolve_result(standing: Standing, info: Any) -> Result | None:
        return result_of(standing) if standing.ended is Ended.RESULT else None


def position_arguments(**more: Any) -> dict[str, Any]:
    """``more`` and everything that says where somebody stands."""
    return {
        **more,
        "answers": answers_argument("What the person answered so far. Never kept or logged."),
        "at": graphene.String(description="The key of an answered step that is to be answered anew."),
        "installation": graphene.Date(description="The day of installation, if it is decided."),
        "application": graphene.Date(description="The day of application for a grant, if it is decided."),
        "as_of": graphene.Date(description="The day of reading; today where it is left out."),
        "building": graphene.ID(description="A building whose data are taken as far as this reader may see them."),
        "area": graphene.ID(description="An area whose data are taken as far as this reader may see them."),
        "version": graphene.String(description="The structure version that the answers were given to."),
        "with_private": graphene.Boolean(
            default_value=False, description="Whether private answers are in the link, too."
        ),
    }


def position_in(flow: PageReading, given: dict[str, Any]) -> Standing:
    """Where the arguments of ``position_arguments`` lead."""
    reader = flow.reader
    found = definition_of(flow)
    dates = dates_of(reader, given.get("as_of"), given.get("installation"), given.get("application"))
    asked = Asked(
        texts_of(given.get("answers")), dates, given.get("at") or "", data_given(reader, given),
        given.get("version") or "", bool(given.get("with_private")),
    )  # fmt: skip
    return stand(flow, found, asked)


def data_given(reader: Reader, given: dict[str, Any]) -> dict[str, Answer]:
    """What data say of the building and the area; the building's own go before the area's."""
    found: dict[str, Answer] = {}
    for subject in (Subject.AREA, Subject.BUILDING):
        key = given.get(subject.value)
        if key is None:
            continue
        data = facts_of(reader, subject, key)
        if data is None:
            raise Refusal(f"UNKNOWN_{subject.name}", f"There is no {subject.value} with this id.")
        found |= data
    return found


def resolve_position(flow: PageReading, info: Any, **given: Any) -> Standing:
    return position_in(flow, given)


extend(
    GuidanceFlow,
    "position",
    graphene.Field(
        GuidancePosition,
        required=True,
        description="Where answers lead in it. Never kept or logged.",
        **position_arguments(),
    ),
    resolve_position,
)


@query
class PositionQuery:
    guidance_position = graphene.Field(
        GuidancePosition,
        description="Where answers lead in a flow; null where there is no such flow. Never kept or logged.",
        **scoped(**position_arguments(flow=graphene.String(required=True, description="The flow's slug."))),
    )

    @staticmethod
    def resolve_guidance_position(_root: Any, info: Any, flow: str, **given: Any) -> Standing | None:
        page = flow_called(root(info, given), flow)
        return position_in(page, given) if page is not None else None


personal("GuidancePassage", "step how answer")
personal("GuidanceRefused", "fact step reason message")
personal(
    "GuidancePosition",
    "flow step isChanging end shown suggestion current missing path refused unused done toCome answers link"
    " isOtherVersion result",
)
personal("GuidanceFlow", "position")
personal("Query", "guidancePosition")
for relation in ("shown", "missing", "refused", "unused"):
    access.declare_size(f"GuidancePosition.{relation}", 2)
for relation in ("path", "answers"):
    access.declare_size(f"GuidancePosition.{relation}", 12)
