"""How the form of an article is laid out."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, MultipleChooserPanel

from cms.core.forms import ScopedPageForm, checkboxes
from cms.core.panels import page_panels, validity_panel
from knowledge.audiences import Audience
from knowledge.pages.panels import BODY


class ArticleForm(ScopedPageForm):
    audience = checkboxes(Audience.choices, _("audience"))

    needed_to_publish: ClassVar[dict[str, Any]] = {
        "teaser": _("Readers decide by the teaser whether to read on: write one or two sentences."),
        "summary": _("Say the main thing in two to four short sentences."),
        "audience": _("Choose at least one group: readers filter by it."),
        "topics": _("Choose at least one topic: readers find the article by it."),
    }

    @classmethod
    def needed_now(cls, values: dict[str, Any]) -> dict[str, Any]:
        if not values.get("law_or_money"):
            return cls.needed_to_publish
        dated = {
            "legal_basis": _("Name the law or guideline this stands on."),
            "checked_on": _("Say when somebody last compared this with the source."),
        }
        return {**cls.needed_to_publish, **dated}


ARTICLE_PANELS = page_panels(
    [
        FieldPanel("summary", help_text=_("Two to four short sentences that somebody in a hurry understands at once.")),
        BODY,
        FieldPanel("audience", help_text=_("For whom it is; several are possible.")),
        FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
        MultipleChooserPanel(
            "related_articles",
            chooser_field_name="article",
            heading=_("Related articles"),
            label=_("Article"),
            max_num=6,
        ),
    ],
    dates=[
        validity_panel(),
        MultiFieldPanel(
            [
                FieldPanel("legal_basis", help_text=_("Law and paragraph, for example § 42 GModG.")),
                FieldPanel("law_or_money"),
                FieldPanel("to_check"),
            ],
            heading=_("Law and money"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("checked_on"), FieldPanel("review_by")]),
                FieldPanel("responsible", help_text=_("Sees when the review is due. Readers don't see the name.")),
            ],
            heading=_("Review"),
        ),
        InlinePanel(
            "sources",
            panels=[
                FieldPanel("title"),
                FieldRowPanel([FieldPanel("publisher"), FieldPanel("accessed")]),
                FieldPanel("url"),
            ],
            heading=_("Sources"),
            label=_("Source"),
            help_text=_("Where the facts come from, so that readers can look for themselves."),
        ),
    ],
    form=ArticleForm,
)
