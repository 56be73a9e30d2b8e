"""From an address to a page: resolve it, ask its document, fill its template."""

from __future__ import annotations

import dataclasses
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect, QueryDict
from django.template.loader import get_template

from .feedback import FeedbackForm, confirmation, feedback_context, submit
from .guidance.flow import flow_page
from .kept import Kept, made
from .kinds import PAGES, SNIPPETS, page_content, snippet_content
from .maps.notes import NoteForm, note_context, report
from .maps.place import place_content
from .site import languages_of, surroundings
from .structured import structured_data
from .visit import Elsewhere, NoSuchPage, Visit

FLOW = "GUIDANCE_FLOW"


def rendered(template: str, context: dict[str, Any], visit: Visit, status: int = 200) -> Kept:
    """The page that ``template`` makes of ``context``."""
    return made(get_template(template).render(context), status, language=visit.locale)


def page(visit: Visit) -> Kept:
    """The page at the visit's path. Raises NoSuchPage, Elsewhere, or what asking raises."""
    site, target = _resolved(visit)
    kind = target["__typename"]
    if target.get("kind") == FLOW:
        return _guided(visit, site)
    if kind == "PageFound":
        return _page(visit, site, target["kind"])
    if kind == "SnippetFound":
        content = snippet_content(visit, target["snippet"], target["slug"])
        template = SNIPPETS[target["snippet"]].template
        return rendered(template, {**surroundings(visit, site, content["page"]), **content}, visit)
    if kind == "PlaceFound":
        return _place(visit, site, target)
    if kind == "Redirect":
        raise Elsewhere(_redirect(visit, target))
    raise NoSuchPage(visit.path)


def _place(visit: Visit, site: dict[str, Any], target: dict[str, Any], form: NoteForm | None = None) -> Kept:
    content = place_content(visit, target)
    if target["place"] == "Building":
        content |= note_context(visit, content["facts"], form)
    template = f"web/pages/{content['folder']}/{content['folder']}.html"
    return rendered(template, {**surroundings(visit, site, content["page"]), **content}, visit)


def _guided(visit: Visit, site: dict[str, Any], body: QueryDict | None = None) -> Kept:
    template, context, status = flow_page(visit, site, body)
    return rendered(template, context, visit, status)


def _resolved(visit: Visit) -> tuple[dict[str, Any], dict[str, Any]]:
    found = visit.ask_here("Resolve", path=visit.path)
    if visit.locale not in languages_of(found["municipality"]):
        raise NoSuchPage(visit.path)
    return found["municipality"], found["resolve"]


def _has_form(visit: Visit, site: dict[str, Any], kind: str | None) -> bool:
    return kind == "ACCESSIBILITY" or (kind == "STANDARD" and (site["feedback"] or {}).get("path") == visit.path)


def _page(visit: Visit, site: dict[str, Any], kind: str, form: FeedbackForm | None = None) -> Kept:
    shape = PAGES[kind]
    content = page_content(visit, shape)
    template = shape.template
    if _has_form(visit, site, kind):
        visit.no_store = True
        template = "web/pages/accessibility/accessibility.html"
        content.update(feedback_context(visit, "BARRIER" if kind == "ACCESSIBILITY" else "CONTENT", form))
    context = {**surroundings(visit, site, content["page"]), **content}
    context["structured"] = structured_data(kind, content["page"], context)
    return rendered(template, context, visit)


def posted(visit: Visit, fields: QueryDict) -> Kept:
    """Take the form on the visit's page. Raises Elsewhere, to the confirmation, when it was accepted."""
    site, target = _resolved(visit)
    if target.get("kind") == FLOW:
        return _guided(visit, site, fields)
    if target.get("place") == "Building":
        note = NoteForm(fields)
        if note.is_valid() and (receipt := report(visit, note, site, target["id"])) is not None:
            raise Elsewhere(HttpResponseRedirect(confirmation(f"/{visit.locale}{visit.path}", receipt) + "#sent"))
        return dataclasses.replace(_place(visit, site, target, note), status=422)
    if not _has_form(visit, site, target.get("kind")):
        raise NoSuchPage(visit.path)
    form = FeedbackForm(fields)
    if form.is_valid() and (done := submit(visit, form, site)) is not None:
        raise Elsewhere(HttpResponseRedirect(confirmation(f"/{visit.locale}{visit.path}", done)))
    return dataclasses.replace(_page(visit, site, target["kind"], form), status=422)


def _redirect(visit: Visit, target: dict[str, Any]) -> HttpResponse:
    to = str(target["to"])
    if to.startswith("/") and not to.startswith("//"):
        to = f"/{visit.locale}{to}"
    return HttpResponsePermanentRedirect(to) if target["permanent"] else HttpResponseRedirect(to)


def not_found(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What there is instead of a page that does not exist, in the reader's language."""
    found = visit.ask_here("Resolve", path=visit.path)
    suggestions = found["resolve"].get("suggestions") or []
    asked = visit.path
    visit.path = "/"
    context = {**surroundings(visit, found["municipality"]), "suggestions": suggestions, "asked": asked}
    shown = rendered("web/pages/404/404.html", context, visit, status=404)
    response = HttpResponse(shown.body, status=404, content_type=shown.content_type)
    response["Content-Language"] = visit.locale
    response["Cache-Control"] = "no-cache"
    return response
