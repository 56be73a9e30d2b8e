from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel

from cms.core.forms import ScopedSnippetForm, checkboxes
from cms.core.panels import proof_panel, snippet_panels, validity_panel
from cms.core.viewsets import ScopedSnippetViewSet
from knowledge.audiences import Audience

from .models import FundingProgramme


class FundingProgrammeForm(ScopedSnippetForm):
    for_whom = checkboxes(Audience.choices, _("for whom"))


class FundingProgrammeViewSet(ScopedSnippetViewSet):
    model = FundingProgramme
    icon = "pick"
    edit_handler = snippet_panels(
        [
            FieldPanel("title"),
            FieldPanel("provider"),
            FieldPanel("summary"),
            FieldPanel("what"),
            FieldPanel("steps"),
            FieldPanel("for_whom"),
            FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
            FieldPanel("url"),
            FieldPanel("image"),
        ],
        dates=[
            HelpPanel(
                content=_(
                    "Each amount is a row with the days between which it holds. To change an amount, give the old row"
                    " a last day and add a new one: readers and calculations then get the amount of their day."
                )
            ),
            InlinePanel(
                "rates",
                panels=[
                    FieldRowPanel([FieldPanel("kind"), FieldPanel("key")]),
                    FieldPanel("label"),
                    FieldPanel("condition", help_text=_("Who gets it, in plain words.")),
                    FieldRowPanel([FieldPanel("amount"), FieldPanel("unit")]),
                    FieldRowPanel([FieldPanel("dwelling_from"), FieldPanel("dwelling_to")]),
                    validity_panel(),
                    proof_panel(),
                ],
                heading=_("Rates"),
                label=_("Rate"),
            ),
        ],
        form=FundingProgrammeForm,
    )
