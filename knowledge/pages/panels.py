"""How the forms of the plain page types are laid out."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.core.panels import page_panels

INTRO = FieldPanel("intro", help_text=_("Two or three sentences: what readers find here."))
BODY = FieldPanel("body", help_text=_("Short paragraphs with headings that say what follows."))

HOME_PANELS = page_panels([FieldPanel("lead"), BODY])
INTRO_PANELS = page_panels([INTRO])
CONTENT_PANELS = page_panels([INTRO, BODY])
TOPIC_PANELS = page_panels([FieldPanel("topic", help_text=_("Articles with this topic are listed here.")), INTRO, BODY])
