from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.factories import Saxony, saxony

from .house import house_flow


@pytest.fixture(scope="module")
def place(django_db_setup: None, django_db_blocker: Any) -> Iterator[Saxony]:
    """A region and its cities with the flow about a house in the library; made once, tests change it for themselves."""
    with django_db_blocker.unblock(), transaction.atomic():
        found = saxony()
        house_flow(found)
        yield found
        transaction.set_rollback(True)
