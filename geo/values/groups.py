"""What is told of a group of buildings, so that no two figures ever tell of fewer buildings by their difference.

A figure is counted over a set of buildings: those of the group that have a value nobody may see by itself. Under the
key of a group every set over which a figure was told is remembered. A new set is taken only if, against each of them,
what came and what went are each nothing, or enough to be told as a group of their own: enough addresses, no dominant
owner, no dominant amount. Otherwise

1. new values are counted over the last set, if all of it is still known: what came waits until enough has come;
2. else the figure stays as it was told, for it says nothing new;
3. else, after an objection or a recall, nothing is told.

Buildings whose own value is public are not counted, for they could be taken off.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from energy.figures import State, Unit

from .attributes import ATTRIBUTES, Kind
from .disclosure import Suppressed, suppression

_FROM_BEST = tuple(State)
_MEANS = (Unit.YEAR, Unit.KWH_PER_SQUARE_METRE_YEAR)
"""What can't be summed is told as the mean."""


class GroupMethod:
    """How a group's figure was made; the words for readers are in ``geo.queries.words``."""

    COUNT = "group_count"
    SUM = "group_sum"
    MEAN = "group_mean"


def method_of(attribute: str) -> str:
    """Of numbers ``SUM`` or ``MEAN``; of choices ``COUNT``."""
    if ATTRIBUTES[attribute].kind is not Kind.NUMBER:
        return GroupMethod.COUNT
    return GroupMethod.MEAN if ATTRIBUTES[attribute].unit in _MEANS else GroupMethod.SUM


@dataclass(frozen=True, slots=True)
class Entry:
    """The value of a building that counts in its group. ``owner``: None where nobody knows."""

    addresses: int
    value: str = ""
    low: float = 0.0
    high: float = 0.0
    state: State = State.REGISTERED
    year: int | None = None
    owner: str | None = None


Entries = Mapping[int, Entry]
Told = Mapping[int, tuple[int, float]]
"""A set over which a figure was told: building to its addresses and amount."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a figure: for a choice one for each value, with its number of addresses."""

    value: str
    low: float | None
    high: float | None
    known: int | None
    state: str
    year: int | None
    suppressed: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of a figure: ``rows`` over ``counted``, or with ``keeps`` it stays as it was told."""

    rows: tuple[Row, ...] = ()
    counted: Told | None = None
    keeps: bool = False


def outcome(attribute: str, entries: Entries, earlier: Sequence[Told], hidden: Iterable[int] = ()) -> Outcome:
    """What is told of ``attribute``. ``earlier``: the sets told so far, the last one last; ``hidden``: who objected."""
    last = earlier[-1] if earlier else {}
    sets = [entries]
    if last and last.keys() < entries.keys():
        sets.append({building: entries[building] for building in last})
    for chosen in sets:
        if _why_not(attribute, chosen) is None and all(_apart(attribute, chosen, each) for each in earlier):
            return Outcome(_rows(attribute, chosen), {key: _stored(attribute, each) for key, each in chosen.items()})
    if last and not last.keys() & set(hidden):
        return Outcome(keeps=True)
    return Outcome((suppressed_row(_why_not(attribute, entries) or Suppressed.TOO_FEW),) if entries else ())


def suppressed_row(reason: Suppressed) -> Row:
    """A row that says only that there is something that is not told."""
    return Row("", None, None, None, State.UNKNOWN, None, str(reason))


def _why_not(attribute: str, entries: Entries) -> Suppressed | None:
    return _suppression(
        attribute, [(each.addresses, _amount(attribute, each), each.owner) for each in entries.values()]
    )


def _apart(attribute: str, now: Entries, before: Told) -> bool:
    """Whether the difference of the two may be told."""
    came = [(each.addresses, _amount(attribute, each), each.owner) for key, each in now.items() if key not in before]
    went = [(*each, None) for key, each in before.items() if key not in now]
    return not any(part and _suppression(attribute, part) for part in (came, went))


def _suppression(attribute: str, parts: Sequence[tuple[int, float, str | None]]) -> Suppressed | None:
    summed = ATTRIBUTES[attribute].kind is Kind.NUMBER and ATTRIBUTES[attribute].unit not in _MEANS
    amounts = [amount for _addresses, amount, _owner in parts] if summed else []
    return suppression(attribute, sum(part[0] for part in parts), [part[2] for part in parts], amounts)


def _amount(attribute: str, entry: Entry) -> float:
    return entry.high if ATTRIBUTES[attribute].kind is Kind.NUMBER else 0.0


def _stored(attribute: str, entry: Entry) -> tuple[int, float]:
    return entry.addresses, _amount(attribute, entry)


def _rows(attribute: str, entries: Entries) -> tuple[Row, ...]:
    known = sum(each.addresses for each in entries.values())
    state = max((each.state for each in entries.values()), key=_FROM_BEST.index)
    years = {each.year for each in entries.values()}
    year = years.pop() if len(years) == 1 else None
    if ATTRIBUTES[attribute].kind is Kind.NUMBER:
        low, high = _together(attribute, entries)
        return (Row("", low, high, known, state, year),)
    counts: dict[str, int] = {}
    for each in entries.values():
        counts[each.value] = counts.get(each.value, 0) + each.addresses
    return tuple(Row(value, float(n), float(n), known, state, year) for value, n in sorted(counts.items()))


def _together(attribute: str, entries: Entries) -> tuple[float, float]:
    low, high = sum(each.low for each in entries.values()), sum(each.high for each in entries.values())
    share = len(entries) if ATTRIBUTES[attribute].unit in _MEANS else 1
    return float(round(low / share)), float(round(high / share))


def read_told(stored: Mapping[str, Any]) -> dict[str, list[dict[int, tuple[int, float]]]]:
    """From what ``store_told`` wrote."""
    return {
        attribute: [{int(key): (addresses, amount) for key, addresses, amount in each} for each in sets]
        for attribute, sets in stored.items()
    }


def store_told(told: Mapping[str, Sequence[Told]]) -> dict[str, Any]:
    """As JSON has it."""
    return {
        attribute: [[[key, *stored] for key, stored in sorted(each.items())] for each in sets]
        for attribute, sets in told.items()
    }
