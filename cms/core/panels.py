"""How the forms of pages and snippets are laid out: content, dates and law, promotion, settings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    PublishingPanel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.admin.widgets import AdminAutoHeightTextInput

from .forms import ScopedPageForm, ScopedSnippetForm, checkboxes


def page_panels(
    content: Sequence[Panel],
    *,
    dates: Sequence[Panel] = (),
    more: Sequence[Panel] = (),
    form: type[WagtailAdminModelForm] = ScopedPageForm,
) -> TabbedInterface:
    """The tabs of a page type, from what it has beyond every page."""
    title = TitleFieldPanel("title", help_text=_("Short and plain: what people search for comes first."))
    teaser = FieldPanel("teaser", heading=_("Teaser"), widget=AdminAutoHeightTextInput)
    tabs = [ObjectList([title, teaser, *content], heading=_("Content"))]
    if dates:
        tabs.append(ObjectList(list(dates), heading=_("Dates and law")))
    tabs.append(ObjectList(_promote_panels(), heading=_("Promote")))
    tabs.append(ObjectList([*more, PublishingPanel(), CommentPanel()], heading=_("Settings")))
    return TabbedInterface(tabs, base_form_class=form)


def _promote_panels() -> list[Panel]:
    return [
        FieldPanel(
            "image",
            heading=_("Picture"),
            help_text=_("Shown at the top, in lists and when the page is shared. Its alternative text is its own."),
        ),
        MultiFieldPanel(
            [
                FieldPanel(
                    "slug",
                    heading=_("Address"),
                    help_text=_("The last part of the address, the same in all languages. A change leaves a redirect."),
                ),
                FieldPanel(
                    "seo_title", heading=_("Title in search engines"), help_text=_("Empty: the title of the page.")
                ),
                FieldPanel(
                    "search_description",
                    heading=_("Description in search engines"),
                    help_text=_("One or two sentences, at most 160 characters. Empty: the teaser."),
                ),
                FieldPanel("show_in_menus", help_text=_("Shows the page in the main menu.")),
            ],
            heading=_("Search engines and menu"),
        ),
    ]


def snippet_panels(
    content: Sequence[Panel],
    *,
    dates: Sequence[Panel] = (),
    more: Sequence[Panel] = (),
    form: type[WagtailAdminModelForm] = ScopedSnippetForm,
) -> TabbedInterface:
    """The tabs of a snippet type, from what it has beyond every snippet."""
    tabs = [ObjectList(list(content), heading=_("Content"))]
    if dates:
        tabs.append(ObjectList(list(dates), heading=_("Dates and law")))
    own: list[Panel] = [
        FieldPanel("municipality", help_text=_("Whose it is. Others can't change it.")),
        FieldPanel("slug", help_text=_("The last part of the address, the same in all languages.")),
        *more,
        PublishingPanel(),
    ]
    tabs.append(ObjectList(own, heading=_("Settings")))
    return TabbedInterface(tabs, base_form_class=form)


def validity_panel() -> MultiFieldPanel:
    """From when to when something holds."""
    days: list[Any] = [FieldPanel("valid_from"), FieldPanel("valid_to")]
    return MultiFieldPanel([FieldRowPanel(days)], heading=_("Valid"))


def proof_panel() -> MultiFieldPanel:
    """On which basis a dated row holds, and who says so."""
    return MultiFieldPanel(
        [
            FieldPanel("status", help_text=_("Only what somebody has looked up at the source is confirmed.")),
            FieldPanel("legal_basis", help_text=_("Law and paragraph, or the guideline.")),
            FieldRowPanel([FieldPanel("source_title"), FieldPanel("source_url")]),
            FieldPanel("checked_on", help_text=_("When somebody last compared it with the source.")),
        ],
        heading=_("Basis and source"),
    )


PARAMETER_PANELS = snippet_panels(
    [
        HelpPanel(content=_("Numbers, dates and sources are the same in all languages; only words are translated.")),
        FieldPanel("label"),
        FieldRowPanel([FieldPanel("carrier", help_text=_("For example gas, electricity, district-heat.")),
                       FieldPanel("key", help_text=_("Short and lasting, used by calculations."))]),
        FieldRowPanel([FieldPanel("low"), FieldPanel("high", help_text=_("Equal to the lower bound where exact."))]),
        FieldPanel("method"),
    ],
    dates=[validity_panel(), proof_panel()],
)  # fmt: skip


class MunicipalityForm(WagtailAdminModelForm):
    languages = checkboxes(settings.LANGUAGES, _("languages offered"))


def _in_languages(name: str) -> list[Panel]:
    return [FieldPanel(f"{name}_{code}") for code, _label in settings.LANGUAGES]


MUNICIPALITY_PANELS = TabbedInterface(
    [
        ObjectList(
            [
                MultiFieldPanel(_in_languages("name"), heading=_("Name")),
                MultiFieldPanel(_in_languages("claim"), heading=_("Line below the name")),
                FieldRowPanel([FieldPanel("kind"), FieldPanel("region")]),
                FieldRowPanel([FieldPanel("key"), FieldPanel("ags")]),
                FieldPanel("site"),
                FieldPanel("languages"),
                FieldPanel("collection"),
                FieldRowPanel([FieldPanel("longitude"), FieldPanel("latitude")]),
            ],
            heading=_("Content"),
        ),
        ObjectList(
            [
                FieldPanel("logo"),
                FieldRowPanel([FieldPanel(f"colour_{name}") for name in ("primary", "primary_dark", "accent")]),
            ],
            heading=_("Look"),
        ),
        ObjectList(
            [
                FieldPanel("contact_name"),
                FieldPanel("contact_street"),
                FieldRowPanel([FieldPanel("contact_postal_code"), FieldPanel("contact_town")]),
                FieldRowPanel([FieldPanel("contact_email"), FieldPanel("contact_phone")]),
                *_in_languages("data_responsible"),
                InlinePanel("attributions", heading=_("Data sources to name"), label=_("Source")),
            ],
            heading=_("Contact and duties"),
        ),
        ObjectList(
            [
                FieldPanel(f"{name}_page")
                for name in ("imprint", "privacy", "accessibility", "easy_language", "sign_language", "feedback")
            ],
            heading=_("Pages"),
        ),
    ],
    base_form_class=MunicipalityForm,
)
