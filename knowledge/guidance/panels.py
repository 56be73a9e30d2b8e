"""How the form of a flow is laid out: what it asks, what it judges, who proves it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, Panel

from cms.core.forms import ScopedPageForm, checkboxes
from cms.core.panels import page_panels
from knowledge.audiences import Audience


class FindingsPanel(Panel):
    """What still keeps the draft in the form from being published; the browser asks for it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "guidance/admin/findings_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Where the browser asks; a draft that was never saved has no such place yet."""
            meta, key = self.instance._meta, self.instance.pk
            address = reverse("guidance:findings", args=[meta.app_label, meta.model_name, key]) if key else ""
            return {**super().get_context_data(parent_context), "address": address}


class GuidancePageForm(ScopedPageForm):
    audience = checkboxes(Audience.choices, _("for whom"))


GUIDANCE_PANELS = page_panels(
    [
        FindingsPanel(),
        FieldPanel("intro"),
        FieldPanel("audience"),
        FieldPanel(
            "steps", help_text=_("Each question asks for one fact. Routes lead on; without any, the next step follows.")
        ),
        FieldPanel("measures", help_text=_("What the flow judges at its end.")),
        FieldPanel("next_steps", help_text=_("The first three that apply are shown, most specific first.")),
        FieldPanel(
            "personas", help_text=_("Invented people who prove the flow: they are judged at every publication.")
        ),
    ],
    more=[
        FieldRowPanel([FieldPanel("duration_minutes"), FieldPanel("shows_estimates")]),
        FieldPanel("law_or_money"),
        FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
    ],
    form=GuidancePageForm,
)
