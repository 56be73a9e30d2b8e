from datetime import date

import pytest

from energy.figures import State
from knowledge.guidance.engine.dates import Dates
from knowledge.guidance.engine.estimate.house import house_of
from knowledge.guidance.engine.estimate.option import estimate
from knowledge.guidance.engine.estimate.reading import read_book, read_technology
from tests.knowledge.guidance.engine.books import BONUSES, BOOK, HEAT_PUMP, OLD_HOUSE, PLAIN_BOOK, row, told

TODAY = date(2026, 11, 22)
APPLIED = Dates(TODAY, application=date(2026, 12, 1))


def granted(dates=APPLIED, technology=HEAT_PUMP, book=BOOK, **facts):
    house = {**OLD_HOUSE, **told(**facts)}
    return estimate(technology, house_of(house), house, dates, book).grant


def bounds(figure):
    return figure.low, figure.high


def test_an_owner_who_replaces_oil_gets_base_and_speed_bonus_of_at_most_thirty_thousand():
    grant = granted()

    assert bounds(grant.highest) == (30_000, 30_000)
    assert bounds(grant.eligible) == (25_000, 30_000)
    assert (bounds(grant.percent), grant.for_all, grant.open) == ((50, 50), False, ())
    assert (bounds(grant.base), bounds(grant.bonuses), bounds(grant.amount)) == (
        (7_500, 9_000),
        (5_000, 6_000),
        (12_000, 15_000),
    )


@pytest.mark.parametrize("part", ["base", "cap", "bonuses", "tiers"])
def test_a_rate_that_nobody_confirmed_marks_the_grant(part):
    heating = PLAIN_BOOK["programmes"][0]
    unsure = heating | {part: [rate | {"to_check": True} for rate in heating[part]]}

    assert not granted().to_check
    assert granted(book=read_book(PLAIN_BOOK | {"programmes": [unsure]})).to_check


def test_all_bonuses_together_end_at_the_cap():
    grant = granted(owner__income="up_to_40000")

    assert bounds(grant.percent) == (70, 70)
    assert grant.amount.high == 21_000


def test_a_grant_turns_on_the_day_of_application_and_is_open_without_it():
    grant = granted(Dates(TODAY, installation=TODAY))

    assert (grant.amount.state, grant.open) == (State.UNKNOWN, ("date.application",))
    assert bounds(granted(Dates(TODAY, application=date(2029, 1, 1))).percent) == (47, 47)


def test_a_bonus_no_longer_in_force_leaves_the_grant_open_and_never_gives_the_old_one():
    grant = granted(Dates(TODAY, application=date(2031, 1, 1)))

    assert (grant.amount.state, grant.open) == (State.UNKNOWN, ("grant.heating.speed",))


def test_income_that_nobody_told_makes_a_range_and_is_named():
    grant = granted(owner__income=None)

    assert (bounds(grant.percent), grant.open) == ((50, 70), ("owner.income",))


def test_a_landlord_gets_the_base_and_no_personal_bonus():
    grant = granted(owner__role="landlord", owner__income="up_to_40000")

    assert (bounds(grant.percent), grant.bonuses.high, grant.amount.high) == ((30, 30), 0, 9_000)


def test_a_tenant_gets_neither_an_owners_investment_nor_a_grant():
    house = {**OLD_HOUSE, **told(owner__role="tenant")}
    option = estimate(HEAT_PUMP, house_of(house), house, APPLIED, BOOK)

    assert (option.investment, option.grant) == (None, None)
    assert option.energy_cost.state is State.ESTIMATED


def test_without_a_role_personal_bonuses_are_only_possible():
    grant = granted(owner__role=None, owner__income="up_to_40000")

    assert bounds(grant.percent) == (30, 70)
    assert grant.open == ("owner.role",)


def test_an_association_of_twelve_has_its_base_together_and_bonuses_for_each_owner_who_lives_there():
    facts = {"building__type": "multi_family", "building__dwellings": 12, "owner__role": "owners_association"}
    grant = granted(owner__income="up_to_40000", **facts)

    assert (grant.programme, grant.for_all) == ("heating-association", True)
    assert bounds(grant.highest) == (153_000, 153_000)
    assert bounds(grant.eligible) == (100_000, 153_000)
    assert bounds(grant.base) == bounds(grant.amount) == (30_000, 45_000)
    assert bounds(grant.bonuses) == (2_500, 5_100)
    assert grant.open == ("grant.heating-association.speed",)


def test_one_owner_of_a_larger_house_gets_bonuses_for_the_dwelling_that_is_lived_in():
    grant = granted(building__type="multi_family", building__dwellings=4)

    assert bounds(grant.eligible) == (36_000, 56_000)
    assert bounds(grant.bonuses) == (1_800, 2_800)
    assert bounds(grant.base) == (10_000, 16_000)
    assert grant.amount.high == 19_000


@pytest.mark.parametrize("gone", ["base", "cap"])
def test_an_empty_rate_leaves_the_grant_open(gone):
    heating = PLAIN_BOOK["programmes"][0] | {gone: [row(gone, None, None, "percent")]}
    grant = granted(book=read_book(PLAIN_BOOK | {"programmes": [heating]}))

    assert (grant.amount.state, grant.open) == (State.UNKNOWN, (f"grant.heating.{gone}",))


def test_an_empty_tier_leaves_the_grant_open_and_is_never_the_first_dwellings():
    tiers = [PLAIN_BOOK["programmes"][0]["tiers"][0], row("more", None, None, "EUR_per_dwelling", first=2)]
    book = read_book(PLAIN_BOOK | {"programmes": [PLAIN_BOOK["programmes"][0] | {"tiers": tiers}]})

    grant = granted(book=book, building__dwellings=2)
    assert (grant.highest.state, grant.amount.state) == (State.UNKNOWN, State.UNKNOWN)
    assert grant.open == ("grant.heating.eligible_cost",)
    assert granted(book=book).amount.high == 15_000


def test_a_programme_that_is_not_for_such_owners_is_left_out_and_one_nobody_knows_is_open():
    for_owners = read_book(PLAIN_BOOK | {"programmes": PLAIN_BOOK["programmes"][:1]})
    assert granted(book=for_owners, owner__role="owners_association") is None

    none = read_book(PLAIN_BOOK | {"programmes": []})
    assert granted(book=none).open == ("grant.heating",)


def test_how_many_dwellings_there_are_is_what_a_grant_for_a_larger_house_lacks():
    grant = granted(building__type="multi_family", building__dwellings=None)

    assert (grant.amount.state, grant.open) == (State.UNKNOWN, ("building.dwellings",))


def test_a_bonus_for_the_house_is_for_landlords_too_and_one_in_euro_is_added():
    terms = {"programme": "heating", "bonuses": [*BONUSES, {"rate": "efficiency"}, {"rate": "biomass"}]}
    technology = read_technology({"carrier": "pellets", "investment": ["investment.heat-pump"], "grants": [terms]})
    grant = granted(technology=technology, owner__role="landlord")

    assert bounds(grant.percent) == (35, 35)
    assert bounds(grant.amount) == (11_000, 13_000)


def test_with_dwellings_only_guessed_the_grant_is_the_range_over_all_guesses():
    grant = granted(building__dwellings=None)

    assert bounds(grant.highest) == (30_000, 45_000)
    assert bounds(grant.bonuses) == (2_500, 6_000)
