from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.core.panels import snippet_panels
from cms.core.viewsets import ScopedSnippetViewSet

from .models import Topic


class TopicViewSet(ScopedSnippetViewSet):
    model = Topic
    icon = "tag"
    edit_handler = snippet_panels(
        [
            FieldPanel("name", help_text=_("One or two words, as readers would say them.")),
            FieldPanel("image"),
        ],
        more=[
            FieldPanel("key", help_text=_("Short and lasting: filters and other programs use it.")),
            FieldPanel("sort_order", help_text=_("Smaller numbers come first.")),
        ],
    )
