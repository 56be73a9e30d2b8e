"""What still lacks: asked by the form while somebody edits, and as a page of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.core.permissions.objects import find, is_own, model_named
from knowledge.guidance.checks.flows import notes_on_flow, surroundings
from knowledge.guidance.checks.notes import Note
from knowledge.guidance.checks.places import Spots
from knowledge.guidance.checks.publishing import RECORDS
from knowledge.guidance.checks.records import effects_of
from knowledge.guidance.files.stock import latest
from knowledge.guidance.models import GuidancePage, Measure


@dataclass(frozen=True, slots=True)
class Line:
    """A note as the form shows it."""

    place: str
    message: str
    is_error: bool
    owner: str = ""
    reason: str = ""
    block: str = ""
    field: str = ""
    url: str = ""
    is_of_persona: bool = False


def findings(request: HttpRequest, app_label: str, model_name: str, pk: int) -> HttpResponse:
    """The list for the draft that a form sends, else for the draft that is stored."""
    record = record_named(request, app_label, model_name, pk)
    draft, refused = (in_form(request, record), True) if request.method == "POST" else (latest(record), False)
    if draft is None:
        return render(request, "guidance/admin/findings.html", {"unreadable": refused})
    lines = lines_of(draft, request.user)
    errors = sum(line.is_error for line in lines)
    summary = ngettext(
        "One mistake keeps this from being published.", "%(number)d mistakes keep this from being published.", errors
    ) % {"number": errors}
    failed = any(line.is_of_persona and line.is_error for line in lines) and may_override(request.user, record)
    override = reverse("guidance:override", args=[app_label, model_name, pk]) if failed else ""
    context = {"lines": lines, "errors": errors, "summary": summary, "override": override}
    return render(request, "guidance/admin/findings.html", context)


def record_named(request: HttpRequest, app_label: str, model_name: str, pk: int) -> Any:
    """What an address names. Raises Http404 or PermissionDenied where it is not theirs."""
    model = model_named(app_label, model_name)
    if model is None or model not in (GuidancePage, *RECORDS):
        raise Http404
    record = find(model, pk)
    if not is_own(request.user, record):
        raise PermissionDenied
    return record


def in_form(request: HttpRequest, record: Any) -> Any:
    """The draft that the form sends; None where a field of it can't be read."""
    form_class = record.get_edit_handler().get_form_class()
    stored = record.get_latest_revision_as_object()
    more = {"parent_page": stored.get_parent()} if isinstance(record, Page) else {}
    form = form_class(request.POST, request.FILES, instance=stored, for_user=request.user, **more)
    form.defer_required_fields()
    try:
        return form.save(commit=False) if form.is_valid() else None
    except MultiValueDictKeyError:
        raise BadRequest from None


def lines_of(draft: Any, user: Any) -> list[Line]:
    """All that is to be said about ``draft``."""
    if isinstance(draft, GuidancePage):
        return _lines_of_flow(draft, user)
    return _lines_of_record(draft, user)


def _lines_of_flow(draft: GuidancePage, user: Any) -> list[Line]:
    around = surroundings(draft)
    spots, finder = Spots(draft, around), AdminURLFinder(user)
    lines = []
    for each in notes_on_flow(draft):
        spot = spots.of(each.place)
        measure = Measure.objects.filter(pk=spot.measure).first() if spot.measure else None
        url = finder.get_edit_url(measure) if measure is not None else None
        lines.append(_line(each, around.names.message(each), spot.label, spot.block, spot.field, url or ""))
    return lines


def _lines_of_record(draft: Any, user: Any) -> list[Line]:
    finder = AdminURLFinder(user)
    lines = []
    for effect in effects_of(draft):
        place = _("In the flow “%(title)s”") % {"title": effect.page.title} if effect.page else ""
        url = finder.get_edit_url(effect.page) if effect.page else None
        lines.append(_line(effect.note, effect.message, place, field=effect.note.place, url=url or ""))
    return lines


def _line(each: Note, message: str, place: str, block: str = "", field: str = "", url: str = "") -> Line:
    return Line(place, message, each.is_error, each.owner, each.reason, block, field, url, each.is_of_persona)


def may_override(user: Any, record: Any) -> bool:
    """Moderators, who may publish it."""
    if isinstance(record, Page):
        return bool(record.permissions_for_user(user).can_publish())
    return bool(policy_registry.get(record).user_has_permission_for_instance(user, "publish", record))
