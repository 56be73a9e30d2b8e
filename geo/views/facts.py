"""All that is known of a building, from every source, for those who keep the data; and to write what is right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.permissions import policy_registry

from cms.core.models import User
from cms.core.permissions import scope_of
from energy.figures import Unit
from geo.actions.refusals import Refusal
from geo.actions.withdraw_fact import withdraw_fact
from geo.actions.write_fact import write_fact
from geo.models import Address, Dataset, DatasetVersion, Fact, Feature
from geo.queries import words
from geo.queries.active import active_versions
from geo.queries.known import types_known
from geo.queries.public_view import UNITS
from geo.queries.visible import public_facts
from geo.values.attributes import ATTRIBUTES, Attribute, Kind
from geo.values.defaults import house_of
from geo.values.spelling import folded

from .doors import may
from .fact_forms import FactForm
from .frames import GeodataPage

MOST_FOUND = 50
_ORDER = {key: place for place, key in enumerate(ATTRIBUTES)}


def language() -> str:
    return (get_language() or "de")[:2]


def attribute_label(key: str) -> str:
    """The attribute in the person's language."""
    return words.attribute(key, language()).label


def addresses_of(building: Feature) -> list[str]:
    """The building's addresses in the versions that are active, each once."""
    rows = Address.objects.filter(building=building, version__state=DatasetVersion.State.ACTIVE)
    return sorted({str(row) for row in rows})


