"""The pages of a flow: its start, one question after the other, and what the answers come to."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseRedirect, QueryDict
from django.utils.http import urlencode

from frontend_templates.web.site import surroundings
from frontend_templates.web.visit import Elsewhere, NoSuchPage, Visit

from .code import code_of
from .question import back, others_refused, question_context
from .result import result_context
from .subject import Subject, subject_of
from .told import DAYS, DONT_KNOW, LEFT_OUT, Told
from .use import count
from .way import Way, form

Context = dict[str, Any]
FOLDER = "web/pages/guidance"
NOT_ANSWERED = 422


class SameMethod(HttpResponseRedirect):
    """To an address that has all it may have; the browser sends the body again, which has what it may not."""

    status_code = 307

    def __init__(self, address: str) -> None:
        super().__init__(address, headers={"Cache-Control": "no-store"})


def flow_page(visit: Visit, site: Context, body: QueryDict | None = None) -> tuple[str, Context, int]:
    """The template, its context and the status for what ``visit`` asks of a flow. Raises NoSuchPage, Elsewhere."""
    told = _told(visit, body)
    subject, told = subject_of(visit, told)
    if not told.is_begun:
        return _start(visit, site, subject)
    position = _position(visit, told)
    if position is None:
        raise NoSuchPage(visit.path)
    shown = _placed(visit, site, told, position, subject)
    count(visit, _slug(visit), position, told)
    return shown


def draft_page(visit: Visit, site: Context, draft: Context, body: QueryDict | None = None) -> tuple[str, Context, int]:
    """The draft of a flow, to be walked as readers will walk what is published."""
    visit.path = "/preview/"
    subject, told = subject_of(visit, _told(visit, body))
    if not told.is_begun:
        way = Way(f"/{visit.locale}{visit.path}", (("token", visit.preview_token), ("start", "1")))
        return f"{FOLDER}/guidance.html", {**surroundings(visit, site, draft), "page": draft, "form": form(way)}, 200
    page = visit.ask_here("GuidanceDraft", token=visit.preview_token, **_variables(told))["page"]
    return _placed(visit, site, told, page["position"], subject)


def _told(visit: Visit, body: QueryDict | None) -> Told:
    """What the visit tells. Raises Elsewhere where the body brought what belongs into the address."""
    visit.no_store = True
    address = visit.params if isinstance(visit.params, QueryDict) else QueryDict(mutable=True)
    told = Told.of(address, body)
    if body is not None and _is_behind(address, told):
        path = f"/{visit.locale}{visit.path}"
        raise Elsewhere(SameMethod(Way.of(path, told, told.version, (), visit.preview_token).address))
    return told


def _variables(told: Told) -> Context:
    return {
        "answers": told.all_answers,
        "at": told.changes or None,
        "installation": told.days["installation"].value,
        "application": told.days["application"].value,
        "version": told.version or None,
        "withPrivate": told.shows_private,
        "building": told.building or None,
        "area": told.area or None,
    }


def _position(visit: Visit, told: Told) -> Context | None:
    """Where what was told leads. Private answers that were left out of an address are not known to who opens it."""
    variables = _variables(told)
    while True:
        position: Context | None = visit.ask_here("Guidance", flow=_slug(visit), **variables)["guidancePosition"]
        fact = ((position and position["step"]) or {}).get("fact") or {}
        given = {each["fact"] for each in variables["answers"]}
        if not (told.leaves_private_out and fact.get("isPrivate")) or told.changes or fact["key"] in given:
            return position
        variables["answers"] = [*variables["answers"], {"fact": fact["key"], "value": DONT_KNOW}]


def _is_behind(address: QueryDict, told: Told) -> bool:
    """Whether the body brought answers that belong into the address."""
    there = Told.of(address)
    days_there = {name: day.value for name, day in there.days.items()}
    return set(there.answers) != set(told.answers) or any(
        day.value and day.value != days_there[name] for name, day in told.days.items()
    )


def _slug(visit: Visit) -> str:
    return visit.path.rstrip("/").rpartition("/")[2]


def _start(visit: Visit, site: Context, subject: Subject | None) -> tuple[str, Context, int]:
    page = visit.ask_here("GuidanceStart", path=visit.path)["page"]
    if page is None:
        raise NoSuchPage(visit.path)
    visit.is_entrance = not visit.params
    about = [("building", subject.building), ("area", subject.area)] if subject else []
    about = [(name, value) for name, value in about if value]
    way = Way(f"/{visit.locale}{visit.path}", (("start", "1"), ("version", page["structureVersion"]), *about))
    context = {**surroundings(visit, site, page), "page": page, "form": form(way), "subject": subject}
    if about:
        ours = urlencode(about)
        context["languages"] = [{**each, "href": f"{each['href']}?{ours}"} for each in context["languages"]]
    return f"{FOLDER}/guidance.html", context, 200


def _placed(
    visit: Visit, site: Context, told: Told, position: Context, subject: Subject | None
) -> tuple[str, Context, int]:
    flow = position["flow"]
    refused = {each["fact"] for each in position["refused"]}
    way = Way.of(f"/{visit.locale}{visit.path}", told, flow["structureVersion"], refused, visit.preview_token)
    page = {**flow, "seo": {**flow["seo"], "noindex": True}}
    context = {**surroundings(visit, site, page), "page": page, "position": position, "way": way}
    context["languages"] = [{**each, "href": f"{each['href']}?{way.query}"} for each in context["languages"]]
    context["subject"] = subject
    context |= {"carry": form(way), "others_refused": others_refused(position), "result_address": way.seen("")}
    context["here"] = way.change(told.changes).href if position["isChanging"] else way.address
    name, more = _shown(position, told, way)
    context |= more | {"back": more.get("back") or back(position, way)}
    if name in ("result", "adviser"):
        context |= _shared(visit, site, told, position)
    is_wrong = bool(more.get("error")) or bool(more.get("days_wrong"))
    return f"{FOLDER}/{name}.html", context, NOT_ANSWERED if is_wrong else 200


def _shown(position: Context, told: Told, way: Way) -> tuple[str, Context]:
    """Which page shows ``position``, and what it needs."""
    step = position["step"]
    if step is not None and step["kind"] == "QUESTION":
        return "question", question_context(position, told, way)
    if position["result"] is None:
        return "outcome", {}
    context = result_context(position, told, way)
    context["days_wrong"] = [(DAYS[name], day.error) for name, day in told.days.items() if day.error]
    return ("adviser" if told.view else "result"), context


def _shared(visit: Visit, site: Context, told: Told, position: Context) -> Context:
    """The addresses that are given away: without private answers, unless the person adds them."""
    home = f"{site['siteUrl'].rstrip('/')}/{visit.locale}{position['flow']['path']}"
    has_private = any(each["fact"]["isPrivate"] for each in position["answers"])
    left_out = "=".join(LEFT_OUT) if has_private and not told.shows_private else ""
    about = urlencode([(name, value) for name, value in (("building", told.building), ("area", told.area)) if value])
    parts = (f"version={position['flow']['structureVersion']}", about, left_out, position["link"])
    link = "&".join(part for part in parts if part)
    adviser = f"{home}?start=1&view=adviser&{link}"
    return {"share": f"{home}?start=1&{link}", "share_adviser": adviser, "code": code_of(adviser)}
