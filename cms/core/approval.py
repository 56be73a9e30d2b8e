"""What happens when a workflow has approved something: settings name this."""

from __future__ import annotations

from typing import Any


def publish_approved(workflow_state: Any, user: Any = None) -> None:
    """Publish what was approved, if nothing keeps it from being published."""
    # Wagtail imports this module while its own models are being made.
    from .actions.publish_checked import publish_checked

    publish_checked(workflow_state.content_object.get_latest_revision(), user)
