from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.core.permissions.doors import register_doors

from .permissions import centres_of
from .viewsets import CentreMemberViewSet, OwnCentresView, TimesView


class OwnCentresMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return centres_of(request.user).exists()


@hooks.register("register_admin_urls")
def admin_addresses() -> list[URLPattern]:
    return [
        path("advice/", OwnCentresView.as_view(), name="advice_own"),
        path("advice/<int:pk>/", TimesView.as_view(), name="advice_times"),
    ]


@hooks.register("register_admin_menu_item")
def own_centres_menu_item() -> MenuItem:
    return OwnCentresMenuItem(_("My advice centre"), reverse("advice_own"), icon_name="time", order=50)


@hooks.register("register_admin_viewset")
def member_viewset() -> Any:
    return CentreMemberViewSet()


def keeps_the_centre(request: HttpRequest, named: dict[str, Any]) -> bool:
    """The centre in the address is one whose times the person keeps."""
    mine = centres_of(request.user)
    return mine.filter(pk=named["pk"]).exists() if "pk" in named else mine.exists()


register_doors(keeps_the_centre, "advice_own", "advice_times")
