"""An editor's statement about a building: added, never written over another."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.models import User
from energy.figures import State
from geo.models import Fact, Feature
from geo.queries.known import types_known
from geo.values.attributes import ATTRIBUTES, SINGLE_FAMILY, Attribute, Kind
from geo.values.defaults import house_of
from geo.values.disclosure import Basis, access_of
from geo.values.facts import Method

from .estimate import estimate_building
from .follow_fact import follow_fact
from .narrow_facts import narrow_buildings
from .refusals import Refusal


def write_fact(
    building: Feature,
    attribute: str,
    *,
    user: User | None,
    value: str = "",
    low: float | None = None,
    high: float | None = None,
    state: str = State.REGISTERED,
    year: int | None = None,
    source_title: str = "",
    source_url: str = "",
    licence: str = "",
    basis: str = Basis.OPEN,
) -> Fact:
    """State ``attribute`` of ``building``; an earlier statement of editors is withdrawn and stays in the history.

    Who may see it follows from ``basis`` by the rule: open data without a licence are nobody's to publish, so they
    are private. Estimates are made anew, and the answers kept so far are out of use. Raises Refusal for what is no
    value of the attribute.
    """
    refuse_value(ATTRIBUTES.get(attribute), value, low, high)
    types = types_known([building.pk]).get(building.pk, set()) | ({value} if attribute == "type" else set())
    access = access_of(attribute, Basis(basis), house_of(types), decided=bool(licence.strip()))
    now = timezone.now()
    with transaction.atomic():
        Fact.objects.filter(building=building, version=None, attribute=attribute, withdrawn_at=None).update(
            withdrawn_at=now
        )
        fact = Fact.objects.create(
            building=building, attribute=attribute, value=value, low=low, high=high, state=state,
            method=Method.EDITED, year=year, access=access, source_title=source_title, source_url=source_url,
            licence=licence, basis=basis, written_by=user, written_at=now,
        )  # fmt: skip
        if attribute == "type" and value in SINGLE_FAMILY:
            narrow_buildings([building.pk])
        estimate_building(building)
        follow_fact(building)
    return fact


def refuse_value(attribute: Attribute | None, value: str, low: float | None, high: float | None) -> None:
    """Raises Refusal where ``attribute`` can't have this value."""
    if attribute is None:
        raise Refusal(_("There is no such attribute of buildings."))
    if attribute.kind is Kind.NUMBER:
        if low is None or high is None or not 0 <= low <= high:
            raise Refusal(_("Write a number, or a range from the smaller to the larger."))
        return
    options = attribute.options or (("yes", "no") if attribute.kind is Kind.YES_NO else ())
    if not value.strip() or (options and value not in options):
        raise Refusal(_("Choose one of the values that this attribute has."))
