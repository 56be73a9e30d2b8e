from __future__ import annotations

from typing import Any

from wagtail import hooks

from geo.log_actions import register_log_actions


@hooks.register("register_log_actions")
def geo_log_actions(actions: Any) -> None:
    register_log_actions(actions)
