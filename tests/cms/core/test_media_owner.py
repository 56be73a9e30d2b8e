from __future__ import annotations

import pytest

from tests import factories

pytestmark = pytest.mark.django_db


def test_a_picture_belongs_to_the_municipality_in_whose_collection_it_lies():
    leipzig = factories.saxony().leipzig
    below = leipzig.collection.add_child(name="Termine")

    assert factories.ImageFactory(collection=below).municipality == leipzig
    assert factories.ImageFactory().municipality is None
