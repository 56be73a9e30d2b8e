"""The pages of areas and buildings."""

from __future__ import annotations

from typing import Any

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from frontend_templates.web.visit import NoSuchPage, Visit

Context = dict[str, Any]
# What people come for first; the rest follows as the API gives it.
_FIRST = ("type", "year", "age_class", "dwellings", "storeys", "floor_area", "heat_need", "heat_need_specific")


def place_content(visit: Visit, target: Context) -> Context:
    """Everything the template of the thing at the visit's path needs. Raises NoSuchPage."""
    content = _PLACES[target["place"]](visit, target["id"])
    crumbs = [content["map"]] if content["map"] else []
    content["page"] |= {
        "contentLocale": visit.locale.upper(),
        "isFallback": False,
        "translationState": "CURRENT",
        "breadcrumbs": [*(crumbs[0]["breadcrumbs"] if crumbs else []), *crumbs],
        "canonicalUrl": "",
        "image": None,
        "translations": [],
    }
    return content


def _building(visit: Visit, key: str) -> Context:
    # Which house somebody looks at is nobody's business.
    visit.no_store = True
    data = visit.ask_here("BuildingPage", id=key, map=_map_path(visit))
    building = data["building"]
    if building is None:
        raise NoSuchPage(visit.path)
    title = building["addresses"][0]["text"] if building["addresses"] else _("Building without an address")
    order = {attribute: place for place, attribute in enumerate(_FIRST)}
    facts = sorted(building["facts"], key=lambda fact: order.get(fact["attribute"]["key"], len(order)))
    planned = [area for area in building["areas"] if area["theme"] == "HEAT_PLAN"]
    return {
        "folder": "building",
        "page": {"title": title, "teaser": "", "seo": _seo(title, noindex=True)},
        "map": data["map"],
        "building": building,
        "about": urlencode({"building": building["id"]}),
        "facts": facts,
        "groups": _by_attribute(building["group"]),
        "planned": planned,
        "credits": sorted({(fact["attribution"], fact["licence"]) for fact in facts if fact["attribution"]}),
        "others": [area for area in building["areas"] if area not in planned],
        "flows": _flows(data["flows"]),
    }


def _area(visit: Visit, key: str) -> Context:
    data = visit.ask_here("AreaPage", id=key, map=_map_path(visit))
    area = data["area"]
    if area is None:
        raise NoSuchPage(visit.path)
    title = area["name"] or (area["category"] or {}).get("label") or _("Area")
    return {
        "folder": "area",
        "page": {"title": title, "teaser": "", "seo": _seo(title, noindex=False)},
        "map": data["map"],
        "area": area,
        "about": urlencode({"area": area["id"]}),
        "quality": _quality(data["dataQuality"]),
        "flows": _flows(data["flows"]),
    }


def _flows(flows: Context) -> list[Context]:
    """The flow that asks most first: the others answer a part of it."""
    return sorted((edge["node"] for edge in flows["edges"]), key=lambda flow: -int(flow["mostQuestions"]))[:3]


def _quality(quality: Context | None) -> list[Context]:
    """How many buildings of the area have a known value, those that are known least first."""
    rows = [row for row in (quality or {}).get("attributes", []) if row["known"] + row["unknown"]]
    for row in rows:
        row["percent"] = round(100 * row["known"] / (row["known"] + row["unknown"]))
    return sorted(rows, key=lambda row: int(row["percent"]))


_PLACES = {"Building": _building, "Area": _area}


def _map_path(visit: Visit) -> str:
    """Where the map's own page is: above the kind and the key of the thing."""
    return visit.path.rstrip("/").rsplit("/", 2)[0] + "/"


def _seo(title: str, *, noindex: bool) -> Context:
    return {"title": title, "description": "", "noindex": noindex, "image": None}


def _by_attribute(group: Context | None) -> list[Context]:
    """The figures of a group, each attribute once: its number, or how many addresses have which value."""
    found: dict[str, Context] = {}
    for figure in group["figures"] if group else ():
        named = figure["attribute"]
        row = found.setdefault(named["key"], {"attribute": named, "values": [], "suppressed": figure["suppressed"]})
        row["values"].append({**figure, "count": int(figure["figure"]["low"] or 0)})
    return list(found.values())
