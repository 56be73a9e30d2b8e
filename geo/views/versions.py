"""A version's page: what was imported, what the public sees of it; to activate it, to compare it, to recall it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.templatetags.wagtailadmin_tags import user_display_name

from cms.core.permissions.objects import find
from geo.actions.activate_version import activate_version, refuse_activation
from geo.actions.compare_versions import compare_versions
from geo.actions.discard_version import discard_version
from geo.actions.recall_version import recall_version
from geo.actions.refusals import Refusal
from geo.models import Dataset, DatasetVersion
from geo.queries import words
from geo.queries.public_view import Seen, attributes_seen, categories_seen, groups_told, sample
from geo.values.palette import CATEGORY_COLOURS
from geo.values.reports import Report

from .doors import may
from .frames import GeodataPage
from .reports import grouped, report_rows, unknown_rows

State = DatasetVersion.State
SUPPRESSED = {
    "too_few": gettext_lazy("too few addresses"), "one_owner": gettext_lazy("most belongs to one owner"),
    "dominated": gettext_lazy("one building makes up most of it"),
}  # fmt: skip
ROWS = 8


class VersionPage(GeodataPage):
    """A page about a version."""

    model = DatasetVersion

    @property
    def version(self) -> DatasetVersion:
        assert isinstance(self.item, DatasetVersion)
        return self.item

    def get_page_title(self) -> str:
        return _("%(dataset)s, version %(number)s") % {"dataset": self.dataset, "number": self.version.number}

    def get_page_subtitle(self) -> str:
        return ""


class RecallForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why is it recalled?"), min_length=10, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}), help_text=gettext_lazy("It stands in the history of the dataset."),
    )  # fmt: skip
    sure = forms.BooleanField(
        label=gettext_lazy("Yes, readers shall see none of these data from now on. This version can't come back.")
    )


class VersionView(VersionPage):
    """What was imported and what the public sees, or would see."""

    template_name = "geo/admin/version.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        version, dataset = self.version, self.dataset
        report = Report.read_from(version.report)
        publishes = may(self.request.user, "publish", dataset)
        kwargs.setdefault("recall_form", RecallForm())
        has_rows = version.state in (State.READY, State.ACTIVE, State.REPLACED)
        return super().get_context_data(
            version=version, dataset=dataset, report=report, rows=list(report_rows(report)),
            unknown=unknown_rows(report), has_rows=has_rows, publishes=publishes,
            refusal=self._refusal() if version.state == State.READY else "",
            may_discard=may_discard(self.request.user, version),
            may_recall=publishes and version.state in (State.ACTIVE, State.REPLACED),
            importer=name_of(version.imported_by), activator=name_of(version.activated_by),
            recaller=name_of(version.recalled_by), other=self._other(),
            **(self._public() if has_rows else {}), **kwargs,
        )  # fmt: skip

    def _refusal(self) -> str:
        if not may(self.request.user, "publish", self.dataset):
            return _("Moderators of the municipality activate versions.")
        try:
            refuse_activation(self.version, self.request.user)  # type: ignore[arg-type]
        except Refusal as refusal:
            return str(refusal)
        return ""

    def _other(self) -> DatasetVersion | None:
        """What this version is compared with: the active one, or the one before."""
        active = self.dataset.active
        if active is not None and active.pk != self.version.pk:
            return active
        there = self.dataset.versions.filter(number__lt=self.version.number, state=State.REPLACED)
        return there.order_by("-number").first()

    def _public(self) -> dict[str, Any]:
        version = self.version
        seen = attributes_seen(version) if self.dataset.kind == Dataset.Kind.BUILDINGS else []
        told = groups_told(version)
        return {
            "seen": [(words.attribute(each.attribute, _language()).label, each, numbers_of(each)) for each in seen],
            "undecided": any(each.undecided for each in seen),
            "groups": told,
            "suppressed": [(SUPPRESSED.get(why, why), number) for why, number in told.suppressed.items()],
            "categories": list(self._categories()),
            "sample_rows": self._sample_rows() if seen else [],
            "count": grouped(version.feature_count),
        }

    def _categories(self) -> Any:
        for key, number in categories_seen(self.version):
            if key:
                named = words.category(key, _language())
                yield named.label if named else key, grouped(number), CATEGORY_COLOURS.get(key)

    def _sample_rows(self) -> list[tuple[str, list[tuple[str, Any]]]]:
        features = sample(self.version)[:ROWS]
        return [
            (each["properties"]["_title"], [(k, v) for k, v in each["properties"].items() if not k.startswith("_")])
            for each in features
        ]


def name_of(person: Any) -> str:
    """How the admin calls somebody; a dash for nobody."""
    return str(user_display_name(person)) if person else "–"


def numbers_of(seen: Seen) -> tuple[str, str, str]:
    """Public, grouped and kept, as people read numbers."""
    return grouped(seen.public), grouped(seen.grouped), grouped(seen.kept)


def _language() -> str:
    return (get_language() or "de")[:2]


class SampleView(VersionPage):
    """Some of the version as the public would see it, as GeoJSON."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return JsonResponse({"type": "FeatureCollection", "features": sample(self.version)})


