"""How the form of a flow is laid out: what it asks, what it judges, who proves it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from cms.core.forms import ScopedPageForm, checkboxes
from cms.core.panels import page_panels
from knowledge.audiences import Audience


class GuidancePageForm(ScopedPageForm):
    audience = checkboxes(Audience.choices, _("for whom"))


GUIDANCE_PANELS = page_panels(
    [
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
