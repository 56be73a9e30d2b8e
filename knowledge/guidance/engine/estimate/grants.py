"""What grants a measure may get: by dwelling, by role, by the day of application; personal bonuses apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from energy.arithmetic import hull, times, total
from energy.figures import Figure, State, Unit
from energy.funding import (
    CAP_METHOD,
    GRANT_METHOD,
    PERCENT_METHOD,
    AssociationGrant,
    Bonus,
    association_grant,
    eligible_cap,
    granted_percent,
)
from energy.rates import Rate, unknown
from knowledge.guidance.engine.condition import Condition, Verdict
from knowledge.guidance.engine.dates import Turns
from knowledge.guidance.engine.facts import Facts

from .book import Programme, Terms
from .house import House, choice_of

ROLE = "owner.role"
ASSOCIATION, LANDLORD, TENANT = "owners_association", "landlord", "tenant"

_ABOUT_THE_OWNER = "owner."


@dataclass(frozen=True, slots=True)
class GrantTerms:
    """A programme that pays for a measure, and its bonuses with their conditions, None where one always holds."""

    programme: str
    bonuses: tuple[tuple[str, Condition | None], ...] = ()


@dataclass(frozen=True, slots=True)
class GrantEstimate:
    """What a programme may pay. ``open`` names what is missing to tell it, or to tell it better.

    ``base`` is for the whole house, bonuses for the house included; ``bonuses`` are personal, for one dwelling's share
    of the cost; ``amount`` is both, but an association's is the base alone: it is ``for_all``.
    """

    programme: str
    highest: Figure
    eligible: Figure
    percent: Figure
    base: Figure
    bonuses: Figure
    amount: Figure
    for_all: bool
    open: tuple[str, ...] = ()
    to_check: bool = False


CostOf = Callable[[int], Figure]


@dataclass(slots=True)
class _Weighed:
    """The bonuses that may hold, what is missing to decide them, and the rates that all rests on."""

    shared: list[Bonus] = field(default_factory=list)
    personal: list[Bonus] = field(default_factory=list)
    fixed: list[Bonus] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    used: list[Rate | None] = field(default_factory=list)


def grant_of(
    terms: GrantTerms, programme: Programme | None, house: House, cost: CostOf, facts: Facts, day: date | None
) -> GrantEstimate:
    """What ``programme`` pays of ``cost`` (by the number of dwellings), applied for on ``day``."""
    for_all = choice_of(facts, ROLE) == ASSOCIATION
    missing = [f"grant.{terms.programme}"] if programme is None else []
    missing += [Turns.APPLICATION.fact] if day is None else []
    missing += ["building.dwellings"] if house.counts is None else []
    if programme is None or day is None or house.counts is None:
        return _open(terms.programme, for_all, missing)
    on = programme.on(day)
    weighed = _weigh(terms, programme, on, facts)
    given = [_given(count, cost(count), on, weighed) for count in house.counts]
    highest = hull([eligible_cap(count, on.tiers) for count in house.counts], Unit.EURO, CAP_METHOD)
    weighed.missing += _missing(on, highest, programme.slug)
    base, bonuses = _hull(grant.base for grant in given), _hull(grant.own_bonuses for grant in given)
    amount = base if for_all else _hull(grant.together for grant in given)
    weighed.used += [on.base, on.cap, *(tier.cap for tier in on.tiers)]
    return GrantEstimate(
        programme.slug, highest, _hull(grant.eligible for grant in given),
        granted_percent(on.base, [*weighed.shared, *weighed.personal], on.cap), base, bonuses, amount, for_all,
        tuple(dict.fromkeys(weighed.missing)), any(rate is not None and rate.to_check for rate in weighed.used),
    )  # fmt: skip


def _open(slug: str, for_all: bool, missing: Sequence[str]) -> GrantEstimate:
    euro = unknown(Unit.EURO, GRANT_METHOD)
    percent, highest = unknown(Unit.PERCENT, PERCENT_METHOD), unknown(Unit.EURO, CAP_METHOD)
    return GrantEstimate(slug, highest, euro, percent, euro, euro, euro, for_all, tuple(missing))


def _given(dwellings: int, cost: Figure, on: Terms, weighed: _Weighed) -> AssociationGrant:
    """One owner of a whole house lives in one of its dwellings: personal bonuses are for that one alone, too."""
    supplement = total(_fixed(weighed.fixed), Unit.EURO, GRANT_METHOD) if weighed.fixed else None
    return association_grant(
        cost, dwellings, on.tiers, on.base, weighed.personal, on.cap, shared=weighed.shared, supplement=supplement
    )


def _hull(figures: Iterable[Figure]) -> Figure:
    return hull(list(figures), Unit.EURO, GRANT_METHOD)


def _missing(on: Terms, highest: Figure, slug: str) -> list[str]:
    rates = {"base": on.base, "cap": on.cap}
    names = [key for key, rate in rates.items() if rate is None or rate.low is None]
    names += ["eligible_cost"] if highest.state is State.UNKNOWN else []
    return [f"grant.{slug}.{name}" for name in names]


def _weigh(terms: GrantTerms, programme: Programme, on: Terms, facts: Facts) -> _Weighed:
    weighed = _Weighed()
    for key, condition in terms.bonuses:
        personal = key in programme.personal or _is_personal(condition)
        verdict = _holds(condition, personal, facts)
        if verdict.truth is False:
            continue
        rate = on.bonuses.get(key)
        weighed.used.append(rate)
        weighed.missing += _undecided(verdict, f"grant.{programme.slug}.{key}", facts)
        weighed.missing += [f"grant.{programme.slug}.{key}"] if rate is None or rate.low is None else []
        fixed = rate is not None and rate.unit is Unit.EURO
        group = weighed.fixed if fixed else weighed.personal if personal else weighed.shared
        group.append(Bonus(key, rate, verdict.truth))
    return weighed


def _undecided(verdict: Verdict, bonus: str, facts: Facts) -> list[str]:
    """The facts that would decide a bonus; its own name where that is the role of each owner of an association."""
    names = verdict.facts if verdict.truth is None else ()
    return [bonus if name == ROLE and choice_of(facts, ROLE) is not None else name for name in names]


def _is_personal(condition: Condition | None) -> bool:
    return condition is not None and any(name.startswith(_ABOUT_THE_OWNER) for name in condition.names)


def _holds(condition: Condition | None, personal: bool, facts: Facts) -> Verdict:
    """A landlord has no personal bonuses; in an association each owner's own role decides, which nobody told."""
    role = choice_of(facts, ROLE)
    if personal and role == LANDLORD:
        return Verdict(False, (ROLE,))
    if personal and role == ASSOCIATION:
        facts = {key: answer for key, answer in facts.items() if key != ROLE}
    verdict = Verdict(True, ()) if condition is None else condition.weigh(facts)
    if personal and role is None and verdict.truth is True:
        return Verdict(None, (ROLE,))
    return verdict


def _fixed(bonuses: Sequence[Bonus]) -> list[Figure]:
    """Bonuses in euro; one that is not decided may be nothing."""
    figures = [(bonus, bonus.rate.figure) for bonus in bonuses if bonus.rate is not None]
    return [
        replace(figure, method=GRANT_METHOD) if bonus.holds else times(figure, (0.0, 1.0), Unit.EURO, GRANT_METHOD)
        for bonus, figure in figures
    ]
