"""What follows when something that flows rest on is published or taken back."""

from __future__ import annotations

from typing import Any

from wagtail.signals import page_published, published, unpublished

from cms.core.models import source_locale
from knowledge.funding.models import FundingProgramme
from knowledge.guidance.actions.watch_flows import check_soon
from knowledge.guidance.checks.publishing import RECORDS
from knowledge.guidance.models import GuidancePage

WATCHED = (*RECORDS, FundingProgramme)


def connect() -> None:
    """Called once when the apps are ready."""
    page_published.connect(on_changed, sender=GuidancePage, dispatch_uid="personas of flows")
    for model in WATCHED:
        published.connect(on_changed, sender=model, dispatch_uid=f"flows that rest on {model.__name__}")
        unpublished.connect(on_changed, sender=model, dispatch_uid=f"flows that rested on {model.__name__}")


def on_changed(instance: Any, **kwargs: Any) -> None:
    if instance.locale_id == source_locale().pk and not getattr(instance, "alias_of_id", None):
        check_soon(instance)
