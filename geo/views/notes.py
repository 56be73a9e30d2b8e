"""Corrections and objections: what somebody says of a building, and what is answered."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column

from cms.core.models import User
from geo.actions.decide_note import accept_note, decline_note
from geo.actions.refusals import Refusal
from geo.models import BuildingNote, Dataset

from .doors import may
from .facts import addresses_of, attribute_label
from .frames import GeodataPage


class DueColumn(Column):
    """Until when it must be answered; late ones are marked."""

    def __init__(self) -> None:
        super().__init__("due_on", label=gettext_lazy("to be answered by"), sort_key="due_on")

    def get_value(self, instance: BuildingNote) -> Any:
        day = date_format(instance.due_on, "SHORT_DATE_FORMAT")
        if is_late(instance):
            return format_html('<strong style="color: var(--w-color-text-error)">{}</strong>',
                               _("%(day)s, overdue") % {"day": day})  # fmt: skip
        return day if instance.state == BuildingNote.State.NEW else ""


def is_late(note: BuildingNote) -> bool:
    """Whether nobody has answered in time."""
    return note.state == BuildingNote.State.NEW and note.due_on < timezone.localdate()


class DecisionForm(forms.Form):
    reply = forms.CharField(
        label=gettext_lazy("Answer"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy(
            "Kept with the decision. Where an e-mail address is given, send the answer there yourself."
        ),
    )  # fmt: skip


class NoteView(GeodataPage):
    """What was written, about which building; to be accepted or declined with an answer."""

    model = BuildingNote
    action = "view"
    page_title = gettext_lazy("Correction or objection")
    header_icon = "comment"
    template_name = "geo/admin/note.html"

    @property
    def note(self) -> BuildingNote:
        assert isinstance(self.item, BuildingNote)
        return self.item

    @property
    def dataset(self) -> Dataset:
        return self.note.building.dataset

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        notes = {"url": reverse("buildingnote:index"), "label": _("Corrections and objections")}
        return [*self.breadcrumbs_items, notes, {"url": "", "label": str(self.note)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        note = self.note
        kwargs.setdefault("form", DecisionForm())
        return super().get_context_data(
            note=note, late=is_late(note), addresses=addresses_of(note.building),
            attribute=attribute_label(note.attribute) if note.attribute else "",
            decides=note.state == BuildingNote.State.NEW and may(self.request.user, "change", note),
            is_objection=note.kind == BuildingNote.Kind.OBJECTION, **kwargs,
        )  # fmt: skip

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = DecisionForm(request.POST)
        accepts = request.POST.get("decision") == "accept"
        if not may(request.user, "change", self.note) or not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        decide = accept_note if accepts else decline_note
        try:
            decide(self.note, cast("User", request.user), form.cleaned_data["reply"])
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect("geodata:note", self.note.pk)
        if accepts and self.note.kind == BuildingNote.Kind.CORRECTION:
            messages.success(request, _("Accepted. Now write the right value: it goes before what the sources say."))
            return redirect("geodata:building", self.note.building_id)
        messages.success(request, _("The decision is recorded."))
        return redirect("buildingnote:index")
