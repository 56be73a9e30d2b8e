"""What the parts of conditions are called."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

MATCHES = [("all", _("all of these")), ("any", _("at least one of these")), ("none", _("none of these"))]
COMPARISONS = [
    ("is", _("is")), ("is_not", _("is not")), ("one_of", _("is one of")), ("less", _("is less than")),
    ("at_most", _("is at most")), ("more", _("is more than")), ("at_least", _("is at least")),
]  # fmt: skip
