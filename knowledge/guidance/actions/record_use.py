"""Count how a flow is used, by step and day. Nothing of who used it, or what they answered, is kept."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.core.cache import cache
from django.db import transaction
from django.db.models import F

from cms.core.queries.readings import Reader
from knowledge.guidance.engine.flow import RESULT, Flow
from knowledge.guidance.models import FlowUse
from knowledge.guidance.queries.definitions import definition
from knowledge.guidance.queries.flows import flow_called

# A long flow walked to and fro for an hour; more is a machine.
MOST_AN_HOUR = 500
HOUR = 3600


class Problem(StrEnum):
    """Why a use was not counted; stays the same, whatever the words say."""

    UNKNOWN_FLOW = "unknown_flow"
    UNKNOWN_STEP = "unknown_step"
    RATE_LIMITED = "rate_limited"


@dataclass(frozen=True, slots=True)
class Use:
    """Something that happened at a step; ``to`` is the step that followed."""

    flow: str
    step: str
    event: FlowUse.Event
    to: str = ""


def record_use(reader: Reader, use: Use, client: str) -> Problem | None:
    """Count ``use`` of a public flow, or say why not. ``client`` is counted for the limit, never stored."""
    page = flow_called(reader, use.flow)
    found = definition(page) if page is not None else None
    if page is None or found is None:
        return Problem.UNKNOWN_FLOW
    if not _is_there(use, found.flow):
        return Problem.UNKNOWN_STEP
    if client and _too_often(client, reader.today):
        return Problem.RATE_LIMITED
    _count(reader, page.entry.key, use)
    return None


def _is_there(use: Use, flow: Flow) -> bool:
    """A result is no step; every other event happens at one."""
    at_end = use.event is FlowUse.Event.RESULT and use.step == ""
    return (at_end or use.step in flow.places) and (use.to in ("", RESULT) or use.to in flow.places)


def _count(reader: Reader, flow: UUID, use: Use) -> None:
    with transaction.atomic():
        row, _created = FlowUse.objects.get_or_create(
            municipality=reader.municipality, flow=flow, step=use.step, to=use.to, event=use.event, day=reader.today
        )
        FlowUse.objects.filter(pk=row.pk).update(count=F("count") + 1)


def _too_often(client: str, day: date) -> bool:
    """Count one more use by ``client``, under a hash whose salt is thrown away with the day."""
    salt = cache.get_or_set(f"guidance-salt-{day}", lambda: secrets.token_hex(16), 24 * HOUR)
    key = "guidance-" + hashlib.sha256(f"{salt}{client}".encode()).hexdigest()
    if cache.add(key, 1, HOUR):
        return False
    try:
        return bool(cache.incr(key) > MOST_AN_HOUR)
    except ValueError:
        # The hour ended between the two.
        return False
