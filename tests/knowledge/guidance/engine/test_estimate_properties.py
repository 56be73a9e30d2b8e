import math
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from energy.figures import State
from knowledge.guidance.engine.dates import Dates
from knowledge.guidance.engine.estimate.comparison import compare, estimate_all
from knowledge.guidance.engine.estimate.demand import CONSUMPTION, heat_demand
from knowledge.guidance.engine.estimate.house import house_of
from knowledge.guidance.engine.estimate.option import OptionEstimate
from tests.knowledge.guidance.engine.books import BOOK, TECHNOLOGIES
from tests.knowledge.guidance.engine.houses import known_better, read, whole

TODAY = date(2026, 11, 22)
days = st.none() | st.dates(date(2026, 1, 1), date(2041, 1, 1))
decided = st.builds(Dates, st.dates(date(2026, 1, 1), date(2041, 1, 1)), days, days)
WIDENS_NEVER = ("saving", "bought", "energy_cost", "emissions", "investment")


def figures_of(option: OptionEstimate):
    """Every figure of an option, those of its grant and years included."""
    found = [getattr(option, name) for name in WIDENS_NEVER]
    found += [option.demand.figure] if option.demand else []
    if option.grant:
        names = ("highest", "eligible", "percent", "base", "bonuses", "amount")
        found += [getattr(option.grant, name) for name in names]
    return [figure for figure in found if figure is not None] + [year.figure for year in option.years]


def is_within(after, before):
    if before is None or before.state is State.UNKNOWN:
        return True
    return after.state is not State.UNKNOWN and before.low <= after.low <= after.high <= before.high


@given(known_better())
def test_more_knowledge_never_widens_a_demand_or_makes_it_unknown(learning):
    before, after, learned = learning
    was, now = heat_demand(before, BOOK, TODAY), heat_demand(after, BOOK, TODAY)

    if was.from_bill == now.from_bill:
        assert is_within(now.figure, was.figure), learned
    assert was.from_bill <= now.from_bill


@given(known_better(), decided)
def test_more_knowledge_never_widens_what_an_option_comes_to(learning, dates):
    before, after, learned = learning
    if heat_demand(before, BOOK, TODAY).from_bill != heat_demand(after, BOOK, TODAY).from_bill:
        return
    was, now = (estimate_all(TECHNOLOGIES, facts, dates, BOOK) for facts in (before, after))

    for measure in TECHNOLOGIES:
        for name in WIDENS_NEVER:
            earlier, later = getattr(was[measure], name), getattr(now[measure], name)
            assert (later is None and learned == "owner.role") or is_within(later, earlier), (measure, name, learned)


@given(known_better(), decided)
def test_more_knowledge_of_a_house_never_makes_the_range_of_a_grant_wider(learning, dates):
    before, after, learned = learning
    if learned in (CONSUMPTION, "owner.role"):
        return
    options = [estimate_all(TECHNOLOGIES, facts, dates, BOOK) for facts in (before, after)]
    for measure in ("heat-pump", "efficient"):
        was, now = (estimates[measure].grant for estimates in options)
        if was is not None and was.amount.state is not State.UNKNOWN:
            assert now.amount.state is not State.UNKNOWN
            # Two digits are kept: narrower numbers may be told more exactly.
            assert now.amount.high <= was.amount.high * 1.1
            assert now.amount.low >= was.amount.low


@given(known_better(), decided)
def test_no_figure_is_negative_or_no_number_and_what_is_unknown_is_named(learning, dates):
    for option in estimate_all(TECHNOLOGIES, learning[0], dates, BOOK).values():
        for figure in figures_of(option):
            assert figure.low is None or 0 <= figure.low <= figure.high < math.inf
        unknown = [name for name in WIDENS_NEVER if (f := getattr(option, name)) and f.state is State.UNKNOWN]
        assert option.open or not unknown
        if option.grant:
            assert option.grant.open or option.investment.state is State.UNKNOWN or option.grant.amount.low is not None
            assert set(option.grant.open) <= set(option.open)
        for year in option.years:
            assert year.missing or year.figure.state is not State.UNKNOWN


@given(whole, decided)
def test_a_house_told_in_full_has_nothing_assumed(house, dates):
    assert house_of(read(house)).assumed == ()


@given(known_better(), decided)
def test_a_tenant_never_gets_an_owners_investment(learning, dates):
    tenant = {**learning[0], **read({"owner.role": "tenant"})}

    options = estimate_all(TECHNOLOGIES, tenant, dates, BOOK).values()
    assert {(option.investment, option.grant) for option in options} == {(None, None)}


@given(known_better(), decided)
def test_no_option_is_cheaper_than_one_that_is_cheaper_than_it(learning, dates):
    options = {each.measure: each for each in compare(estimate_all(TECHNOLOGIES, learning[0], dates, BOOK))}

    for measure, option in options.items():
        assert option.may_rank or not option.cheaper_than
        assert all(measure not in options[other].cheaper_than for other in option.cheaper_than)
        assert all(options[other].may_rank for other in option.cheaper_than)
