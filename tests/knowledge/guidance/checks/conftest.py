from __future__ import annotations

from typing import Any

import pytest

from knowledge.guidance.models import GuidancePage
from tests.factories import Saxony, StandardPageFactory


@pytest.fixture
def contact(place: Saxony) -> Any:
    """The page of who helps."""
    return StandardPageFactory(parent=place.region.site.root_page, title="Beratung", slug="beratung")


@pytest.fixture
def sound(place: Saxony, contact: Any) -> GuidancePage:
    """The flow about a house, with somebody who helps at its outcome: nothing is wrong with it."""
    page = GuidancePage.objects.get(locale__language_code="de")
    blocks = [dict(block) for block in page.steps.raw_data]
    for block in blocks:
        if block["type"] == "outcome":
            block["value"]["contact"] = contact.pk
    page.steps = blocks
    page.image = None
    page.save_revision().publish()
    return page
