"""The admin's views of snippets, within the scope of a person's municipalities."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, LocaleColumn, UpdatedAtColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.snippets.views import chooser, snippets

from .models import EmissionFactor, EnergyPrice, Municipality, SnippetBase, source_locale
from .panels import MUNICIPALITY_PANELS, PARAMETER_PANELS
from .permissions import scope_of


class ScopedIndexView(snippets.IndexView):
    """Theirs and the library's; what is not theirs can be read."""

    def get_edit_url(self, instance: SnippetBase) -> str | None:
        if not self.user_has_permission_for_instance("change", instance):
            return None
        return super().get_edit_url(instance)

    def get_copy_url(self, instance: SnippetBase) -> str | None:
        return None

    def get_delete_url(self, instance: SnippetBase) -> str | None:
        if not self.user_has_permission_for_instance("delete", instance):
            return None
        return super().get_delete_url(instance)

    def get_list_buttons(self, instance: SnippetBase) -> list[Any]:
        if scope_of(self.request.user).owns(instance):
            return super().get_list_buttons(instance)
        return []


class ScopedChooseMixin:
    """A chooser offers what is theirs and what the library has published, in the source language."""

    def get_object_list(self) -> QuerySet[Any]:
        items = super().get_object_list()  # type: ignore[misc]
        scope = scope_of(self.request.user)  # type: ignore[attr-defined]
        published = items.filter(scope.readable(), live=True)
        return (items.filter(scope.owned()) | published).filter(locale=source_locale())


class ScopedChooseView(ScopedChooseMixin, chooser.ChooseView):
    """The chooser's window."""


class ScopedChooseResultsView(ScopedChooseMixin, chooser.ChooseResultsView):
    """The chooser's results."""


class ScopedChooserViewSet(chooser.SnippetChooserViewSet):
    choose_view_class = ScopedChooseView
    choose_results_view_class = ScopedChooseResultsView


class OwnerColumn(Column):
    """Whose it is; the library where it is nobody's."""

    def __init__(self) -> None:
        super().__init__("municipality", label=_("Belongs to"), sort_key="municipality")

    def get_value(self, instance: SnippetBase) -> str:
        return str(instance.municipality or _("library"))


class ScopedSnippetViewSet(snippets.SnippetViewSet):
    """What every snippet of a municipality has in the admin."""

    index_view_class = ScopedIndexView
    chooser_viewset_class = ScopedChooserViewSet
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields_exclude = ["text_changed_at", "text_digest", "source_text_digest", "latest_revision"]
    menu_item_is_registered = True
    list_filter = ["municipality", "live"]
    list_per_page = 50

    @property
    def list_display(self) -> list[Any]:  # type: ignore[override]
        """Name, owner, state, change."""
        return ["__str__", OwnerColumn(), LocaleColumn(), LiveStatusTagColumn(), UpdatedAtColumn()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Theirs and the library's, in the source language unless another is asked for."""
        items = self.model._default_manager.select_related("municipality")
        scope = scope_of(request.user)
        found = items.filter(scope.owned()) | items.filter(scope.readable(), live=True)
        return found if "locale" in request.GET else found.filter(locale=source_locale())


class EnergyPriceViewSet(ScopedSnippetViewSet):
    model = EnergyPrice
    icon = "cogs"
    edit_handler = PARAMETER_PANELS
    list_filter = ["municipality", "carrier", "status"]


class EmissionFactorViewSet(ScopedSnippetViewSet):
    model = EmissionFactor
    icon = "cogs"
    edit_handler = PARAMETER_PANELS
    list_filter = ["municipality", "carrier", "status"]


class MunicipalityViewSet(ModelViewSet):
    """The settings of a city or region; administrators keep them."""

    model = Municipality
    icon = "home"
    add_to_settings_menu = True
    copy_view_enabled = False
    list_display = ["__str__", "kind", "site", "ags"]
    edit_handler = MUNICIPALITY_PANELS
