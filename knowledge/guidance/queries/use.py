"""How often the steps of a flow were reached, left and answered with "I don't know". Small counts are hidden."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet, Sum

from knowledge.guidance.models import FlowUse

LEAST = 5
"""Fewer could be somebody in particular."""


@dataclass(slots=True)
class StepUse:
    """What was counted at a step. ``ways`` are the steps that followed."""

    reached: int = 0
    dont_know: int = 0
    ways: dict[str, int] = field(default_factory=dict)

    @property
    def left(self) -> int:
        """How many went no further from here."""
        return max(0, self.reached - sum(self.ways.values())) if self.reached else 0


@dataclass(slots=True)
class Use:
    """What was counted of a flow."""

    steps: dict[str, StepUse] = field(default_factory=dict)
    results: int = 0

    def at(self, step: str) -> StepUse:
        """What was counted at ``step``; nothing where nobody came."""
        return self.steps.get(step) or StepUse()


def use_of(flow: Any, municipalities: QuerySet[Any], first: date, last: date) -> Use:
    """The use of ``flow``, by the key that its languages share, in ``municipalities`` on these days."""
    rows = FlowUse.objects.filter(flow=flow, municipality__in=municipalities, day__range=(first, last))
    found = Use()
    for row in rows.values("step", "to", "event").annotate(sum=Sum("count")):
        _add(found, row["step"], row["to"], row["event"], row["sum"])
    return found


def _add(found: Use, step: str, to: str, event: str, count: int) -> None:
    if event == FlowUse.Event.RESULT:
        found.results += count
        return
    there = found.steps.setdefault(step, StepUse())
    if event == FlowUse.Event.DONT_KNOW:
        there.dont_know += count
    elif to:
        there.ways[to] = there.ways.get(to, 0) + count
    else:
        there.reached += count


def shown(count: int) -> int | None:
    """``count`` where it may be shown."""
    return None if 0 < count < LEAST else count


def flows_used(municipalities: Iterable[Any], first: date, last: date) -> list[Any]:
    """The keys of the flows that were used in ``municipalities`` on these days."""
    rows = FlowUse.objects.filter(municipality__in=municipalities, day__range=(first, last))
    return list(rows.values_list("flow", flat=True).distinct())
