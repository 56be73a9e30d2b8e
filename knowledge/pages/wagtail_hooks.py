from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet

from cms.core.reports import Report, register_report

from .reports import videos_without_captions
from .viewsets import KnowledgeViewSetGroup

register_snippet(KnowledgeViewSetGroup)
register_report(
    Report(
        "videos", _("Videos without captions"), _("People who can't hear need captions or a transcript."), "media",
        videos_without_captions,
    )
)  # fmt: skip
