"""What the installation as a whole tells Wagtail."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    """The site's history says when the demo was loaded."""
    actions.register_action("enact.load_demo", _("Load the demo"), _("Demo loaded"))
