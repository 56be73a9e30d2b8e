from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from cms.core.panels import proof_panel, snippet_panels, validity_panel
from cms.core.viewsets import ScopedSnippetViewSet

from .models import CalculationParameter, GuidanceFact, Measure
from .panels import FindingsPanel


class GuidanceFactViewSet(ScopedSnippetViewSet):
    model = GuidanceFact
    icon = "tag"
    list_filter = ["municipality", "kind", "from_data"]
    edit_handler = snippet_panels(
        [
            FindingsPanel(),
            FieldPanel("label"),
            FieldPanel("help"),
            FieldRowPanel([FieldPanel("key"), FieldPanel("kind")]),
            FieldPanel("options"),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("low"), FieldPanel("high")]),
                    FieldRowPanel([FieldPanel("unit"), FieldPanel("whole")]),
                ],
                heading=_("Numbers"),
            ),
            FieldRowPanel([FieldPanel("private"), FieldPanel("from_data")]),
        ]
    )


class MeasureViewSet(ScopedSnippetViewSet):
    model = Measure
    icon = "clipboard-list"
    list_filter = ["municipality", "kind", "live"]
    edit_handler = snippet_panels(
        [
            FindingsPanel(),
            FieldPanel("title"),
            FieldPanel("summary"),
            FieldRowPanel([FieldPanel("kind"), FieldPanel("image")]),
            FieldPanel("rules", help_text=_("Every rule explains itself to the reader.")),
            FieldPanel("next_steps"),
            FieldPanel("documents"),
            InlinePanel("pages", panels=[PageChooserPanel("page")], heading=_("Read on"), label=_("Page")),
        ],
        dates=[
            HelpPanel(
                content=_(
                    "Costs and savings are calculation parameters with their dates and sources; here they are named."
                )
            ),
            FieldRowPanel([FieldPanel("carrier"), FieldPanel("efficiency")]),
            FieldPanel("saving"),
            FieldPanel("investment"),
            FieldPanel("grants"),
        ],
        more=[FieldPanel("topics", widget=forms.CheckboxSelectMultiple)],
    )


class CalculationParameterViewSet(ScopedSnippetViewSet):
    model = CalculationParameter
    icon = "cogs"
    list_filter = ["municipality", "status"]
    edit_handler = snippet_panels(
        [
            FindingsPanel(),
            FieldPanel("label"),
            FieldRowPanel([FieldPanel("key"), FieldPanel("unit")]),
            FieldRowPanel([FieldPanel("low"), FieldPanel("high")]),
            FieldPanel("method"),
        ],
        dates=[validity_panel(), proof_panel()],
    )


class GuidanceViewSetGroup(SnippetViewSetGroup):
    """Everything that flows are made of."""

    menu_label = _("Guidance")
    menu_icon = "help"
    menu_order = 240
    items = (MeasureViewSet, GuidanceFactViewSet, CalculationParameterViewSet)
