"""The feedback form: works without scripts and without cookies, and keeps nothing of what went wrong."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from .visit import Visit
from .words import FEEDBACK_KINDS

SALT = "feedback-form"
DONE_SALT = "feedback-done"
# A form may lie open for a working day; its confirmation is shown for an hour.
FORM_SECONDS = 12 * 3600
DONE_SECONDS = 3600
LONGEST_PATH = 255


class FeedbackForm(forms.Form):
    """What a person tells us. Only the message is required."""

    kind = forms.ChoiceField(label=_("What is it about?"), choices=list(FEEDBACK_KINDS.items()))
    text = forms.CharField(
        label=_("Your message"),
        min_length=3,
        max_length=4000,
        error_messages={
            "required": _("Please write a message."),
            "min_length": _("Please write at least three characters."),
            "max_length": _("Please write at most 4,000 characters."),
        },
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        required=False,
        max_length=254,
        error_messages={"invalid": _("Write the address like name@example.org, or leave the field empty.")},
    )
    about = forms.CharField(required=False, max_length=LONGEST_PATH)
    # Nobody sees this field; only machines fill it in.
    website = forms.CharField(required=False, max_length=500)
    token = forms.CharField(required=False, max_length=500)

    def clean_about(self) -> str:
        about = str(self.cleaned_data["about"])
        return about if about.startswith("/") and not about.startswith("//") else ""

    def submission_key(self) -> str | None:
        """The key that tells a message sent twice from two messages; None where the form is too old or not ours."""
        try:
            key = signing.loads(self.cleaned_data.get("token", ""), salt=SALT, max_age=FORM_SECONDS)
        except signing.BadSignature:
            return None
        return str(key)


def fresh_token() -> str:
    """Signed, so that only forms we made are taken; random, so that each message has its own key."""
    return signing.dumps(secrets.token_urlsafe(24), salt=SALT)


def feedback_context(visit: Visit, kind: str, form: FeedbackForm | None = None) -> dict[str, Any]:
    """What the form, or the confirmation after it, needs."""
    if done := confirmed(visit):
        return {"done": done}
    about = str(visit.params.get("about", ""))[:LONGEST_PATH]
    shown = form or FeedbackForm(initial={"kind": kind, "about": about if about.startswith("/") else ""})
    return {"form": shown, "token": fresh_token(), "kinds": list(FEEDBACK_KINDS.items())}


def confirmed(visit: Visit) -> dict[str, Any] | None:
    """What was sent a moment ago, as ``confirmation`` put it into the address; None where nothing was."""
    try:
        done: dict[str, Any] = signing.loads(str(visit.params.get("done", "")), salt=DONE_SALT, max_age=DONE_SECONDS)
    except signing.BadSignature:
        return None
    return done


def confirmation(address: str, done: dict[str, Any]) -> str:
    """Where the confirmation of a message is shown; signed, so that only we can confirm."""
    return f"{address}?done={signing.dumps(done, salt=DONE_SALT)}"


def submit(visit: Visit, form: FeedbackForm, site: dict[str, Any]) -> dict[str, Any] | None:
    """Hand a valid form to the API. What to confirm, or None with the reasons in the form."""
    key = form.submission_key()
    if key is None:
        form.add_error(None, _("The form was open for too long. Please send it again: your words are still here."))
        return None
    values = form.cleaned_data
    payload = visit.ask(
        "SubmitFeedback",
        input={
            "municipality": site["key"],
            "kind": values["kind"],
            "path": values["about"],
            "locale": visit.locale.upper(),
            "text": values["text"],
            "email": values["email"],
            "website": values["website"],
            "submissionKey": key,
        },
    )["submitFeedback"]
    for error in payload["errors"]:
        name = str(error["field"] or "")
        form.add_error(name if name in ("kind", "text", "email") else None, reason(error))
    if not payload["accepted"]:
        if not form.errors:
            form.add_error(None, _REASONS["OTHER"])
        return None
    # A person whose browser filled the hidden field is told so, and how to reach us for certain.
    return {"reference": payload["reference"], "delete_on": payload["deleteOn"], "caught": bool(values["website"])}


_REASONS = {
    "RATE_LIMITED": _("Many messages came from your connection. Please wait an hour, or write us an e-mail."),
    "TOO_SHORT": _("Please write at least three characters."),
    "TOO_LONG": _("Please write at most 4,000 characters."),
    "INVALID_EMAIL": _("Write the address like name@example.org, or leave the field empty."),
    "OTHER": _("Your message could not be taken. Please try again, or write us an e-mail."),
}


def reason(error: dict[str, Any]) -> str:
    return str(_REASONS.get(str(error["code"]), _REASONS["OTHER"]))
