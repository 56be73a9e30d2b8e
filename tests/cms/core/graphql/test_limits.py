from __future__ import annotations

import pytest
from graphql import get_introspection_query

from cms.core.graphql import access
from tests.cms.core.graphql import small
from tests.cms.core.graphql.conftest import code

PAGE = "leaves(first: {}) {{ edges {{ node {{ name }} }} }}"


def cost(response):
    return response.json()["extensions"]["cost"]["requested"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("{ leaf " + "{ next " * 16 + "{ name }" + " }" * 16 + " }", "TOO_DEEP"),
        ("{ " + " ".join(f"a{n}: greeting" for n in range(16)) + " }", "TOO_MANY_ALIASES"),
        ("{ " + "greeting @include(if: true) " * 11 + "}", "TOO_MANY_DIRECTIVES"),
        ("{ " + "greeting " * 1_000 + "}", "TOO_MANY_TOKENS"),
        ("{ " + "#\n" * 1_001 + "greeting }", "TOO_MANY_TOKENS"),
        ("{ " + PAGE.format(101) + " }", "PAGE_SIZE"),
        ("{ " + PAGE.format(-1) + " }", "PAGE_SIZE"),
        ("{ leaves(last: 101) { edges { node { name } } } }", "PAGE_SIZE"),
        ("{ leaves(first: 100) { edges { node { leaves { leaves { name } } } } } }", "TOO_COSTLY"),
        ("{ leaf { leaves { leaves { leaves { leaves { leaves { name } } } } } } }", "TOO_COSTLY"),
        (
            "{ leaves(first: 100) { ...A } } fragment A on LeafConnection { edges { ...B } }"
            " fragment B on LeafEdge { node { leaves { leaves { name } } } }",
            "TOO_COSTLY",
        ),
        ("{ __schema { types { fields { type { fields { name } } } } } }", "TOO_DEEP"),
        ("{ __schema { " + " ".join(f"t{n}: types {{ name }}" for n in range(12)) + " } }", "TOO_COSTLY"),
    ],
)
def test_a_document_beyond_a_limit_is_refused_before_it_runs(ask, query, expected):
    response = ask.post(query)
    assert (response.status_code, code(response)) == (400, expected)
    assert "data" not in response.json()
    assert small.CALLS == []


@pytest.mark.parametrize(
    "query",
    [
        "{ leaf " + "{ next " * 14 + "{ name }" + " }" * 14 + " }",
        "{ " + " ".join(f"a{n}: greeting" for n in range(15)) + " }",
        "{ " + "greeting @include(if: true) " * 10 + "}",
        "{ " + PAGE.format(100) + " }",
        get_introspection_query(),
        get_introspection_query(
            specified_by_url=True, directive_is_repeatable=True, schema_description=True,
            input_value_deprecation=True, input_object_one_of=True,
        ),
    ],
)  # fmt: skip
def test_a_document_at_a_limit_passes(ask, query):
    response = ask.post(query)
    assert "errors" not in response.json()


def test_the_refusal_of_a_page_says_what_is_allowed(ask):
    error = ask.post("{ " + PAGE.format(101) + " }").json()["errors"][0]
    assert error["message"] == "Query.leaves gives 0 to 100 rows at once, not 101."
    assert error["locations"] == [{"line": 1, "column": 3}]


def test_cost_counts_the_rows_of_a_page_and_what_stands_in_each(ask):
    assert cost(ask.post("{ greeting }")) == 0
    assert cost(ask.post("{ " + PAGE.format(7) + " }")) == 1 + 7
    assert cost(ask.post("{ leaves { edges { node { name } } } }")) == 1 + 20
    assert cost(ask.post("{ leaves(first: 7) { edges { node { next { name } leaves { name } } } } }")) == 1 + 7 * 7


def test_a_page_size_by_variable_counts_as_it_will_be_read(ask):
    query = "query($n: Int) { leaves(first: $n) { edges { node { name } } } }"
    assert cost(ask.post(query, variables={"n": 30})) == 31
    assert cost(ask.post(query, variables={"n": 30.0})) == 31
    assert code(ask.post(query, variables={"n": 101.0})) == "PAGE_SIZE"
    assert code(ask.post("query($n: Int = 500) { leaves(first: $n) { edges { node { name } } } }")) == "PAGE_SIZE"


def test_a_field_may_be_declared_to_cost_more_or_to_have_more_rows(ask, monkeypatch):
    monkeypatch.setitem(access.COSTS, "Query.greeting", 40)
    monkeypatch.setitem(access.SIZES, "Leaf.leaves", 30)
    assert cost(ask.post("{ greeting }")) == 40
    assert cost(ask.post("{ leaf { leaves { name } } }")) == 1 + 30


def test_a_registered_document_has_a_budget_of_its_own(ask):
    assert ask.post(documentId="Hello").json()["extensions"]["cost"]["limit"] == 2_000


def test_a_coordinate_has_one_rule_only(monkeypatch):
    monkeypatch.setattr(access, "RULES", {})
    access.declare(access.Access.PUBLIC, ["Query.greeting"])
    with pytest.raises(ValueError, match=r"Query\.greeting"):
        access.declare(access.Access.PERSONAL, ["Query.greeting"])
