"""What the scheduler calls exists."""

from __future__ import annotations

import pytest
from django.core.management import get_commands

from cms.management.commands.run_scheduler import EVERY_DAY, EVERY_MINUTE

pytestmark = pytest.mark.quick


@pytest.mark.parametrize("name", EVERY_MINUTE + EVERY_DAY)
def test_every_scheduled_command_exists(name):
    assert name in get_commands()
