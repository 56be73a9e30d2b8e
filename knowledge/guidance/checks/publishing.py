"""Flows, facts, measures and numbers are checked at every door by which something is published."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from cms.core.checks import Fault, register_check
from cms.core.models import EmissionFactor, EnergyPrice
from knowledge.guidance.models import CalculationParameter, GuidanceFact, GuidancePage, Measure

from .flows import notes_on_flow, surroundings
from .places import Spots
from .records import effects_of

RECORDS = (GuidanceFact, Measure, CalculationParameter, EnergyPrice, EmissionFactor)


def connect() -> None:
    """Called once when the apps are ready."""
    register_check(GuidancePage, faults_of_flow)
    for model in RECORDS:
        register_check(model, faults_of_record)


def faults_of_flow(page: GuidancePage) -> Iterator[Fault]:
    """What keeps ``page`` from being published."""
    around = surroundings(page)
    spots = Spots(page, around)
    for each in notes_on_flow(page):
        if each.is_error:
            yield Fault(spots.of(each.place).label, around.names.message(each))


def faults_of_record(record: Any) -> Iterator[Fault]:
    """What keeps a fact, a measure or a number from being published: the flows that it would break."""
    for effect in effects_of(record):
        if effect.note.is_error:
            place = _("In the flow “%(title)s”") % {"title": effect.page.title} if effect.page else ""
            yield Fault(place, effect.message)
