"""The form by which somebody says that a building's figures are wrong, or must not be shown."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from frontend_templates.web.feedback import FeedbackForm, confirmed, fresh_token, reason
from frontend_templates.web.visit import Visit

KINDS = {"CORRECTION": _("Something is wrong"), "OBJECTION": _("These figures must not be shown")}


class NoteForm(FeedbackForm):
    """A correction needs words, an objection none."""

    kind = forms.ChoiceField(label=_("What is it about?"), choices=list(KINDS.items()))
    attribute = forms.CharField(label=_("Which figure?"), required=False, max_length=40)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].required = self.data.get("kind") != "OBJECTION"


def note_context(visit: Visit, facts: list[dict[str, Any]], form: NoteForm | None = None) -> dict[str, Any]:
    """What the form, or the confirmation after it, needs."""
    attributes = [(fact["attribute"]["key"], fact["attribute"]["label"]) for fact in facts]
    shown = form or NoteForm(initial={"kind": "CORRECTION"})
    return {
        "form": shown,
        "done": confirmed(visit),
        "token": fresh_token(),
        "kinds": list(KINDS.items()),
        "attributes": attributes,
    }


def report(visit: Visit, form: NoteForm, site: dict[str, Any], building: str) -> dict[str, Any] | None:
    """Hand a valid form to the API. What to confirm, or None with the reasons in the form."""
    key = form.submission_key()
    if key is None:
        form.add_error(None, _("The form was open for too long. Please send it again: your words are still here."))
        return None
    values = form.cleaned_data
    payload = visit.ask(
        "ReportBuilding",
        input={
            "municipality": site["key"],
            "building": building,
            "kind": values["kind"],
            "attribute": values["attribute"] or None,
            "text": values["text"],
            "email": values["email"] or None,
            "locale": visit.locale.upper(),
            "website": values["website"],
            "submissionKey": key,
        },
    )["reportBuilding"]
    for error in payload["errors"]:
        name = str(error["field"] or "")
        form.add_error(name if name in ("kind", "text", "email") else None, reason(error))
    if not payload["accepted"]:
        return None
    return {"reference": payload["reference"], "answer_by": payload["answerBy"], "caught": bool(values["website"])}
