"""How the form of a campaign is laid out."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from cms.core.panels import page_panels
from knowledge.pages.panels import BODY

CAMPAIGN_PANELS = page_panels(
    [
        MultiFieldPanel([FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")])], heading=_("When")),
        MultiFieldPanel(
            [FieldPanel("call_to_action", help_text=_("What the button says.")), FieldPanel("call_url")],
            heading=_("Call to action"),
        ),
        BODY,
        FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
    ]
)
