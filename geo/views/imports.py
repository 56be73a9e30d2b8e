"""The way of a file into a dataset: sent, asked about, mapped, checked, imported."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.permissions import policy_registry

from cms.core.models import User
from cms.core.values.problems import FileError, Problem
from geo.actions.check_import import want_check
from geo.actions.open_import import (
    choose_recipe,
    forget_file,
    keep_file,
    open_import,
    read_problems,
    stored_problems,
    wrong_theme,
)
from geo.actions.run_import import want_import
from geo.files.delivery import Asks, Delivery, Question
from geo.files.recipes import recipe, recipes
from geo.models import GeodataImport
from geo.values.reports import Report

from .frames import GeodataPage
from .import_forms import BeginForm, ColumnsForm, most_bytes
from .places import Lies, lies, middle_of
from .progress import Step, stage_words, steps_of
from .reports import report_rows, unknown_rows

State = GeodataImport.State
OPEN = (State.UPLOADED, State.ASKING, State.CHECKED)
CRS_WORDS = {
    "EPSG:25833": "ETRS89 / UTM 33N", "EPSG:25832": "ETRS89 / UTM 32N", "EPSG:4326": "WGS 84 (GPS)",
    "EPSG:3857": "Web Mercator", "EPSG:31467": "DHDN / Gauß-Krüger 3", "EPSG:31468": "DHDN / Gauß-Krüger 4",
    "EPSG:31469": "DHDN / Gauß-Krüger 5", "EPSG:5652": "ETRS89 / UTM 32N (zE-N)",
    "EPSG:5653": "ETRS89 / UTM 33N (zE-N)", "EPSG:2398": "S42/83 / Gauß-Krüger 4",
    "EPSG:2399": "S42/83 / Gauß-Krüger 5",
}  # fmt: skip


class BeginView(WagtailAdminTemplateMixin, TemplateView):
    """Takes a file or an address."""

    page_title = gettext_lazy("Import geodata")
    header_icon = "upload"
    template_name = "geo/admin/import_begin.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not policy_registry.get_by_type(GeodataImport).user_has_permission(request.user, "add"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        imports = {"url": reverse("geodataimport:index"), "label": _("Imports")}
        return [*self.breadcrumbs_items, imports, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.GET.get("dataset", "")
        kwargs.setdefault("form", BeginForm(self.request.user, initial={"dataset": asked if asked.isdigit() else None}))
        sizes = {"largest": filesizeformat(most_bytes()), "bytes": most_bytes()}
        return super().get_context_data(steps=steps_of(Step.FILE), **sizes, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = BeginForm(request.user, request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        said = form.cleaned_data
        job = GeodataImport(
            dataset=said["dataset"], municipality=said["dataset"].municipality, url=said["url"], recipe=said["recipe"],
            created_by=cast("User", request.user),
        )  # fmt: skip
        if said["file"]:
            keep_file(job, said["file"])
        job.save()
        return redirect("geodata:import", job.pk)


class ImportPage(GeodataPage):
    """A step of an import. ``delivery`` is opened when it is first needed; what is wrong with it is shown."""

    model = GeodataImport
    action = "change"
    page_title = gettext_lazy("Import geodata")
    header_icon = "upload"
    step: Step

    @property
    def job(self) -> GeodataImport:
        assert isinstance(self.item, GeodataImport)
        return self.item

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return super().dispatch(request, *args, **kwargs)
        except FileError as error:
            return self.refused(error.problems)

    @cached_property
    def delivery(self) -> Delivery:
        choose_recipe(self.job)
        return open_import(self.job)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.step not in (Step.CHECK, Step.DONE) and self.job.state not in OPEN:
            return redirect("geodata:import_report", self.job.pk)
        return self.render_to_response(self.get_context_data())

    def refused(self, problems: list[Problem]) -> HttpResponse:
        """The page that says what is wrong with the file."""
        told = super().get_context_data(steps=steps_of(self.step), job=self.job, problems=problems)
        return self.response_class(
            self.request, "geo/admin/import_refused.html", told, using=self.template_engine, status=422
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(steps=steps_of(self.step), job=self.job, dataset=self.dataset, **kwargs)


class WhereView(ImportPage):
    """Leads to where the import is."""

    step = Step.FILE

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.job.state not in (State.UPLOADED, State.ASKING):
            return redirect("geodata:import_report", self.job.pk)
        asks = any(each.asks is not Asks.COLUMNS for each in self.delivery.questions)
        return redirect("geodata:import_questions" if asks else "geodata:import_columns", self.job.pk)


class QuestionsView(ImportPage):
    """What only a person can say of the file: its layer, its coordinates, its letters."""

    page_title = gettext_lazy("Questions about the file")
    template_name = "geo/admin/import_questions.html"
    step = Step.QUESTIONS

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = [each for each in self.delivery.questions if each.asks is not Asks.COLUMNS]
        kwargs.setdefault("questions", [self._shown(each) for each in asked])
        return super().get_context_data(delivery=self.delivery, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        said = {name: request.POST.get(name, "").strip()[:200] for name in ("layer", "crs", "encoding")}
        other = request.POST.get("crs_other", "").strip()[:40]
        if other and said["crs"] in ("", "other"):
            said["crs"] = other if ":" in other else f"EPSG:{other}"
        said = {name: value for name, value in said.items() if value and value != "other"}
        if not said:
            return self.render_to_response(self.get_context_data(missing=_("Please choose an answer.")), status=422)
        choose_recipe(self.job)
        try:
            open_import(self.job, **said)
        except FileError as error:
            self.job.answers = {**self.job.answers, **dict.fromkeys(said, "")}
            return self.render_to_response(self.get_context_data(problems=error.problems), status=422)
        self.job.answers = {**self.job.answers, **said}
        self.job.state = State.ASKING
        self.job.save(update_fields=["answers", "state"])
        return redirect("geodata:import", self.job.pk)

    def _shown(self, question: Question) -> dict[str, Any]:
        if question.asks is not Asks.CRS:
            choices = [{"value": each, "label": each, "where": None} for each in question.choices]
        else:
            choices = [self._crs(each) for each in question.choices[:6]]
        return {"asks": str(question.asks), "because": question.because, "choices": choices}

    def _crs(self, code: str) -> dict[str, Any]:
        words = CRS_WORDS.get(code, "")
        return {"value": code, "label": f"{words} ({code})" if words else code, "where": self._where(code)}

    def _where(self, code: str) -> Lies | None:
        try:
            middle = middle_of(open_import(self.job, crs=code).preview(50))
        except FileError:
            return None
        return lies(middle, self.job.municipality) if middle else None


class ColumnsView(ImportPage):
    """What the columns mean: proposed, to be mended; beside it the data on a map and as a table."""

    page_title = gettext_lazy("Meaning of the columns")
    template_name = "geo/admin/import_columns.html"
    step = Step.COLUMNS

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        delivery = self.delivery
        kwargs.setdefault("form", ColumnsForm(delivery, self.job))
        fitting = [each for each in recipes() if each.kind == self.dataset.kind and not wrong_theme(each, self.job)]
        preview = delivery.preview(5)
        return super().get_context_data(
            delivery=delivery, recipe=recipe(self.job.recipe), recipes=fitting, rows=list(sample_rows(preview)),
            problems=read_problems(self.job.report), reset=len(fitting) > 1, **kwargs,
        )  # fmt: skip

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.job.state not in OPEN:
            return redirect("geodata:import_report", self.job.pk)
        if "recipe" in request.POST:
            return self._change_recipe(request.POST["recipe"])
        form = ColumnsForm(self.delivery, self.job, request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        self.job.answers = {**self.job.answers, "columns": form.columns}
        self.job.save(update_fields=["answers"])
        open_import(self.job)
        want_check(self.job)
        return redirect("geodata:import_report", self.job.pk)

    def _change_recipe(self, name: str) -> HttpResponse:
        if any(each.name == name and each.kind == self.dataset.kind for each in recipes()):
            self.job.recipe = name
            self.job.answers = {key: value for key, value in self.job.answers.items() if key != "columns"}
            self.job.save(update_fields=["recipe", "answers"])
        return redirect("geodata:import_columns", self.job.pk)


def sample_rows(preview: Mapping[str, Any]) -> Iterator[list[tuple[str, Any]]]:
    """The properties of a preview's features, to be read as a table."""
    for feature in preview.get("features", []):
        yield list((feature.get("properties") or {}).items())


