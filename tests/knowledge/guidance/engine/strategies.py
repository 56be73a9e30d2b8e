"""Catalogues, flows, measures and answers as plain data, drawn by hypothesis; flows may be broken as drafts are."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

FACTS = ("building.dwellings", "building.year", "heating.carrier", "owner.role", "site.monument", "site.garden")
NUMBERS = {"building.dwellings": (0, 8), "building.year": (1900, 1905)}
OPTIONS = {"heating.carrier": ("gas", "oil", "wood"), "owner.role": ("owner", "association", "1")}
STEPS = 5

numbers = {key: st.integers(*limits) | st.sampled_from([limits[0] + 0.5]) for key, limits in NUMBERS.items()}
anything = st.sampled_from(["gas", "1", "", 1, 0, 1.0, 1900, True, False])


def value_of(fact: str) -> st.SearchStrategy[Any]:
    if fact in numbers:
        return numbers[fact]
    return st.sampled_from(OPTIONS[fact]) if fact in OPTIONS else st.booleans()


@st.composite
def ranges(draw, fact):
    low, high = sorted((draw(numbers[fact]), draw(numbers[fact])))
    return {"low": low, "high": high}


CATALOGUE = [
    *({"key": key, "kind": "number", "low": low, "high": high} for key, (low, high) in NUMBERS.items()),
    *({"key": key, "kind": "choice", "options": [{"key": o} for o in options]} for key, options in OPTIONS.items()),
    *({"key": key, "kind": "yes_no"} for key in FACTS if key not in NUMBERS and key not in OPTIONS),
]


def comparisons_of(fact: str) -> list[st.SearchStrategy[Any]]:
    """Comparisons with all sorts of values, also such as the fact never has."""
    var, operand = {"var": fact}, value_of(fact) | anything
    orders = st.sampled_from(["<", "<=", ">", ">="])
    return [
        st.just(var),
        st.builds(lambda word, value: {word: [var, value]}, st.sampled_from(["==", "!="]), operand),
        st.builds(lambda word, value: {word: [var, value]}, orders, numbers.get(fact, st.just(1))),
        st.lists(operand, max_size=2).map(lambda values: {"in": [var, values]}),
    ]


def sound_comparisons_of(fact: str) -> list[st.SearchStrategy[Any]]:
    """Comparisons as editors can make them."""
    var, operand = {"var": fact}, value_of(fact)
    words = ["==", "!=", "<", "<=", ">", ">="] if fact in NUMBERS else ["==", "!="]
    flags = [] if fact in NUMBERS or fact in OPTIONS else [st.just(var)]
    listed = st.lists(operand, min_size=1, max_size=2).map(lambda values: {"in": [var, values]})
    return [*flags, listed, st.builds(lambda word, value: {word: [var, value]}, st.sampled_from(words), operand)]


comparisons = st.one_of([comparison for fact in FACTS for comparison in comparisons_of(fact)])


def _deeper(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    several = st.lists(inner, min_size=1, max_size=2)
    joined = st.builds(lambda word, parts: {word: parts}, st.sampled_from(["and", "or"]), several)
    return st.one_of(comparisons, comparisons, joined, inner.map(lambda part: {"not": part}))


shallow = _deeper(comparisons)
conditions = _deeper(_deeper(shallow))
sound = st.one_of([comparison for fact in FACTS for comparison in sound_comparisons_of(fact)])


@st.composite
def steps(draw, index, as_editors_do=False):
    conditions = sound if as_editors_do else shallow
    kind = draw(st.sampled_from(["ask", "ask", "ask", "ask", "show", "end"]))
    step: dict[str, Any] = (
        {"ask": draw(st.sampled_from(FACTS)), "key": f"s{index}"} if kind == "ask" else {kind: f"s{index}"}
    )
    if draw(st.integers(0, 2)) == 0:
        step["only_if"] = draw(conditions)
        step |= {"else_not_applicable": True} if draw(st.booleans()) else {}
    routes: list[dict[str, Any]] = []
    for _ in range(draw(st.sampled_from([0, 0, 1, 2]))):
        routes.append({"if": draw(conditions), "to": draw(targets)})
    if routes and draw(st.integers(0, 3)):
        routes.append({"to": draw(targets)})
    return step | ({"routes": routes} if routes else {})


targets = st.sampled_from(["next", "next", "result", "nowhere", *(f"s{index}" for index in range(STEPS))])


@st.composite
def flows(draw):
    return {"key": "flow", "steps": [draw(steps(index)) for index in range(draw(st.integers(1, STEPS)))]}


days = st.integers(0, 6).map(lambda n: (date(2026, 7, 27) + timedelta(n)).isoformat())


@st.composite
def sound_flows(draw):
    """Flows whose routes lead forward to steps that there are."""
    count = draw(st.integers(2, STEPS))
    flow = {"key": "flow", "steps": [draw(steps(index, as_editors_do=True)) for index in range(count)]}
    for index, step in enumerate(flow["steps"]):
        ahead = ["next", "result", *(f"s{other}" for other in range(index + 1, count))]
        for route in step.get("routes", []):
            route["to"] = draw(st.sampled_from(ahead))
    return flow


@st.composite
def rules(draw, as_editors_do=False):
    kind = draw(st.sampled_from(["rules_out", "requires", "favours", "needs_check"]))
    rule = {kind: draw(sound if as_editors_do else conditions)}
    if draw(st.integers(0, 2)) == 0:
        rule["turns_on"] = draw(st.sampled_from(["reading", "installation", "application"]))
        first, last = sorted((draw(days), draw(days)))
        rule |= draw(
            st.sampled_from([{"valid_from": first}, {"valid_to": last}, {"valid_from": first, "valid_to": last}])
        )
    return rule


@st.composite
def measures(draw, as_editors_do=False):
    return {"key": "measure", "rules": draw(st.lists(rules(as_editors_do), max_size=3))}


@st.composite
def dates(draw):
    decided = {name: draw(days) for name in ("installation", "application") if draw(st.booleans())}
    return {"reading": draw(days), **decided}


# What a person told: mostly values, sometimes "I don't know".
told = st.fixed_dictionaries({}, optional={fact: value_of(fact) | value_of(fact) | st.none() for fact in FACTS})


def _said(fact: str) -> st.SearchStrategy[Any]:
    value = ranges(fact) if fact in numbers else value_of(fact)
    estimate, sure = (st.builds(lambda state, value: {state: value}, st.just(s), value) for s in ("estimated", "known"))
    return st.one_of(estimate, estimate, sure, st.just({"not_applicable": True}), st.none())


# What data say, some of it only estimated.
data = st.fixed_dictionaries(
    {}, optional={fact: _said(fact) for fact in ("building.dwellings", "building.year", "heating.carrier")}
)


@st.composite
def cases(draw):
    return {
        "flow": draw(flows()),
        "measures": [draw(measures())],
        "answers": draw(told),
        "data": draw(data),
        "dates": draw(dates()),
    }
