"""The building or area of the map at which a flow is begun: what is known of it need not be asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from frontend_templates.web.visit import NoSuchPage, Visit

from .told import Told

Context = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Subject:
    """What it is called, where that may be told; or that there is no such thing."""

    building: str = ""
    area: str = ""
    name: str = ""
    is_unknown: bool = False
    # Whether the flow was not begun yet.
    is_start: bool = False


def subject_of(visit: Visit, told: Told) -> tuple[Subject | None, Told]:
    """What the flow is about, and what was told with the ids that hold today; None where it is about nothing."""
    if not (told.building or told.area):
        return None, told
    building, area = _asked(visit, told)
    if building is not None and building["goneSince"] and building["successor"]:
        building = building["successor"]
    found = replace(told, building=building["id"] if building else "", area=area["id"] if area else "")
    name = building["addresses"][0]["text"] if building and building["addresses"] else area["name"] if area else ""
    is_unknown = not (building or area)
    return Subject(found.building, found.area, name, is_unknown, not told.is_begun), found


def _asked(visit: Visit, told: Told) -> tuple[Context | None, Context | None]:
    wanted = {
        "building": told.building, "withBuilding": bool(told.building),
        "area": told.area, "withArea": bool(told.area),
    }  # fmt: skip
    try:
        data = visit.ask_here("GuidanceSubject", **wanted)
    except NoSuchPage:
        return None, None
    return data.get("building"), data.get("area")
