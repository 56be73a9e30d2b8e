"""Geodata in the admin: datasets, imports, layers, heat plans, and what people say of buildings."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import HeaderButton
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from cms.core.panels import snippet_panels
from cms.core.permissions import scope_of
from cms.core.viewsets import ScopedSnippetViewSet

from .models import BuildingNote, Dataset, GeodataImport, HeatPlan, MapLayer
from .panels import LayerColoursPanel
from .views.datasets import DatasetView
from .views.forms import DatasetForm
from .views.layers import MapLayerForm
from .views.notes import DueColumn


class OwnIndexView(generic.IndexView):
    """What belongs to the person's municipalities; a title leads to its page."""

    def get_base_queryset(self) -> QuerySet[Any]:
        return self.model._default_manager.filter(scope_of(self.request.user).owned()).select_related("municipality")

    def get_list_buttons(self, instance: Any) -> list[Any]:
        return []


class DatasetIndexView(OwnIndexView):
    def get_base_queryset(self) -> QuerySet[Any]:
        return super().get_base_queryset().select_related("active")

    def get_edit_url(self, instance: Dataset) -> str:
        return reverse("dataset:inspect", args=[instance.pk])

    @cached_property
    def header_buttons(self) -> list[Any]:
        buttons = [HeaderButton(_("Find a building"), reverse("geodata:buildings"), icon_name="search")]
        if self.user_has_permission("add"):
            buttons.append(HeaderButton(_("Import"), reverse("geodata:begin"), icon_name="upload"))
        return [*super().header_buttons, *buttons]


def active_words(dataset: Dataset) -> str:
    """Which version readers see."""
    return _("version %(number)s") % {"number": dataset.active.number} if dataset.active else "–"


def _titles() -> MultiFieldPanel:
    return MultiFieldPanel([FieldPanel(f"title_{code}") for code, _name in settings.LANGUAGES], heading=_("Title"))


class DatasetViewSet(ModelViewSet):
    """Data of one source; its page shows the versions."""

    model = Dataset
    icon = "table"
    index_view_class = DatasetIndexView
    inspect_view_class = DatasetView
    inspect_view_enabled = True
    copy_view_enabled = False
    list_display = [
        "__str__", "municipality", "kind", "basis", Column("active", label=_("Public"), accessor=active_words),
    ]  # fmt: skip
    list_filter = ["kind", "basis"]
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    _titles(),
                    FieldRowPanel([FieldPanel("municipality"), FieldPanel("name")]),
                    FieldRowPanel([FieldPanel("kind"), FieldPanel("theme")]),
                    FieldPanel("joins"),
                    FieldPanel("plan"),
                ],
                heading=_("What it is"),
            ),
            ObjectList(
                [
                    FieldPanel("source_title"),
                    FieldPanel("source_url"),
                    FieldRowPanel([FieldPanel("licence"), FieldPanel("licence_url")]),
                    FieldPanel("attribution"),
                    FieldPanel("rank"),
                ],
                heading=_("Source and licence"),
            ),
            ObjectList([FieldPanel("basis"), FieldPanel("decision")], heading=_("Who may see it")),
        ],
        base_form_class=DatasetForm,
    )

    def get_urlpatterns(self) -> list[Any]:
        """Datasets are not deleted by hand: what was published is recalled."""
        return [each for each in super().get_urlpatterns() if each.name != "delete"]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(**{**kwargs, "delete_url_name": None})


class ImportIndexView(OwnIndexView):
    def get_base_queryset(self) -> QuerySet[Any]:
        return super().get_base_queryset().select_related("dataset", "created_by")

    def get_edit_url(self, instance: GeodataImport) -> str:
        return reverse("geodata:import", args=[instance.pk])

    def get_add_url(self) -> str | None:
        return reverse("geodata:begin") if self.user_has_permission("add") else None


class _ListOnly(ModelViewSet):
    """A list whose rows lead to pages of their own."""

    copy_view_enabled = False
    form_fields = ["state"]

    def get_urlpatterns(self) -> list[Any]:
        return [each for each in super().get_urlpatterns() if each.name in ("index", "index_results")]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        closed = dict.fromkeys(("add_url_name", "edit_url_name", "delete_url_name", "history_url_name",
                                "usage_url_name"))  # fmt: skip
        return super().get_common_view_kwargs(**{**kwargs, **closed})


class GeodataImportViewSet(_ListOnly):
    model = GeodataImport
    icon = "upload"
    index_view_class = ImportIndexView
    list_display = ["__str__", "dataset", "state", "created_by", DateColumn("created_at", label=_("begun"))]
    list_filter = ["state"]


class NoteIndexView(OwnIndexView):
    def get_edit_url(self, instance: BuildingNote) -> str:
        return reverse("geodata:note", args=[instance.pk])

    def get_add_url(self) -> str | None:
        return None


class BuildingNoteViewSet(_ListOnly):
    model = BuildingNote
    icon = "comment"
    index_view_class = NoteIndexView
    list_display = ["__str__", "municipality", "building", "state", DueColumn()]
    list_filter = ["state", "kind"]


class MapLayerViewSet(ScopedSnippetViewSet):
    model = MapLayer
    icon = "site"
    list_filter = ["municipality", "live", "shown_first"]
    edit_handler = snippet_panels(
        [
            FieldPanel("title"),
            FieldPanel("explanation"),
            FieldPanel("dataset"),
            FieldRowPanel([FieldPanel("style"), FieldPanel("attribute")]),
            LayerColoursPanel(),
            FieldPanel("legend"),
            FieldPanel("figures"),
        ],
        more=[
            FieldRowPanel([FieldPanel("min_zoom"), FieldPanel("max_zoom")]),
            FieldRowPanel([FieldPanel("shown_first"), FieldPanel("order")]),
            FieldPanel("languages"),
        ],
        form=MapLayerForm,
    )


class HeatPlanViewSet(ScopedSnippetViewSet):
    model = HeatPlan
    icon = "doc-full"
    list_filter = ["municipality", "live", "status"]
    edit_handler = snippet_panels(
        [
            FieldPanel("title"),
            FieldPanel("summary"),
            FieldPanel("status"),
            FieldRowPanel([FieldPanel("target_year"), FieldPanel("plan_url")]),
        ],
        dates=[
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("display_from"), FieldPanel("display_to")]),
                    FieldPanel("how_to_comment"),
                    FieldPanel("comment_url"),
                ],
                heading=_("Draft on display"),
            ),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("decided_by"), FieldPanel("decided_on")]), FieldPanel("replaces")],
                heading=_("Decision"),
            ),
        ],
    )


class GeodataViewSetGroup(SnippetViewSetGroup):
    """Everything of the map."""

    menu_label = _("Energy map")
    menu_icon = "site"
    menu_order = 245
    items = (DatasetViewSet, GeodataImportViewSet, MapLayerViewSet, HeatPlanViewSet, BuildingNoteViewSet)
