"""Grants for heating: a base and personal bonuses, per cent of an eligible cost that is capped by dwellings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .arithmetic import at_most, cautious, product, times, total, worst
from .figures import Figure, State, Unit
from .rates import Rate, unknown

CAP_METHOD = "Sum of the highest eligible cost of all dwellings"
PERCENT_METHOD = "Base and bonuses, at most the highest share in all"
GRANT_METHOD = "Share of the eligible cost"

PER_CENT = 0.01


@dataclass(frozen=True, slots=True)
class Tier:
    """The highest eligible cost of each dwelling from one number to another; an empty cap is not known to us."""

    first: int
    last: int | None
    cap: Rate | None

    def dwellings(self, number: int) -> int:
        """How many of a house's dwellings fall into the tier."""
        last = number if self.last is None else min(self.last, number)
        return max(0, last - self.first + 1)


@dataclass(frozen=True, slots=True)
class Bonus:
    """An addition on a condition that holds, does not, or is not decided yet; its rate None where none is in force."""

    key: str
    rate: Rate | None
    holds: bool | None


@dataclass(frozen=True, slots=True)
class Grant:
    """What a grant may come to. ``open`` names the rates and conditions for want of which it can't be told better."""

    eligible: Figure
    percent: Figure
    amount: Figure
    open: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AssociationGrant:
    """An owners' association's grants: the base for all, which the manager applies for, and one owner's bonuses.

    ``together`` is what comes of both where all belongs to that owner.
    """

    eligible: Figure
    base: Figure
    own_eligible: Figure
    own_bonuses: Figure
    together: Figure
    open: tuple[str, ...] = ()


def eligible_cap(dwellings: int, tiers: Sequence[Tier]) -> Figure:
    """The highest eligible cost of a house; unknown if a tier that its dwellings fall into is empty or missing."""
    counted = [(tier, tier.dwellings(dwellings)) for tier in tiers]
    if sum(count for _tier, count in counted) != dwellings:
        return unknown(Unit.EURO, CAP_METHOD)
    return total([_cap(tier, count) for tier, count in counted if count], Unit.EURO, CAP_METHOD)


def grant(
    cost: Figure, dwellings: int, tiers: Sequence[Tier], base: Rate | None, bonuses: Sequence[Bonus], cap: Rate | None
) -> Grant:
    """The grant for a house whose owner gets base and bonuses alike."""
    eligible = at_most(cost, eligible_cap(dwellings, tiers))
    percent = granted_percent(base, bonuses, cap)
    missing = _open(base, bonuses, cap) + (() if eligible.state is not State.UNKNOWN else ("eligible_cost",))
    return Grant(eligible, percent, _amount(eligible, percent), missing)


def association_grant(
    cost: Figure,
    dwellings: int,
    tiers: Sequence[Tier],
    base: Rate | None,
    bonuses: Sequence[Bonus],
    cap: Rate | None,
    share: float | None = None,
    shared: Sequence[Bonus] = (),
    supplement: Figure | None = None,
) -> AssociationGrant:
    """The base for the whole house, and the bonuses of an owner with a ``share`` of it, by default one dwelling's.

    ``shared`` bonuses and a ``supplement`` in euro are for the house, whoever lives there: they go with the base.
    """
    eligible = at_most(cost, eligible_cap(dwellings, tiers))
    part = 1 / dwellings if share is None else share
    own = times(eligible, (part, part), Unit.EURO, GRANT_METHOD)
    every = (*shared, *bonuses)
    whole, alone = granted_percent(base, every, cap), granted_percent(base, shared, cap)
    missing = _open(base, every, cap) + (() if eligible.state is not State.UNKNOWN else ("eligible_cost",))
    given = cautious(_with(_exact(eligible, alone), supplement, cost))
    added = cautious(_exact(own, _more(alone, bonuses, cap)))
    both = [times(alone, (1 - part, 1 - part), Unit.PERCENT, PERCENT_METHOD)]
    both += [times(whole, (part, part), Unit.PERCENT, PERCENT_METHOD)]
    percent = total(both, Unit.PERCENT, PERCENT_METHOD)
    together = cautious(_with(_exact(eligible, percent), supplement, cost))
    return AssociationGrant(eligible, given, own, added, together, missing)


def granted_percent(base: Rate | None, bonuses: Sequence[Bonus], cap: Rate | None) -> Figure:
    """Base and bonuses in per cent, at most ``cap``: an undecided bonus makes a range, a missing rate unknown."""
    needed = [base, cap, *(bonus.rate for bonus in bonuses if bonus.holds is not False)]
    if any(rate is None or rate.low is None for rate in needed):
        return unknown(Unit.PERCENT, PERCENT_METHOD)
    parts = [base.figure] if base else []
    parts += [_bonus(bonus) for bonus in bonuses if bonus.holds is not False]
    return at_most(total(parts, Unit.PERCENT, PERCENT_METHOD), cap.figure) if cap else parts[0]


def _bonus(bonus: Bonus) -> Figure:
    figure = bonus.rate.figure if bonus.rate else unknown(Unit.PERCENT)
    return figure if bonus.holds else times(figure, (0.0, 1.0), Unit.PERCENT, PERCENT_METHOD)


def _more(alone: Figure, bonuses: Sequence[Bonus], cap: Rate | None) -> Figure:
    """What bonuses add to a share below the cap: the less, the higher the share is without them."""
    if alone.low is None or alone.high is None or cap is None or cap.low is None or cap.high is None:
        return unknown(Unit.PERCENT, PERCENT_METHOD)
    parts = [_bonus(bonus) for bonus in bonuses if bonus.holds is not False]
    known = [(part.low, part.high) for part in parts if part.low is not None and part.high is not None]
    if len(known) < len(parts):
        return unknown(Unit.PERCENT, PERCENT_METHOD)
    least, most = (sum(side) for side in zip(*known, strict=True)) if known else (0.0, 0.0)
    low, high = min(least, max(0.0, cap.low - alone.high)), min(most, max(0.0, cap.high - alone.low))
    state = worst([alone.state, *(part.state for part in parts)])
    return Figure(low, high, Unit.PERCENT, state, PERCENT_METHOD, alone.source)


def _with(amount: Figure, supplement: Figure | None, cost: Figure) -> Figure:
    return amount if supplement is None else at_most(total([amount, supplement], Unit.EURO, GRANT_METHOD), cost)


def _cap(tier: Tier, count: int) -> Figure:
    if tier.cap is None:
        return unknown(Unit.EURO, CAP_METHOD)
    return times(tier.cap.figure, (count, count), Unit.EURO, CAP_METHOD)


def _amount(eligible: Figure, percent: Figure) -> Figure:
    return cautious(_exact(eligible, percent))


def _exact(eligible: Figure, percent: Figure) -> Figure:
    """As sure as the cost and the rates are: the law itself does the sum."""
    amount = product((eligible, percent), Unit.EURO, GRANT_METHOD, PER_CENT)
    return replace(amount, state=worst((eligible.state, percent.state)))


def _open(base: Rate | None, bonuses: Sequence[Bonus], cap: Rate | None) -> tuple[str, ...]:
    rates = {"base": base, "cap": cap} | {bonus.key: bonus.rate for bonus in bonuses if bonus.holds is not False}
    missing = [key for key, rate in rates.items() if rate is None or rate.low is None]
    undecided = [bonus.key for bonus in bonuses if bonus.holds is None]
    return tuple(dict.fromkeys([*missing, *undecided]))
