from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from cms.core.forms import LANGUAGES_SPOKEN, ScopedSnippetForm, checkboxes
from cms.core.panels import snippet_panels
from cms.core.viewsets import ScopedSnippetViewSet
from geo.panels import PointPanel

from .actions import publish_times
from .models import AdviceCentre, CentreMember
from .permissions import centres_of


class AdviceCentreForm(ScopedSnippetForm):
    languages = checkboxes(LANGUAGES_SPOKEN, _("languages spoken"))


def _times_panels() -> list[Any]:
    return [
        InlinePanel(
            "opening_hours",
            panels=[FieldRowPanel([FieldPanel("day"), FieldPanel("opens"), FieldPanel("closes")])],
            heading=_("Opening hours"),
            label=_("Opening hours"),
            help_text=_("One row for each time of a day; a midday break makes two."),
        ),
        InlinePanel(
            "closures",
            panels=[FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]), FieldPanel("reason")],
            heading=_("Closures"),
            label=_("Closure"),
            help_text=_("Holidays and other days on which nobody is there."),
        ),
        FieldPanel("languages", help_text=_("In which people are advised.")),
    ]


class AdviceCentreViewSet(ScopedSnippetViewSet):
    model = AdviceCentre
    icon = "group"
    edit_handler = snippet_panels(
        [
            FieldPanel("name"),
            FieldPanel("summary"),
            FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
            FieldRowPanel([FieldPanel("street"), FieldPanel("postal_code"), FieldPanel("town")]),
            PointPanel("location"),
            FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
            FieldRowPanel([FieldPanel("url"), FieldPanel("booking_url")]),
            FieldPanel("accessibility", help_text=_("Steps, lift, toilet, induction loop, sign language.")),
            FieldPanel("free_of_charge"),
        ],
        dates=[*_times_panels(), FieldRowPanel([FieldPanel("checked_on"), FieldPanel("to_check")])],
        more=[FieldPanel("invented", help_text=_("Readers are told that it is no real place."))],
        form=AdviceCentreForm,
    )


class TimesView(generic.EditView):
    """What the people of a centre keep themselves: hours, closures and languages. It is published at once."""

    model = AdviceCentre
    panel = ObjectList(_times_panels(), base_form_class=AdviceCentreForm).bind_to_model(AdviceCentre)
    page_title = _("Opening hours")
    header_icon = "time"
    permission_required = None
    index_url_name = edit_url_name = "advice_times"
    success_message = _("The hours, closures and languages of %(object)s are published.")

    def get_object(self, queryset: Any = None) -> AdviceCentre:
        centre = centres_of(self.request.user).filter(pk=self.object_pk).first()
        if centre is None:
            raise PermissionDenied
        return centre

    def get_form_class(self) -> Any:
        return self.panel.get_form_class()

    def get_success_url(self) -> str:
        return self.get_edit_url()

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [{"url": reverse("wagtailadmin_home"), "label": str(_("Home"))}, {"url": "", "label": str(self.object)}]

    def get_side_panels(self) -> Any:
        return generic.EditView.get_side_panels(self)

    @property
    def can_delete(self) -> bool:  # type: ignore[override]
        return False

    def save_instance(self) -> AdviceCentre:
        """Publish the times alone."""
        centre = self.form.save(commit=False)
        return publish_times(centre, self.request.user)


class OwnCentresView(View):
    """Leads a person to the hours of their centre."""

    def get(self, request: HttpRequest) -> HttpResponse:
        centre = centres_of(request.user).first()
        if centre is None:
            raise PermissionDenied
        return redirect("advice_times", centre.pk)


class CentreMemberViewSet(ModelViewSet):
    """Administrators say who keeps which centre."""

    model = CentreMember
    icon = "user"
    form_fields = ["centre", "user"]
    list_display = ["centre", "user"]
    copy_view_enabled = False
    add_to_settings_menu = True
    menu_label = _("People of advice centres")
