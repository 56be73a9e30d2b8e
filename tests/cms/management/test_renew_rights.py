from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command

from cms.core.actions import set_up_municipality
from tests.factories import saxony

pytestmark = pytest.mark.django_db


def test_people_get_the_rights_that_an_update_brought():
    place = saxony()
    editors = set_up_municipality(place.leipzig)["editor"]
    editors.permissions.clear()
    said = StringIO()
    call_command("renew_rights", stdout=said)
    assert editors.permissions.filter(codename="access_admin").exists()
    assert "Leipzig" in said.getvalue()
