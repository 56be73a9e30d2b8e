"""Heat plans as a reader gets them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from cms.core.queries.readings import Reader
from cms.core.queries.snippets import SnippetReading, snippets, snippets_by_pk
from geo.models import HeatPlan

PlanReading = SnippetReading[HeatPlan]


def plans(reader: Reader) -> list[PlanReading]:
    """The municipality's plans, the newest decision first; plans that nobody decided on before them."""
    found = snippets(reader, HeatPlan)
    return sorted(found, key=lambda plan: (-(plan.source.decided_on or date.max).toordinal(), plan.source.slug))


def plan(reader: Reader, key: int | None) -> PlanReading | None:
    """The plan with this primary key, if it is public."""
    return snippets_by_pk(reader, HeatPlan).get(key) if key else None


def takes_comments(plan: PlanReading) -> bool:
    """Whether its draft is on display today; told until the display begins or ends."""
    source, reader = plan.source, plan.reader
    for day in (source.display_from, source.display_to and source.display_to + timedelta(days=1)):
        if day:
            reader.expires(datetime.combine(day, time(), reader.now.tzinfo))
    return source.takes_comments(reader.today)
