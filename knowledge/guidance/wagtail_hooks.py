from wagtail.snippets.models import register_snippet

from .viewsets import GuidanceViewSetGroup

register_snippet(GuidanceViewSetGroup)
