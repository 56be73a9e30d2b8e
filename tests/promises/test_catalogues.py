"""Readers and editors share one language: the same English words are translated the same way in both catalogues."""

from __future__ import annotations

import pytest

from tools import messages

pytestmark = pytest.mark.quick


@pytest.mark.parametrize("language", ["de", "it"])
def test_both_catalogues_agree_where_they_have_the_same_words(language: str):
    found = {folder: catalogue.entries for folder, each, catalogue in messages.catalogues() if each == language}
    website, admin = found["frontend_templates/locale"], found["cms/locale"]
    shared = website.keys() & admin.keys()
    assert len(shared) > 30
    assert {key[1]: (website[key], admin[key]) for key in shared if website[key] != admin[key]} == {}
