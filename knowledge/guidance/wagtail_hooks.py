"""Guidance in the admin: its snippets, and what its forms are helped by."""

from __future__ import annotations

from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from cms.core.permissions.doors import anybody, register_doors

from .views.facts import facts_for_forms
from .viewsets import GuidanceViewSetGroup

register_snippet(GuidanceViewSetGroup)
register_doors(anybody, "guidance:facts")


@hooks.register("register_admin_urls")
def guidance_urls() -> list[URLPattern | URLResolver]:
    urls = [path("facts.json", facts_for_forms, name="facts")]
    return [path("guidance/", include((urls, "guidance")))]


@hooks.register("insert_editor_js")
def conditions_script() -> SafeString:
    return format_html(
        '<script src="{}" data-facts="{}" data-yes="{}" data-no="{}" data-unknown="{}" data-choose="{}" defer>'
        "</script>",
        static("guidance/conditions.js"), reverse("guidance:facts"), _("yes"), _("no"), _("not known"),
        _("Please choose"),
    )  # fmt: skip
