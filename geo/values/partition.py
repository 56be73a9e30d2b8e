"""Points cut into neighbourhoods: none has fewer addresses than wanted, none lies in two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, radians


@dataclass(frozen=True, slots=True)
class Spot:
    """A building at a point, with how many addresses it has."""

    building: int
    lon: float
    lat: float
    addresses: int


def neighbourhoods(spots: Sequence[Spot], least: int) -> list[list[Spot]]:
    """Cut again and again across the longer side, while both halves keep ``least`` addresses; the same every time.

    One neighbourhood with all where they have fewer.
    """
    return list(_cut(sorted(spots, key=lambda spot: spot.building), least)) if spots else []


def _cut(spots: list[Spot], least: int) -> Iterator[list[Spot]]:
    waiting = [spots]
    while waiting:
        some = waiting.pop()
        halves = _halves(some, least)
        if halves is None:
            yield some
        else:
            waiting += halves


def _halves(spots: list[Spot], least: int) -> tuple[list[Spot], list[Spot]] | None:
    total = sum(spot.addresses for spot in spots)
    if total < 2 * least:
        return None
    lons, lats = [spot.lon for spot in spots], [spot.lat for spot in spots]
    wide = (max(lons) - min(lons)) * cos(radians(lats[0])) >= max(lats) - min(lats)
    ordered = sorted(spots, key=lambda spot: (spot.lon, spot.lat, spot.building) if wide else
                     (spot.lat, spot.lon, spot.building))  # fmt: skip
    first = 0
    for place, spot in enumerate(ordered):
        if 2 * first >= total - spot.addresses and place > 0:
            break
        first += spot.addresses
    else:
        return None
    return (ordered[:place], ordered[place:]) if min(first, total - first) >= least else None
