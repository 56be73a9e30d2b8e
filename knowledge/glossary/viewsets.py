from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.core.panels import snippet_panels
from cms.core.viewsets import ScopedSnippetViewSet

from .models import GlossaryTerm


class GlossaryTermViewSet(ScopedSnippetViewSet):
    model = GlossaryTerm
    icon = "openquote"
    edit_handler = snippet_panels(
        [
            FieldPanel("term"),
            FieldPanel("definition", help_text=_("One to three short sentences that need no other technical term.")),
            FieldPanel("forms", help_text=_("Inflected forms and spellings found in texts, one a line.")),
            FieldPanel("source"),
            FieldPanel("related"),
        ]
    )
