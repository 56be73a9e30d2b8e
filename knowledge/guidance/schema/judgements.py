"""Judgements of measures, each with its reasons."""

from __future__ import annotations

from datetime import date
from typing import Any

import graphene

from cms.core.graphql import access
from cms.core.graphql.blocks import listed, words
from cms.core.graphql.errors import Refusal
from cms.core.graphql.localized import root, scoped
from cms.core.graphql.registry import query
from knowledge.guidance.engine.answers import read_texts
from knowledge.guidance.queries.answers import message
from knowledge.guidance.queries.estimates import Estimator
from knowledge.guidance.queries.judgements import JudgementReading, ReasonReading, judgements
from knowledge.guidance.queries.library import library
from knowledge.guidance.queries.positions import dates_of

from .estimates import GuidanceEstimate
from .facts import GuidanceFact, answers_argument, personal, texts_of
from .kinds import GuidanceDate, GuidanceEffect, GuidanceOutcome
from .measures import Measure


def of_rule(name: str) -> Any:
    """A resolver of what a rule says of itself."""
    return staticmethod(lambda reason, info: getattr(reason.rule, name))


class GuidanceReason(graphene.ObjectType):
    """What one rule says about a measure here."""

    text = words("The explanation.")
    effect = graphene.Field(GuidanceEffect, required=True, description="What it says.")
    facts = listed(GuidanceFact, "The facts it rests on.")
    missing = listed(GuidanceFact, "The facts for want of which it can't say more.")
    missing_dates = listed(GuidanceDate, "The days for want of which it can't say more.")
    turns_on = graphene.Field(GuidanceDate, required=True, description="The day that decides whether it is in force.")
    valid_from = graphene.Date(description="The first day it is in force.")
    valid_to = graphene.Date(description="The last day it is in force.")
    legal_basis = words("What it rests on; may be empty.")
    source_url = words("Where that can be read; may be empty.")
    checked_on = graphene.Date(description="When somebody checked it.")
    to_check = graphene.Boolean(required=True, description="Whether it should be checked before it is relied on.")

    resolve_turns_on = of_rule("turns_on")
    resolve_valid_from = of_rule("valid_from")
    resolve_valid_to = of_rule("valid_to")
    resolve_legal_basis = of_rule("legal_basis")
    resolve_source_url = of_rule("source_url")
    resolve_checked_on = of_rule("checked_on")
    resolve_to_check = of_rule("to_check")

    @staticmethod
    def resolve_effect(reading: ReasonReading, info: Any) -> Any:
        return reading.reason.effect


class GuidanceJudgement(graphene.ObjectType):
    """What a measure comes to for certain facts."""

    measure = graphene.Field(Measure, required=True, description="The measure.")
    outcome = graphene.Field(GuidanceOutcome, required=True, description="What it comes to.")
    reasons = listed(GuidanceReason, "What every rule says.")
    conditions = listed(GuidanceReason, "The reasons to be named after: possible, if.")
    decides = graphene.Field(GuidanceFact, description="Where it is open: the missing fact that would decide most.")
    decides_date = graphene.Field(GuidanceDate, description="Where it is open: the missing day that would decide most.")
    estimate = graphene.Field(GuidanceEstimate, description="What it comes to in figures, as far as it can be told.")

    @staticmethod
    def resolve_outcome(reading: JudgementReading, info: Any) -> Any:
        return reading.judgement.outcome


@query
class JudgementQuery:
    judgements = graphene.Field(
        graphene.NonNull(graphene.List(graphene.NonNull(GuidanceJudgement))),
        description="What measures come to for certain facts, best first. Never kept or logged.",
        facts=answers_argument("What is known.", required=True),
        measures=graphene.List(
            graphene.NonNull(graphene.String), description="Only these measures, by slug; all where it is left out."
        ),
        installation=graphene.Date(description="The day of installation, if it is decided."),
        application=graphene.Date(description="The day of application for a grant, if it is decided."),
        as_of=graphene.Date(description="The day of reading; today where it is left out."),
        **scoped(),
    )

    @staticmethod
    def resolve_judgements(
        _root: Any,
        info: Any,
        facts: list[Any],
        measures: list[str] | None = None,
        installation: date | None = None,
        application: date | None = None,
        as_of: date | None = None,
        **arguments: Any,
    ) -> list[JudgementReading]:
        reader = root(info, arguments)
        known = library(reader)
        answers, refused = read_texts(texts_of(facts), known.catalogue)
        for each in refused:
            text = message(each, known.catalogue.get(each.fact), reader.language)
            raise Refusal("BAD_ANSWER", f"{each.fact}: {text}" if each.fact else text)
        wanted = known.measures.values()
        judged = [measure for measure in wanted if measures is None or measure.key in measures]
        dates = dates_of(reader, as_of, installation, application)
        return judgements(judged, Estimator(reader, answers, dates))


personal(
    "GuidanceReason",
    "text effect facts missing missingDates turnsOn validFrom validTo legalBasis sourceUrl checkedOn toCheck",
)
personal("GuidanceJudgement", "measure outcome reasons conditions decides decidesDate estimate")
personal("Query", "judgements")
access.declare_size("GuidanceJudgement.conditions", 2)
for relation in ("facts", "missing"):
    access.declare_size(f"GuidanceReason.{relation}", 2)
