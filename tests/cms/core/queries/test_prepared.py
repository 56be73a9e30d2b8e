from __future__ import annotations

from typing import Any

import pytest
from wagtail.models import Locale, Page

from cms.core.queries.prepared import Prepared
from tests.factories import locales

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_the_same_sql_is_asked_with_other_values_and_lengths():
    known = locales()
    by_code: Prepared[Locale] = Prepared(
        lambda codes: Locale.objects.filter(language_code__in=codes).order_by("pk"), codes=str
    )
    for codes in (["de"], ["it"], ["de", "en"], ["de", "en", "it"], ["nowhere"]):
        assert {locale.language_code for locale in by_code(codes=codes)} == known.keys() & set(codes)


def test_an_empty_list_finds_nothing():
    locales()
    assert Prepared(lambda codes: Locale.objects.filter(language_code__in=codes), codes=str)(codes=[]) == []
    assert Prepared(lambda pks: Page.objects.filter(pk__in=pks), pks=int)(pks=[]) == []


def test_columns_and_dictionaries_come_as_the_queryset_says():
    pk = Locale.objects.get_or_create(language_code="de")[0].pk
    pairs: Prepared[Any] = Prepared(
        lambda pks: Locale.objects.filter(pk__in=pks).values_list("pk", "language_code"), pks=int
    )
    named: Prepared[Any] = Prepared(lambda pks: Locale.objects.filter(pk__in=pks).values("language_code"), pks=int)
    assert pairs(pks=[pk]) == [(pk, "de")]
    assert named(pks=[pk]) == [{"language_code": "de"}]


def test_a_list_that_does_not_reach_the_sql_is_an_error():
    forgotten: Prepared[Any] = Prepared(lambda pks: Locale.objects.all(), pks=int)
    with pytest.raises(ValueError, match="not every list"):
        forgotten(pks=[1])