class ReportView(ImportPage):
    """How far it is, what it would do, and what it did."""

    page_title = gettext_lazy("Check and import")
    template_name = "geo/admin/import_report.html"

    @property
    def step(self) -> Step:  # type: ignore[override]
        return Step.DONE if self.job.state == State.DONE else Step.CHECK

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = self.job.report.get("found", self.job.report)
        report = Report.read_from(found) if found and "problems" not in found else None
        runs = self.job.state in (State.QUEUED, State.RUNNING)
        return super().get_context_data(
            report=report, rows=list(report_rows(report)) if report else [],
            unknown=unknown_rows(report) if report else [], runs=runs,
            problems=read_problems(self.job.report), stage=stage_words(self.job), **kwargs,
        )  # fmt: skip

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.job.state in (State.UPLOADED, State.ASKING):
            return redirect("geodata:import", self.job.pk)
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.job.state == State.CHECKED:
            want_import(self.job)
        return redirect("geodata:import_report", self.job.pk)


class CancelView(ImportPage):
    """Gives up an import that has not begun to write."""

    step = Step.CHECK

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("geodata:import", self.job.pk)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.job.state in OPEN:
            forget_file(self.job)
            self.job.delete()
            messages.success(request, _("The import was given up. Nothing was changed."))
            return redirect("dataset:inspect", self.dataset.pk)
        return redirect("geodata:import", self.job.pk)


class ProgressView(ImportPage):
    """How far an import is, as JSON: state, stage in words, done and total."""

    step = Step.CHECK

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        job = self.job
        told = {"runs": job.state in (State.QUEUED, State.RUNNING), "stage": stage_words(job)}
        return JsonResponse({**told, "done": job.done, "total": job.total})


class PreviewView(ImportPage):
    """The first features as GeoJSON; ``crs``: as they would lie with these coordinates."""

    step = Step.QUESTIONS

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        code = request.GET.get("crs", "")[:40]
        try:
            choose_recipe(self.job)
            found = open_import(self.job, **({"crs": code} if code else {})).preview(500)
        except FileError as error:
            return JsonResponse({"problems": stored_problems(error.problems)}, status=422)
        return HttpResponse(json.dumps(found, default=str), content_type="application/geo+json")
