import pytest

from energy.figures import Figure, State, Unit
from energy.funding import Bonus, Tier, association_grant, eligible_cap, grant, granted_percent
from energy.rates import Rate


def rate(key, number, unit=Unit.PERCENT):
    return Rate(key, number, number, unit)


def euro(number):
    return None if number is None else Rate("eligible", number, number, Unit.EURO_PER_DWELLING)


TIERS = (Tier(1, 1, euro(30_000)), Tier(2, 6, euro(15_000)), Tier(7, None, euro(8_000)))
BASE, CAP = rate("base", 30), rate("cap", 70)
SPEED, INCOME = rate("speed", 20), rate("income", 30)


def cost(low, high=None, state=State.REPORTED):
    return Figure(low, high or low, Unit.EURO, state)


@pytest.mark.parametrize(("dwellings", "euros"), [(1, 30_000), (2, 45_000), (6, 105_000), (7, 113_000), (12, 153_000)])
def test_the_eligible_cost_grows_by_dwelling(dwellings, euros):
    cap = eligible_cap(dwellings, TIERS)

    assert (cap.low, cap.high, cap.state) == (euros, euros, State.REGISTERED)


@pytest.mark.parametrize("tiers", [(TIERS[0], Tier(2, 6, None), TIERS[2]), TIERS[:2], (TIERS[0], Tier(2, 6, euro(0)))])
def test_an_empty_or_missing_cap_leaves_it_open_and_is_never_the_first_dwellings(tiers):
    given = grant(cost(200_000), 12, tiers, BASE, [], CAP)

    assert eligible_cap(12, tiers).state is State.UNKNOWN
    assert (given.amount.state, given.open) == (State.UNKNOWN, ("eligible_cost",))


def test_an_empty_tier_above_the_house_does_not_matter():
    assert eligible_cap(1, (TIERS[0], Tier(2, None, None))).low == 30_000


def test_the_highest_grant_for_one_dwelling_is_seventy_per_cent_of_thirty_thousand():
    given = grant(cost(35_000), 1, TIERS, BASE, [Bonus("speed", SPEED, True), Bonus("income", INCOME, True)], CAP)

    assert (given.percent.low, given.percent.high) == (70, 70)
    assert (given.amount.low, given.amount.high, given.open) == (21_000, 21_000, ())


def test_a_cheaper_heating_gets_a_share_of_what_it_costs():
    assert grant(cost(20_000), 1, TIERS, BASE, [], CAP).amount.high == 6_000


def test_an_undecided_bonus_makes_a_range_and_is_named():
    given = grant(cost(30_000), 1, TIERS, BASE, [Bonus("speed", SPEED, None)], CAP)

    assert (given.amount.low, given.amount.high, given.open) == (9_000, 15_000, ("speed",))


def test_a_bonus_that_does_not_hold_needs_no_rate():
    assert granted_percent(BASE, [Bonus("speed", None, False)], CAP).high == 30


@pytest.mark.parametrize(
    ("base", "bonus", "cap", "missing"),
    [(None, SPEED, CAP, "base"), (BASE, None, CAP, "speed"), (BASE, SPEED, None, "cap")],
)
def test_a_rate_no_longer_in_force_leaves_the_grant_open(base, bonus, cap, missing):
    given = grant(cost(30_000), 1, TIERS, base, [Bonus("speed", bonus, True)], cap)

    assert (given.amount.state, given.open) == (State.UNKNOWN, (missing,))


def test_an_estimated_cost_gives_an_amount_that_no_rounding_raises():
    given = grant(cost(21_111, 27_777, State.ESTIMATED), 1, TIERS, BASE, [], CAP)

    assert (given.amount.low, given.amount.high, given.amount.state) == (6_300, 8_300, State.ESTIMATED)


def test_an_association_of_twelve_gets_the_base_together_and_bonuses_each():
    given = association_grant(cost(200_000), 12, TIERS, BASE, [Bonus("speed", SPEED, True)], CAP)

    assert (given.eligible.high, given.base.high) == (153_000, 45_900)
    assert (given.own_eligible.high, given.own_bonuses.high) == (12_750, 2_550)


def test_an_owner_of_a_larger_share_gets_bonuses_for_it():
    given = association_grant(cost(153_000), 12, TIERS, BASE, [Bonus("income", INCOME, True)], CAP, share=0.2)

    assert (given.own_eligible.high, given.own_bonuses.high) == (30_600, 9_180)


def test_a_bonus_for_the_house_goes_with_the_base():
    shared = [Bonus("efficiency", rate("efficiency", 5), True)]
    bonuses = [Bonus("speed", SPEED, True)]
    given = association_grant(cost(200_000), 12, TIERS, BASE, bonuses, CAP, shared=shared)

    assert (given.base.high, given.own_bonuses.high) == (53_550, 2_550)


def test_bonuses_not_decided_never_promise_more_than_the_cap():
    shared = [Bonus("efficiency", rate("efficiency", 5), None)]
    bonuses = [Bonus("speed", SPEED, True), Bonus("income", INCOME, True)]
    given = association_grant(cost(30_000), 1, TIERS, BASE, bonuses, CAP, shared=shared)

    assert (given.base.low, given.base.high) == (9_000, 10_500)
    assert (given.own_bonuses.low, given.own_bonuses.high) == (10_500, 12_000)
    assert (given.together.low, given.together.high) == (21_000, 21_000)


def test_a_supplement_in_euro_comes_on_top_and_never_above_the_cost():
    def together(euros):
        supplement = Figure(2_500, 2_500, Unit.EURO, State.REGISTERED)
        given = association_grant(
            cost(euros), 1, TIERS, BASE, [Bonus("speed", SPEED, True)], CAP, supplement=supplement
        )
        return given.base.high, given.together.high

    assert together(30_000) == (11_500, 17_500)
    assert together(3_000) == (3_000, 3_000)


def test_personal_bonuses_end_where_the_cap_does():
    bonuses = [Bonus("speed", SPEED, True), Bonus("income", INCOME, True)]
    given = association_grant(cost(153_000), 12, TIERS, BASE, bonuses, CAP)

    assert given.own_bonuses.high == 12_750 * 0.4
