"""A moderator publishes although a persona is judged otherwise than expected, and says why."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.core.models import User
from knowledge.guidance.actions.override_personas import override_personas
from knowledge.guidance.checks.flows import notes_on_flow, surroundings
from knowledge.guidance.checks.notes import Note
from knowledge.guidance.checks.records import effects_of
from knowledge.guidance.files.stock import latest
from knowledge.guidance.models import GuidancePage

from .findings import may_override, record_named


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"), min_length=10, max_length=600, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Everybody who looks at the history reads it."),
    )  # fmt: skip


class OverrideView(WagtailAdminTemplateMixin, TemplateView):
    """Shows which personas fail in the stored draft, and takes a reason for publishing all the same."""

    page_title = gettext_lazy("Publish all the same")
    header_icon = "user"
    template_name = "guidance/admin/override.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.record = record_named(request, **kwargs)
        if not may_override(request.user, self.record):
            raise PermissionDenied
        self.draft = latest_draft(self.record)
        self.failed = failed_personas(self.draft)
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.draft)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        edit = {"url": self.back, "label": str(self.draft)}
        return [*self.breadcrumbs_items, edit, {"url": "", "label": self.get_page_title()}]

    @property
    def back(self) -> str:
        """To the form."""
        return AdminURLFinder(self.request.user).get_edit_url(self.record) or ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", ReasonForm())
        return super().get_context_data(texts=[text for _note, text in self.failed], back=self.back, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ReasonForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        kind = ContentType.objects.get_for_model(self.record)
        override_personas(
            self.record, kind, self.failed, form.cleaned_data["reason"].strip(), cast("User", request.user)
        )
        messages.success(request, _("Your reason is in the history. You can publish now."))
        return redirect(self.back)


def latest_draft(record: Any) -> Any:
    """What would be published."""
    return record.get_latest_revision_as_object() if record.latest_revision_id else latest(record)


def failed_personas(draft: Any) -> list[tuple[Note, str]]:
    """The personas that keep ``draft`` from being published, with their words."""
    if isinstance(draft, GuidancePage):
        names = surroundings(draft).names
        return [(each, names.message(each)) for each in notes_on_flow(draft) if each.is_error and each.is_of_persona]
    found = [effect for effect in effects_of(draft) if effect.note.is_error and effect.note.is_of_persona]
    return [(effect.note, f"{effect.page}: {effect.message}") for effect in found]
