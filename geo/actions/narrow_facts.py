from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from geo.models import DatasetVersion, Fact
from geo.values.attributes import ATTRIBUTES, SINGLE_FAMILY, Access, Protection
from geo.values.disclosure import Basis

_HOUSE = [key for key, attribute in ATTRIBUTES.items() if attribute.protection is Protection.HOUSE]


def narrow_facts(version: DatasetVersion) -> None:
    """Keep what was gained under the act from the public where ``version`` is the first to say "single-family house".

    Estimates of these buildings may have been made from such facts, so they are narrowed with them.
    """
    houses = Fact.objects.filter(version=version, attribute="type", value__in=SINGLE_FAMILY).values("building")
    told = Fact.objects.filter(access=Access.PUBLIC, attribute__in=_HOUSE, building__in=houses, withdrawn_at=None)
    gained = _gained(told) | told.filter(version=None, basis=Basis.ACT)
    buildings = set(gained.values_list("building_id", flat=True))
    if not buildings:
        return
    narrow_buildings(list(buildings))


def narrow_buildings(keys: Sequence[int]) -> None:
    """The same for buildings, by primary key, of which it is known."""
    for place in range(0, len(keys), 1000):
        some = Fact.objects.filter(building__in=keys[place : place + 1000], access=Access.PUBLIC, attribute__in=_HOUSE)
        _gained(some).update(access=Access.GROUPED)
        some.filter(version=None, basis=Basis.ACT).update(access=Access.GROUPED)
        some.filter(state=Fact.State.ESTIMATED).update(access=Access.GROUPED)


def _gained(facts: QuerySet[Fact]) -> QuerySet[Fact]:
    return facts.filter(version__dataset__basis=Basis.ACT)