class ActivateView(VersionPage):
    """Makes the version public."""

    action = "publish"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("geodata:version", self.version.pk)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            activate_version(self.version, request.user)  # type: ignore[arg-type]
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Version %(number)s is active: readers see it now.")
                             % {"number": self.version.number})  # fmt: skip
        return redirect("geodata:version", self.version.pk)


class RecallView(VersionView):
    """Takes a version back that must not have been published."""

    action = "publish"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("geodata:version", self.version.pk)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = RecallForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(recall_form=form), status=422)
        try:
            recall_version(self.version, request.user, form.cleaned_data["reason"])  # type: ignore[arg-type]
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Version %(number)s is recalled. Nobody sees its data any more.")
                             % {"number": self.version.number})  # fmt: skip
        return redirect("dataset:inspect", self.dataset.pk)


class DiscardView(VersionPage):
    """Asks, then gives up a version that nobody has seen."""

    action = "change"
    header_icon = "bin"
    template_name = "geo/admin/discard.html"

    def get_page_title(self) -> str:
        return _("Discard version %(number)s") % {"number": self.version.number}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        version = find(DatasetVersion, kwargs["pk"])
        if version.state == State.READY and not may_discard(request.user, version):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(version=self.version, is_ready=self.version.state == State.READY, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            discard_version(self.version, request.user)  # type: ignore[arg-type]
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Version %(number)s is discarded; its rows are being removed.")
                             % {"number": self.version.number})  # fmt: skip
        return redirect("dataset:inspect", self.dataset.pk)


def may_discard(user: Any, version: DatasetVersion) -> bool:
    """Whether ``user`` imported this version that is ready, or moderates."""
    is_theirs = version.imported_by_id == user.pk and may(user, "change", version.dataset)
    return version.state == State.READY and (is_theirs or may(user, "publish", version.dataset))


class CompareView(VersionPage):
    """What is new, changed and gone between two versions of a dataset."""

    template_name = "geo/admin/compare.html"

    def get_page_title(self) -> str:
        return _("Compare versions")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        others = self.dataset.versions.exclude(pk=self.version.pk).exclude(
            state__in=(State.STAGING, State.FAILED, State.RECALLED, State.DISCARDED)
        )  # fmt: skip
        asked = self.request.GET.get("with", "")
        other = others.filter(number=int(asked)).first() if asked.isdigit() else others.order_by("-number").first()
        if self.version.state in (State.STAGING, State.FAILED, State.DISCARDED):
            raise PermissionDenied
        found, facts, lists = None, [], []
        if other is not None:
            old, new = sorted((other, self.version), key=lambda each: each.number)
            compared = compare_versions(old, new)
            found = {"old": old, "new": new, "comparison": compared}
            facts = [(words.attribute(key, _language()).label, number) for key, number in compared.facts.items()]
            lists = [
                (_("New"), compared.added_features, compared.added),
                (_("Changed"), compared.changed_features, compared.changed),
                (_("Gone"), compared.gone_features, compared.gone),
            ]
        return super().get_context_data(
            version=self.version, others=others, other=other, found=found, facts=facts, lists=lists, **kwargs
        )
