from __future__ import annotations

from typing import Any

from wagtail import hooks

from .viewsets import FeedbackMessageViewSet


@hooks.register("register_admin_viewset")
def feedback_viewset() -> Any:
    return FeedbackMessageViewSet()
