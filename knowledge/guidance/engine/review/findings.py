"""What a review finds: a code, the place, and the names that its message needs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Code(StrEnum):
    """What can be wrong with a flow or a measure."""

    DUPLICATE_KEY = "duplicate_key"
    UNKNOWN_FACT = "unknown_fact"
    UNKNOWN_OPTION = "unknown_option"
    WRONG_TYPE = "wrong_type"
    UNKNOWN_MEASURE = "unknown_measure"
    NO_SUCH_STEP = "no_such_step"
    ROUTE_NEVER_TAKEN = "route_never_taken"
    UNREACHABLE_STEP = "unreachable_step"
    CIRCLE = "circle"
    DEAD_END = "dead_end"
    NO_WAY_ON = "no_way_on"
    RANGE_GAP = "range_gap"
    NO_CONTACT = "no_contact"
    MANY_QUESTIONS = "many_questions"
    UNREACHABLE_MEASURE = "unreachable_measure"
    CONTRADICTION = "contradiction"
    NEVER_ASKED = "never_asked"
    NOT_PROVEN = "not_proven"
    FAILED_PERSONA = "failed_persona"
    LOST_PERSONA = "lost_persona"


MESSAGES: dict[Code, str] = {
    Code.DUPLICATE_KEY: "The key {key} is used twice.",
    Code.UNKNOWN_FACT: "There is no fact {fact}.",
    Code.UNKNOWN_OPTION: "{fact} has no option {option}.",
    Code.WRONG_TYPE: "{fact} can't be compared with {value} in this way.",
    Code.UNKNOWN_MEASURE: "There is no measure {measure}.",
    Code.NO_SUCH_STEP: "The route leads to {target}, and there is no such step.",
    Code.ROUTE_NEVER_TAKEN: "This route is never taken: the one before it has no condition.",
    Code.UNREACHABLE_STEP: "No answers lead to the step {step}.",
    Code.CIRCLE: "The routes lead in a circle: {steps}.",
    Code.DEAD_END: "From the step {step} no result can be reached.",
    Code.NO_WAY_ON: "The answer {answer} has no way on.",
    Code.RANGE_GAP: "The number {answer} has no way on: the routes leave a gap.",
    Code.NO_CONTACT: "The outcome {step} names no contact.",
    Code.MANY_QUESTIONS: "A path has {count} questions; more than {most} tire people.",
    Code.UNREACHABLE_MEASURE: "Whatever is answered, {measure} is never possible.",
    Code.CONTRADICTION: "This rule is never met as long as {measure} is possible.",
    Code.NEVER_ASKED: "{measure} needs the fact {fact}, and no step asks for it.",
    Code.NOT_PROVEN: "There are too many cases to check all: more than {most}.",
    Code.FAILED_PERSONA: "{persona}: {measure} is {actual}, expected was {expected}.",
    Code.LOST_PERSONA: "{persona}: the path is {actual}, expected was {expected}.",
}

WARNINGS = frozenset({Code.ROUTE_NEVER_TAKEN, Code.MANY_QUESTIONS, Code.NEVER_ASKED, Code.NOT_PROVEN})


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong. Places name steps and measures by their keys, so that two versions' findings compare."""

    code: Code
    place: str
    values: tuple[tuple[str, str], ...] = ()

    @property
    def is_error(self) -> bool:
        return self.code not in WARNINGS

    @property
    def message(self) -> str:
        """The message in English; ``MESSAGES`` has what to translate, ``values`` what to fill in."""
        return MESSAGES[self.code].format(**dict(self.values))


def finding(code: Code, place: str, **values: object) -> Finding:
    """A finding with its values as texts."""
    return Finding(code, place, tuple((name, str(value)) for name, value in values.items()))
