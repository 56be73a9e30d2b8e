"""What the admin's history tells of datasets; hooked by ``geo.wagtail_hooks``."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter

ACTIVATED, ROLLED_BACK, RECALLED = "geo.activate_version", "geo.roll_back", "geo.recall_version"
DISCARDED = "geo.discard_version"


def register_log_actions(actions: Any) -> None:
    """For Wagtail's hook of the same name."""
    actions.register_action(ACTIVATED, _("Activate a version"), _("A version was activated"))
    actions.register_action(ROLLED_BACK, _("Roll back"), _("An earlier version was made active again"))

    @actions.register_action(DISCARDED)
    class Discarded(LogFormatter):
        label = _("Discard a version")

        def format_message(self, entry: Any) -> Any:
            return _("Version %(number)s was discarded before anybody saw it") % {
                "number": entry.data.get("number", "")
            }  # fmt: skip

    @actions.register_action(RECALLED)
    class Recalled(LogFormatter):
        label = _("Recall a version")

        def format_message(self, entry: Any) -> Any:
            return _("Version %(number)s was recalled: %(reason)s") % {
                "number": entry.data.get("number", ""), "reason": entry.data.get("reason", ""),
            }  # fmt: skip