class BuildingsView(WagtailAdminTemplateMixin, TemplateView):
    """Finds buildings of the person's municipalities by address, or by the source's own name for them."""

    page_title = gettext_lazy("Find a building")
    header_icon = "search"
    template_name = "geo/admin/buildings.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not policy_registry.get_by_type(Dataset).user_has_permission(request.user, "view"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        datasets = {"url": reverse("dataset:index"), "label": _("Datasets")}
        return [*self.breadcrumbs_items, datasets, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        text = self.request.GET.get("q", "").strip()[:120]
        found = list(find_buildings(self.request.user, text)) if text else []
        return super().get_context_data(text=text, found=found, most=MOST_FOUND, **kwargs)


def find_buildings(user: Any, text: str) -> Iterator[tuple[Feature, str]]:
    """The buildings of ``user``'s municipalities whose address has all words of ``text``, each with that address."""
    own = Dataset.objects.filter(scope_of(user).owned())
    addresses = Address.objects.filter(
        version__dataset__in=own, version__state=DatasetVersion.State.ACTIVE, building__dataset__in=own
    )
    for word in folded(text).split():
        addresses = addresses.filter(search__contains=word)
    seen: set[int] = set()
    rows = addresses.select_related("building__dataset").order_by("search")[: MOST_FOUND * 2]
    by_name = Feature.objects.filter(dataset__in=own, dataset__kind=Dataset.Kind.BUILDINGS, source_id=text)
    named = [(each, each.source_id) for each in by_name.select_related("dataset")]
    for building, label in [*named, *((row.building, str(row)) for row in rows if row.building)]:
        if building.pk not in seen and len(seen) < MOST_FOUND:
            seen.add(building.pk)
            yield building, label


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact as the page shows it. ``is_told``: readers see this one."""

    fact: Fact
    label: str
    value: str
    state: str
    source: str
    version_state: str
    is_told: bool
    can_withdraw: bool


class BuildingPage(GeodataPage):
    """A page about a building."""

    model = Feature
    header_icon = "home"

    @property
    def building(self) -> Feature:
        assert isinstance(self.item, Feature)
        return self.item

    def get_page_subtitle(self) -> str:
        return ", ".join(addresses_of(self.building)) or self.building.source_id


class BuildingView(BuildingPage):
    """All facts of a building with source, access and history."""

    page_title = gettext_lazy("Building")
    template_name = "geo/admin/building.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        building = self.building
        writes = may(self.request.user, "change", self.dataset)
        rows = list(fact_rows(building, writes=writes))
        return super().get_context_data(
            building=building, dataset=self.dataset, writes=writes, addresses=addresses_of(building),
            rows=[row for row in rows if row.fact.withdrawn_at is None],
            history=[row for row in rows if row.fact.withdrawn_at is not None],
            notes=building.notes.order_by("-received_at"),
            attributes=[(key, attribute_label(key)) for key in ATTRIBUTES], **kwargs,
        )  # fmt: skip


def fact_rows(building: Feature, *, writes: bool) -> Iterator[FactRow]:
    """Everything the sources and editors said of ``building``."""
    versions = list(active_versions(building.dataset.municipality).values_list("pk", flat=True))
    told = public_facts([building.pk], versions).get(building.pk, {})
    facts = building.facts.filter(
        Q(version=None) | Q(version__state__in=(DatasetVersion.State.ACTIVE, DatasetVersion.State.READY))
    ).select_related("version__dataset", "written_by")  # fmt: skip
    for fact in sorted(facts, key=lambda each: (_ORDER.get(each.attribute, 99), each.version_id or 0, -each.pk)):
        best = told.get(fact.attribute)
        is_told = (
            best is not None and fact.access == Fact.Access.PUBLIC and fact.withdrawn_at is None
            and (best.value, best.low, best.high, best.state) == (fact.value, fact.low, fact.high, fact.state)
            and (fact.version_id is None) == (not best.origin.dataset)
        )  # fmt: skip
        yield _row(fact, is_told=is_told, writes=writes)


def _row(fact: Fact, *, is_told: bool, writes: bool) -> FactRow:
    version = fact.version
    is_edited = version is None and fact.state != Fact.State.ESTIMATED
    return FactRow(
        fact, attribute_label(fact.attribute), value_words(fact), fact.get_state_display(),
        fact.source_title if version is None else f"{version.dataset} ({version.number})",
        version.get_state_display() if version is not None else "", is_told,
        writes and is_edited and fact.withdrawn_at is None,
    )  # fmt: skip


def value_words(fact: Fact) -> str:
    """The value in words, or the number with its unit."""
    attribute = ATTRIBUTES.get(fact.attribute)
    if attribute is None or attribute.kind is not Kind.NUMBER:
        return words.value(fact.attribute, fact.value, language()).label
    numbers = dict.fromkeys(each for each in (fact.low, fact.high) if each is not None)
    # A year has no thousands.
    bounds = [number_format(f"{each:.10g}", force_grouping=attribute.unit is not Unit.YEAR) for each in numbers]
    return f"{'–'.join(bounds)} {UNITS.get(attribute.unit, '') if attribute.unit else ''}".strip()


class WriteView(BuildingPage):
    """Takes a value that an editor knows better."""

    action = "change"
    page_title = gettext_lazy("Write a fact")
    template_name = "geo/admin/write_fact.html"

    @property
    def attribute(self) -> Attribute:
        key = self.request.GET.get("attribute", "")
        return ATTRIBUTES[key if key in ATTRIBUTES else "storeys"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", self._form())
        label = attribute_label(self.attribute.key)
        return super().get_context_data(building=self.building, label=label, key=self.attribute.key, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self._form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        try:
            fact = write_fact(self.building, self.attribute.key, user=cast("User", request.user), **form.said)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return self.render_to_response(self.get_context_data(form=form), status=422)
        messages.success(request, _("Written. Who may see it: %(access)s. Earlier values stay in the history.")
                         % {"access": fact.get_access_display()})  # fmt: skip
        return redirect("geodata:building", self.building.pk)

    def _form(self, *said: Any) -> FactForm:
        types = types_known([self.building.pk]).get(self.building.pk, set())
        return FactForm(self.attribute, house_of(types), *said)


class WithdrawView(GeodataPage):
    """Withdraws what an editor wrote; it stays in the history."""

    model = Fact
    action = "change"

    @property
    def dataset(self) -> Dataset:
        return cast("Fact", self.item).building.dataset

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("geodata:building", cast("Fact", self.item).building_id)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        fact = cast("Fact", self.item)
        if fact.version_id is not None:
            raise PermissionDenied
        try:
            withdraw_fact(fact, cast("User", request.user))
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Withdrawn. It stays in the history."))
        return redirect("geodata:building", fact.building_id)
