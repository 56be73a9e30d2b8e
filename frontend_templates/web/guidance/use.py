"""How often the questions of a flow are reached and left: counted for the editors, without anything of anybody."""

from __future__ import annotations

import logging
from typing import Any

from frontend_templates.transport import ApiError
from frontend_templates.web.visit import NoSuchPage, Visit

from .told import DONT_KNOW, Told

logger = logging.getLogger(__name__)

Event = dict[str, str]


def events(position: dict[str, Any], told: Told) -> list[Event]:
    """What the answer that was just sent counts as; a look at an address that was given away counts nothing."""
    if position["isChanging"] or position["refused"] or told.is_empty:
        return []
    reached = _place(position) or "result"
    answered = _step_of(position, told.asked)
    if answered:
        sent = dict((*told.answers, *told.private)).get(told.asked)
        left = [{"step": answered, "event": "REACHED", "to": reached}]
        return left + ([{"step": answered, "event": "DONT_KNOW"}] if sent == DONT_KNOW else []) + _arrival(position)
    return _arrival(position) if not (told.answers or told.private or told.asked) else []


def _arrival(position: dict[str, Any]) -> list[Event]:
    if position["end"] == "RESULT":
        return [{"step": "", "event": "RESULT"}]
    place = _place(position)
    return [{"step": place, "event": "REACHED"}] if place else []


def _place(position: dict[str, Any]) -> str:
    return str(position["step"]["key"]) if position["step"] else ""


def _step_of(position: dict[str, Any], fact: str) -> str:
    """The step on the path that was answered with ``fact``."""
    for passage in position["path"]:
        if fact and passage["how"] == "ANSWERED" and (passage["step"]["fact"] or {}).get("key") == fact:
            return str(passage["step"]["key"])
    return ""


def count(visit: Visit, flow: str, position: dict[str, Any], told: Told) -> None:
    """Count what happened; a reader is never troubled by a count that fails, and machines are not counted."""
    if visit.is_machine or visit.preview_token:
        return
    for event in events(position, told):
        try:
            visit.ask("RecordGuidanceUse", input={"flow": flow, **event})
        except (ApiError, NoSuchPage) as error:
            logger.warning("The use of a flow was not counted: %s", type(error).__name__)
            return
