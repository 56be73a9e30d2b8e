"""What the city's geodata say of a building or an area, as answers: only what everybody may see."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import override

from cms.core.graphql.scalars import key_in
from cms.core.queries.readings import Reader
from energy.figures import State
from geo.models import HeatPlan
from geo.queries import plans
from geo.queries.areas import AreaReading, area
from geo.queries.buildings import FactReading, building
from geo.values.areas import Theme
from geo.values.attributes import ATTRIBUTES, Kind
from knowledge.guidance.engine.facts import Answer, Range, Scalar, estimated, known

from .providers import Subject, register_provider

# What somebody told or what was calculated is asked for confirmation.
SURE = (State.MEASURED, State.REGISTERED)
NO_AREA = "none"


def connect() -> None:
    """Called once when the apps are ready."""
    register_provider(Subject.BUILDING, facts_of_building)
    register_provider(Subject.AREA, facts_of_area)


def facts_of_building(given: str, reader: Reader) -> dict[str, Answer] | None:
    """What is told of the building, and of the areas of the heat plan that it lies in."""
    key = uuid_of(given, "Building")
    found = building(reader, key) if key else None
    if found is not None and found.shape is None:
        found = found.successor
    if found is None:
        return None
    answers = {ATTRIBUTES[each.fact.attribute].fact: answer_of(each) for each in found.facts}
    answers.pop("", None)
    return area_answers(found.areas) | {fact: answer for fact, answer in answers.items() if answer is not None}


def facts_of_area(given: str, reader: Reader) -> dict[str, Answer] | None:
    """What the heat plan says of the area; nothing of a district or a block."""
    key = uuid_of(given, "Area")
    found = area(reader, key) if key else None
    return area_answers([found]) if found is not None else None


def uuid_of(given: str, type_name: str) -> UUID | None:
    """The key in an id; None where it is none."""
    try:
        return UUID(key_in(given, type_name) or "")
    except ValueError:
        return None


def answer_of(reading: FactReading) -> Answer | None:
    """A fact as an answer; None where it has no value."""
    value = value_of(reading)
    if value is None:
        return None
    parts = (reading.fact.origin.title, "" if reading.fact.state in SURE else reading.method)
    source = ", ".join(part for part in parts if part)
    return known(value, source) if reading.fact.state in SURE else estimated(value, source)


def value_of(reading: FactReading) -> Scalar | Range | None:
    """The value of a fact as the engine has it."""
    fact, attribute = reading.fact, ATTRIBUTES[reading.fact.attribute]
    if attribute.kind is Kind.YES_NO:
        return {"yes": True, "no": False}.get(fact.value)
    if attribute.kind is not Kind.NUMBER:
        return fact.value or None
    if fact.low is None or fact.high is None:
        return None
    low, high = (int(bound) if bound == int(bound) else bound for bound in (fact.low, fact.high))
    return low if low == high else Range(low, high)


def area_answers(areas: Iterable[AreaReading]) -> dict[str, Answer]:
    """What the areas of heat plans among ``areas`` say; where they differ, the first."""
    found: dict[str, Answer] = {}
    for each in areas:
        if each.theme is Theme.HEAT_PLAN:
            found = answers_of(each) | found
    return found


def answers_of(area: AreaReading) -> dict[str, Answer]:
    """What the heat plan says of an area; to be confirmed while the plan is not decided."""
    plan = plans.plan(area.reader, area.version.dataset.plan_id)
    decided = plan is None or plan.source.status == HeatPlan.Status.DECIDED
    source = plan.translation.title if plan else area.version.dataset.source_title
    if plan is not None and not decided:
        with override(area.reader.language):
            source = f"{source}, {plan.source.get_status_display()}"
    details = area.details
    said: dict[str, Scalar | None] = {
        "area.category": area.shape.category or (NO_AREA if details.unplanned else None),
        "area.horizon": area.shape.horizon or None,
        "site.connection_statute": True if details.statute else None,
        "network.designation": details.designated,
        "gas.network_closing": True if details.gas else None,
    }
    certain = known if decided else estimated
    return {fact: certain(value, source) for fact, value in said.items() if value is not None}
