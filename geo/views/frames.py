"""What the admin's pages of geodata share: the thing they are about, who may see it, the way back."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.core.permissions import scope_of
from cms.core.permissions.objects import find
from geo.models import Dataset

from .doors import may


class GeodataPage(WagtailAdminTemplateMixin, TemplateView):
    """A page about the row ``pk`` of ``model``; ``action``: what the person must be allowed to do with its dataset."""

    model: ClassVar[Any] = Dataset
    action: ClassVar[str] = "view"
    header_icon = "table"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.item = find(self.model, kwargs["pk"])
        if not scope_of(request.user).owns(self.dataset) or not may(request.user, self.action, self.dataset):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def dataset(self) -> Dataset:
        """The dataset the row belongs to."""
        found = self.item if isinstance(self.item, Dataset) else self.item.dataset
        assert isinstance(found, Dataset)
        return found

    def get_page_subtitle(self) -> str:
        return str(self.item)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("dataset:index"), "label": _("Datasets")},
            {"url": reverse("dataset:inspect", args=[self.dataset.pk]), "label": str(self.dataset)},
            {"url": "", "label": self.get_page_title()},
        ]
