"""The admin's pages by which a flow leaves for, or comes from, another municipality."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from typing import Any, cast

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import Button
from wagtail.models import Page

from cms.core.models import User
from cms.core.permissions import page_is_own
from cms.core.values.problems import FileError, Problem
from knowledge.guidance.actions.export_flow import export_flow
from knowledge.guidance.actions.import_flow import import_flow, may_import
from knowledge.guidance.actions.plan_import import Outcome, Plan, plan_import
from knowledge.guidance.engine.entries import DefinitionError
from knowledge.guidance.files.flow_file import LARGEST_FILE, read_flow_file
from knowledge.guidance.models import GuidanceIndexPage, GuidancePage

KINDS = {
    "fact": gettext_lazy("fact"), "measure": gettext_lazy("measure"), "parameter": gettext_lazy("number"),
    "flow": gettext_lazy("flow"), "page": gettext_lazy("page"), "programme": gettext_lazy("funding programme"),
    "topic": gettext_lazy("topic"), "image": gettext_lazy("picture"),
}  # fmt: skip
OUTCOMES = {
    Outcome.NEW: gettext_lazy("is made as a draft"), Outcome.CHANGED: gettext_lazy("gets a new draft"),
    Outcome.KEPT: gettext_lazy("is there already, stays"),
    Outcome.DIFFERS: gettext_lazy("is there and differs, stays as it is"),
}  # fmt: skip


def export_view(request: HttpRequest, page_id: int) -> HttpResponse:
    """The flow as a file to download."""
    page = get_object_or_404(GuidancePage, pk=page_id, alias_of=None)
    if not page_is_own(request.user, page):
        raise PermissionDenied
    try:
        text = export_flow(page)
    except DefinitionError as error:
        messages.error(request, _("The flow can't be written yet: %(problems)s") % {"problems": error})
        return redirect("wagtailadmin_pages:edit", page.pk)
    response = HttpResponse(text, content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{page.slug}.yaml"'
    return response


class ImportView(WagtailAdminTemplateMixin, TemplateView):
    """Takes a file, shows what would be done with it, and does it when that is confirmed."""

    page_title = gettext_lazy("Import a flow")
    header_icon = "upload"
    template_name = "guidance/admin/import.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.index = get_object_or_404(GuidanceIndexPage, pk=kwargs["parent_page_id"])
        if not may_import(request.user, self.index):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.index.title)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        explore = {"url": reverse("wagtailadmin_explore", args=[self.index.pk]), "label": self.index.title}
        return [*self.breadcrumbs_items, explore, {"url": "", "label": self.get_page_title()}]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        content, name = sent_file(request)
        if content is None:
            return self._show(refused=_("Please choose a file."))
        try:
            plan = plan_import(read_flow_file(content, name), self.index)
            if request.POST.get("seen") == plan.digest:
                return self._import(plan)
        except FileError as error:
            return self._show(problems=error.problems)
        if "seen" in request.POST:
            messages.warning(request, _("Something has changed meanwhile. Please look at the list again."))
        return self._show(plan=plan, name=name, content=base64.b64encode(content).decode())

    def _import(self, plan: Plan) -> HttpResponse:
        page = import_flow(plan, cast("User", self.request.user))
        text = _("“%(title)s” is now a draft here. Look it over, then publish it.")
        if plan.new:
            text = _("“%(title)s” is now a draft here. Publish its facts, measures and numbers first, then the flow.")
        messages.success(self.request, text % {"title": page.title})
        return redirect("wagtailadmin_pages:edit", page.pk)

    def _show(
        self, *, plan: Plan | None = None, problems: list[Problem] | None = None, **context: Any
    ) -> HttpResponse:  # fmt: skip
        told = self.get_context_data(plan=plan, problems=problems, **context)
        if plan is not None:
            told |= {"rows": list(rows(plan)), "left_out": [(KINDS[kind], name) for kind, name in plan.left_out]}
        return self.render_to_response(told, status=400 if problems else 200)


def sent_file(request: HttpRequest) -> tuple[bytes | None, str]:
    """The file that is sent, or sent again to confirm it; None where there is none."""
    upload = request.FILES.get("file")
    if isinstance(upload, UploadedFile):
        # One byte more than may be is enough to refuse it.
        return upload.read(LARGEST_FILE + 1), str(upload.name or "")[:100]
    try:
        content = base64.b64decode(request.POST.get("content", ""), validate=True)
    except binascii.Error:
        content = b""
    return content or None, request.POST.get("name", "")[:100]


def rows(plan: Plan) -> Iterator[dict[str, Any]]:
    """What becomes of each entry, in words."""
    for item in (plan.flow, *plan.items):
        yield {
            "kind": KINDS[item.entry.kind], "title": item.entry.title, "key": item.entry.name,
            "outcome": OUTCOMES[item.outcome], "differs": item.outcome is Outcome.DIFFERS,
            "fields": ", ".join(item.fields), "languages": ", ".join(item.entry.languages),
        }  # fmt: skip


def file_buttons(page: Page, user: User | AnonymousUser) -> Iterator[Button]:
    """To export a flow; to import one below a compass."""
    if page.specific_class is GuidancePage and not page.alias_of_id and page_is_own(user, page):
        url = reverse("guidance:export", args=[page.pk])
        yield Button(_("Export as a file"), url, icon_name="download", priority=72)
    if page.specific_class is GuidanceIndexPage and may_import(user, cast("GuidanceIndexPage", page.specific)):
        url = reverse("guidance:import", args=[page.pk])
        yield Button(_("Import a flow"), url, icon_name="upload", priority=72)
