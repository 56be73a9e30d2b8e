"""What a flow comes to at its end."""

from __future__ import annotations

from datetime import date
from typing import Any

import graphene

from cms.core.graphql import access
from cms.core.graphql.blocks import listed, words
from cms.core.graphql.figures import Figure, FigureReading
from cms.core.graphql.interfaces import Page
from cms.core.queries.pages import page_at
from cms.core.queries.readings import PageReading, Reader
from knowledge.advice.schema import AdviceCentre
from knowledge.guidance.engine.estimate.demand import Demand
from knowledge.guidance.queries.answers import AnswerReading
from knowledge.guidance.queries.definitions import NextStep, text
from knowledge.guidance.queries.missing import named
from knowledge.guidance.queries.results import Result

from .estimates import figure
from .facts import GuidanceAnswer, personal
from .judgements import GuidanceJudgement
from .kinds import GuidanceDate


class GuidanceDemand(graphene.ObjectType):
    """How much heat the house takes in a year."""

    figure = graphene.Field(Figure, required=True, description="How much.")
    is_from_bill = graphene.Boolean(required=True, description="Whether it was found from the bill.")
    assumed = listed(graphene.String, "What nobody told, so that every possible value counts.")

    @staticmethod
    def resolve_figure(demand: tuple[Reader, Demand], info: Any) -> FigureReading | None:
        return figure(demand[0], demand[1].figure, demand[1].to_check)

    @staticmethod
    def resolve_is_from_bill(demand: tuple[Reader, Demand], info: Any) -> bool:
        return demand[1].from_bill

    @staticmethod
    def resolve_assumed(demand: tuple[Reader, Demand], info: Any) -> list[str]:
        return named(demand[0], (*demand[1].assumed, *demand[1].missing))


class GuidanceNextStep(graphene.ObjectType):
    """Something to do next."""

    words = words("What to do.")
    page = graphene.Field(Page, description="Where it goes on.")

    @staticmethod
    def resolve_words(step: tuple[Reader, NextStep], info: Any) -> str:
        return text(step[1].words, step[0].language)

    @staticmethod
    def resolve_page(step: tuple[Reader, NextStep], info: Any) -> PageReading | None:
        return page_at(step[0], step[1].path) if step[1].path else None


class GuidanceResult(graphene.ObjectType):
    """What a flow comes to."""

    read_on = graphene.Date(required=True, description="The day it is told for: the law of that day holds.")
    installation = graphene.Date(description="The day of installation, if it is decided.")
    application = graphene.Date(description="The day of application for a grant, if it is decided.")
    open_dates = listed(GuidanceDate, "Days that would decide something, and that nobody has decided.")
    told = listed(GuidanceAnswer, "What the person told.")
    taken = listed(GuidanceAnswer, "What was taken from data, or estimated.")
    demand = graphene.Field(GuidanceDemand, description="How much heat the house takes; null where it is about none.")
    judgements = listed(GuidanceJudgement, "What the measures come to, best first.")
    next_steps = listed(GuidanceNextStep, "The next steps, at most three.")
    centres = listed(AdviceCentre, "The nearest advice centres, at most three.")
    pages = listed(Page, "What to read about what is suitable or possible.")
    documents = listed(graphene.String, "What to bring to a visit to an advice centre.")

    @staticmethod
    def resolve_read_on(result: Result, info: Any) -> date:
        return result.estimator.dates.reading

    @staticmethod
    def resolve_installation(result: Result, info: Any) -> date | None:
        return result.estimator.dates.installation

    @staticmethod
    def resolve_application(result: Result, info: Any) -> date | None:
        return result.estimator.dates.application

    @staticmethod
    def resolve_told(result: Result, info: Any) -> list[AnswerReading]:
        return result.standing.told

    @staticmethod
    def resolve_taken(result: Result, info: Any) -> list[AnswerReading]:
        return result.standing.taken

    @staticmethod
    def resolve_demand(result: Result, info: Any) -> Any:
        return (result.reader, result.demand) if result.demand else None

    @staticmethod
    def resolve_next_steps(result: Result, info: Any) -> list[tuple[Reader, NextStep]]:
        return [(result.reader, step) for step in result.next_steps]


personal("GuidanceDemand", "figure isFromBill assumed")
personal("GuidanceNextStep", "words page")
personal(
    "GuidanceResult",
    "readOn installation application openDates told taken demand judgements nextSteps centres pages documents",
)
access.declare_size("GuidanceResult.judgements", 10)
access.declare_size("GuidanceResult.nextSteps", 3)
access.declare_size("GuidanceResult.centres", 3)
