"""The enums of guidance."""

from __future__ import annotations

from cms.core.graphql.scalars import enum
from knowledge.guidance.engine.answers import Refusal
from knowledge.guidance.engine.dates import Turns
from knowledge.guidance.engine.facts import Kind
from knowledge.guidance.engine.flow import StepKind
from knowledge.guidance.engine.judge import Effect, Outcome
from knowledge.guidance.engine.walk import Passed
from knowledge.guidance.models import Measure
from knowledge.guidance.queries.answers import AnswerState
from knowledge.guidance.queries.positions import Ended

GuidanceOutcome = enum(
    Outcome,
    "GuidanceOutcome",
    "What a measure comes to.",
    {
        "SUITABLE": "Nothing known speaks against it.",
        "POSSIBLE": "Suitable on conditions.",
        "OPEN": "Something decisive is not known.",
        "UNSUITABLE": "Something speaks against it.",
    },
)
GuidanceEffect = enum(
    Effect,
    "GuidanceEffect",
    "What a rule says about a measure.",
    {
        "SPEAKS_FOR": "It speaks for the measure.",
        "ON_CONDITION": "It names a condition.",
        "UNDECIDED": "It could rule the measure out, but something is not known.",
        "SPEAKS_AGAINST": "It rules the measure out.",
        "NOT_IN_FORCE": "It does not hold on the day it turns on.",
    },
)
GuidancePassed = enum(
    Passed,
    "GuidancePassed",
    "How a step was passed.",
    {
        "ANSWERED": "It was answered.",
        "KNOWN": "The answer was known for sure, so it was not asked.",
        "NOT_ASKED": "It does not matter here.",
        "SHOWN": "It only shows something.",
    },
)
GuidanceEnd = enum(
    Ended,
    "GuidanceEnd",
    "How a flow ends.",
    {"RESULT": "With judgements.", "OUTCOME": "With an outcome of its own, which is the step."},
)
GuidanceStepKind = enum(
    StepKind,
    "GuidanceStepKind",
    "What a step does.",
    {
        "QUESTION": "It asks for a fact.",
        "INFORMATION": "It shows something on the way.",
        "OUTCOME": "It ends the flow with something of its own.",
    },
)
GuidanceFactKind = enum(
    Kind,
    "GuidanceFactKind",
    "What an answer to a fact looks like.",
    {"CHOICE": "One of several options.", "NUMBER": "A number.", "YES_NO": "Yes or no."},
)
GuidanceAnswerState = enum(
    AnswerState,
    "GuidanceAnswerState",
    "How far an answer is known.",
    {
        "KNOWN": "Known.",
        "ESTIMATED": "Estimated, to be confirmed.",
        "DONT_KNOW": "The person does not know.",
        "NOT_APPLICABLE": "It does not apply here.",
    },
)
GuidanceRefusal = enum(
    Refusal,
    "GuidanceRefusal",
    "Why a text is no answer.",
    {
        "UNKNOWN_FACT": "There is no such fact.",
        "UNKNOWN_OPTION": "It is none of the options.",
        "NO_NUMBER": "It is no number.",
        "OUT_OF_RANGE": "The number is too small or too large.",
        "NOT_WHOLE": "It is no whole number.",
        "NO_YES_NO": "It is neither yes nor no.",
        "GIVEN_TWICE": "The fact was answered twice.",
        "TOO_MANY": "There are too many answers; the rest was not read.",
    },
)
MeasureKind = enum(
    Measure.Kind,
    "MeasureKind",
    "What kind of thing a measure is.",
    {
        "HEATING": "A way of heating.",
        "ENVELOPE": "Insulation and windows.",
        "TECHNICAL": "A technical improvement.",
        "ORGANISE": "Advice and decisions.",
        "TENANT": "Something that tenants can do.",
    },
)
GuidanceDate = enum(
    Turns,
    "GuidanceDate",
    "The days that law and grants turn on.",
    {
        "READING": "The day of reading.",
        "INSTALLATION": "The day of installation.",
        "APPLICATION": "The day of application for a grant.",
    },
)
