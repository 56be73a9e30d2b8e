"""Who may see a fact of a building: the one rule that every tile, answer, export, feed and search asks.

Sources: WPG section 10 (2), section 12 (1) no. 3 and 4, Anlage 1; for appliances of larger buildings our own choice,
which is stricter than the act.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from .attributes import ATTRIBUTES, SINGLE_FAMILY, Access, Protection

_FROM_WIDEST = tuple(Access)
DOMINANT_SHARE = 0.5
"""An owner, or one building's consumption, with more than this share of a group would be read from it."""


class Basis(StrEnum):
    """On what ground the data are here."""

    # Published under an open licence, and somebody decided that they may be shown of single buildings.
    OPEN = "open"
    # Collected for the heat plan under the act.
    ACT = "act"
    # The owner agreed that it is shown.
    OWNER = "owner"
    # Business secrets, critical infrastructure, military sites.
    CONFIDENTIAL = "confidential"


class Suppressed(StrEnum):
    """Why a group's figure is not told."""

    TOO_FEW = "too_few"
    ONE_OWNER = "one_owner"
    DOMINATED = "dominated"


def access_of(attribute: str, basis: Basis, house: str | None, *, decided: bool) -> Access:
    """Who may see ``attribute`` of a building of the type ``house`` (None: nobody knows) by data of this ``basis``.

    ``decided``: somebody put on record that these open data may be shown. Without it they are private.
    """
    protection = ATTRIBUTES[attribute].protection
    if basis is Basis.CONFIDENTIAL:
        return Access.CONFIDENTIAL
    if protection is Protection.OWNER:
        return Access.PRIVATE
    if protection is Protection.CONSUMPTION:
        return Access.GROUPED
    if protection is Protection.APPLIANCE:
        return Access.PUBLIC if basis is Basis.OWNER else Access.GROUPED
    if basis is Basis.OPEN and not decided:
        return Access.PRIVATE
    if basis is Basis.ACT and protection is Protection.HOUSE and (house is None or house in SINGLE_FAMILY):
        return Access.GROUPED
    return Access.PUBLIC


def narrowest(classes: Iterable[Access]) -> Access:
    """What is derived from several facts is shown to those only who may see all of them."""
    return max(classes, key=_FROM_WIDEST.index, default=Access.PUBLIC)


def is_public(access: Access | str, *, hidden: bool) -> bool:
    """Whether a fact is told of its building. ``hidden``: an objection against the building was accepted."""
    return not hidden and access == Access.PUBLIC


def enters_group(access: Access | str, *, hidden: bool) -> bool:
    """Whether a fact counts in the figure of its building's group."""
    return not hidden and access in (Access.PUBLIC, Access.GROUPED)


def suppression(
    attribute: str, addresses: int, owners: Sequence[str | None], amounts: Sequence[float] = ()
) -> Suppressed | None:
    """Why a group's figure for ``attribute`` must not be told; None where it may.

    ``addresses``: of the buildings whose value is known. ``owners``: of these buildings, None where nobody knows.
    ``amounts``: what each adds to a sum; empty for counts.
    """
    if addresses < ATTRIBUTES[attribute].addresses:
        return Suppressed.TOO_FEW
    known = [owner for owner in owners if owner]
    if known and max(known.count(owner) for owner in set(known)) > DOMINANT_SHARE * len(owners):
        return Suppressed.ONE_OWNER
    if amounts and max(amounts) > DOMINANT_SHARE * sum(amounts):
        return Suppressed.DOMINATED
    return None
