"""How the form of an event is laid out."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from cms.core.forms import LANGUAGES_SPOKEN, ScopedPageForm, checkboxes
from cms.core.panels import page_panels
from geo.panels import PointPanel
from knowledge.pages.panels import BODY


class EventForm(ScopedPageForm):
    languages = checkboxes(LANGUAGES_SPOKEN, _("languages spoken"))


EVENT_PANELS = page_panels(
    [
        MultiFieldPanel([FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")])], heading=_("When")),
        MultiFieldPanel(
            [
                FieldPanel("venue", help_text=_("The name of the house or room.")),
                FieldPanel("address", help_text=_("Street, number, postal code and town.")),
                PointPanel("location"),
                FieldPanel("online_url"),
            ],
            heading=_("Where"),
        ),
        BODY,
        FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
        MultiFieldPanel(
            [
                FieldPanel("organiser"),
                FieldPanel("registration_url"),
                FieldPanel("cost", help_text=_("For example: free of charge.")),
                FieldPanel("languages"),
                FieldPanel("accessibility", help_text=_("Steps, lift, toilet, induction loop, sign language.")),
            ],
            heading=_("For visitors"),
        ),
    ],
    form=EventForm,
)
