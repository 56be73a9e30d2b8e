from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from cms.core.permissions import scope_of

from .models import FeedbackMessage


class FeedbackIndexView(generic.IndexView):
    """The messages to the person's municipality."""

    def get_base_queryset(self) -> QuerySet[Any]:
        return FeedbackMessage.objects.filter(scope_of(self.request.user).owned()).select_related("municipality")


class FeedbackMessageViewSet(ModelViewSet):
    """What readers wrote: to be read, ticked off as answered, or deleted. Nobody changes their words."""

    model = FeedbackMessage
    icon = "mail"
    menu_label = _("Feedback")
    menu_order = 300
    add_to_admin_menu = True
    index_view_class = FeedbackIndexView
    copy_view_enabled = False
    inspect_view_enabled = True
    form_fields = ["answered_at"]
    list_display = ["__str__", "municipality", "path", "answered_at", "delete_on"]
    list_filter = ["kind", "answered_at"]
    inspect_view_fields = [
        "kind", "path", "language", "text", "email", "suspicious", "received_at", "answered_at", "delete_on",
    ]  # fmt: skip
