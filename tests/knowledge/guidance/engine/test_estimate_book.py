from datetime import date

import pytest

from energy.figures import Unit
from energy.rates import Rate
from knowledge.guidance.engine.entries import DefinitionError
from knowledge.guidance.engine.estimate.book import Book, Ledger, Programme
from knowledge.guidance.engine.estimate.reading import read_book, read_technology
from tests.knowledge.guidance.engine.books import BOOK, PERCENT, row

TODAY = date(2026, 11, 22)


def percent(key, number, **more):
    return Rate(key, number, number, Unit.PERCENT, **more)


def test_an_expired_rate_is_missing_and_never_the_old_number():
    ledger = Ledger(BOOK)

    assert ledger.rate(date(2029, 12, 31), "prebound").low == 65
    assert ledger.rate(date(2030, 1, 1), "prebound") is None
    assert list(ledger.missing) == ["prebound"]


def test_an_empty_rate_is_missing_like_one_that_is_not_there():
    ledger = Ledger(BOOK)

    assert [ledger.rate(TODAY, key) for key in ("green.gas", "green.oil")] == [None, None]
    assert list(ledger.missing) == ["green.gas", "green.oil"]


def test_a_number_that_nobody_confirmed_marks_what_rests_on_it():
    ledger = Ledger(BOOK)
    ledger.rate(TODAY, "efficiency.gas")
    assert not ledger.to_check

    ledger.rate(TODAY, "price.gas")
    assert ledger.to_check


def test_carriers_with_two_names_and_carriers_that_emit_as_others_are_found():
    book = Book.of([Rate("price.lpg", 9, 9, Unit.CENT_PER_KWH), Rate("emission.wood", 20, 20, Unit.GRAM_PER_KWH)])
    ledger = Ledger(book)

    assert ledger.of_carrier(TODAY, "price", "liquid_gas").low == 9
    assert ledger.of_carrier(TODAY, "emission", "pellets").low == 20
    assert ledger.of_carrier(TODAY, "price", "pellets") is None


def test_a_rate_in_a_unit_that_can_not_be_meant_is_missing():
    book = Book.of([Rate("efficiency.gas", 90, 90, Unit.EURO)])

    assert Ledger(book).rate(TODAY, "efficiency.gas") is None


def test_a_programme_with_two_bases_leaves_open_which_is_meant():
    programme = Programme("networks", base=(percent("module-1", 50), percent("module-2", 40)))

    assert programme.on(TODAY).base is None


def test_a_limit_in_euro_is_no_share():
    programme = Programme("networks", cap=(Rate("cap", 2e6, 2e6, Unit.EURO),))

    assert programme.on(TODAY).cap is None


def test_a_newer_tier_replaces_the_older_one_for_the_same_dwellings():
    tiers = [
        row("first", 20_000, 20_000, "EUR_per_dwelling", first=1, last=1),
        row("first", 25_000, 25_000, "EUR_per_dwelling", first=1, last=1, valid_from="2026-01-01"),
        row("first", 30_000, 30_000, "EUR_per_dwelling", first=1, last=1, valid_from="2030-01-01"),
    ]
    [programme] = read_book({"programmes": [{"slug": "heating", "tiers": tiers}]}).programmes.values()

    assert [tier.cap.low for tier in programme.on(TODAY).tiers] == [25_000]


def test_everything_wrong_in_a_book_or_a_technology_is_told_with_its_place():
    with pytest.raises(DefinitionError) as wrong:
        read_book({"rates": [row("a", 3, 2, PERCENT), row("b", 1, 1, "bananas"), row("c", -1, 1, PERCENT)]})
    assert [problem.path for problem in wrong.value.problems] == ["rates[0].high", "rates[1].unit", "rates[2].high"]

    with pytest.raises(DefinitionError, match=r"grants\[0\].programme: is missing"):
        read_technology({"grants": [{"bonuses": []}]})
