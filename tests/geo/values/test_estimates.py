import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.values.attributes import ATTRIBUTES, Access, Kind
from geo.values.estimates import METHODS, Known, Neighbours, age_class_of, estimates, estimates_by_access

ALONE, BETWEEN, AT_ONE_SIDE = Neighbours(0, 0), Neighbours(2, 2), Neighbours(1, 1)


def exactly(number, **more):
    return Known(low=number, high=number, **more)


LIVED_IN = {"use": Known("residential")}


def test_storeys_come_from_the_height_as_a_range():
    found = estimates({"height": exactly(12.2)})["storeys"]

    assert (found.low, found.high, found.method) == (3, 4, "storeys_from_height")


def test_a_low_building_has_one_storey():
    assert estimates({"height": exactly(2.1)})["storeys"].low == 1
    assert "storeys" not in estimates({"height": exactly(0)})


def test_floor_area_is_footprint_times_storeys_without_walls_and_stairs():
    found = estimates({"footprint_area": exactly(100), "storeys": exactly(3)})["floor_area"]

    assert (found.low, found.high) == (210, 260)


def test_what_is_known_is_never_estimated_anew():
    known = {"footprint_area": exactly(100), "storeys": exactly(3), "floor_area": exactly(180), "height": exactly(30)}

    assert estimates(known) == {}


@pytest.mark.parametrize(
    ("year", "age_class"),
    [(1859, "before_1860"), (1860, "1860_1918"), (1918, "1860_1918"), (2009, "2002_2009"), (2010, "after_2009")],
)
def test_a_year_has_one_class(year, age_class):
    assert age_class_of(year) == age_class
    assert estimates({"year": exactly(year)})["age_class"].value == age_class


def test_a_range_of_years_over_two_classes_has_none():
    assert "age_class" not in estimates({"year": Known(low=1910, high=1925)})


@pytest.mark.parametrize(
    ("facts", "neighbours", "house"),
    [
        ({"dwellings": exactly(1)}, ALONE, "single_family"),
        ({"dwellings": exactly(2)}, BETWEEN, "terraced"),
        ({"dwellings": exactly(1)}, AT_ONE_SIDE, None),
        ({"dwellings": exactly(1)}, None, None),
        ({"dwellings": exactly(8)}, BETWEEN, "multi_family"),
        ({"dwellings": exactly(40)}, ALONE, "apartment_block"),
        ({"dwellings": Known(low=10, high=14)}, ALONE, None),
        ({"floor_area": Known(low=120, high=180)}, ALONE, "single_family"),
        ({"floor_area": Known(low=120, high=180)}, BETWEEN, "terraced"),
        ({"floor_area": Known(low=900, high=1200)}, BETWEEN, None),
        ({"floor_area": Known(low=200, high=900)}, ALONE, None),
        ({"function": Known("detached")}, None, "single_family"),
        ({"function": Known("apartments"), "dwellings": exactly(6)}, ALONE, "multi_family"),
    ],
)
def test_the_type_is_said_only_where_one_is_left(facts, neighbours, house):
    found = estimates({**LIVED_IN, **facts}, neighbours).get("type")

    assert (found.value if found else None) == house


@pytest.mark.parametrize("use", ["commercial", "public", "industrial", "other"])
def test_what_nobody_lives_in_has_neither_type_nor_need(use):
    found = estimates({"use": Known(use), "dwellings": exactly(1), "year": exactly(1900)}, ALONE)

    assert found.keys() == {"age_class"}


@pytest.mark.parametrize(
    ("function", "use"),
    [("31001_1010", "residential"), ("31001_1123", "mixed"), ("31001_3021", "public"), ("31001_9998", None),
     ("apartments", "residential"), ("garage", "other"), ("yes", None), ("", None)],
)  # fmt: skip
def test_the_function_tells_the_use_or_nothing(function, use):
    found = estimates({"function": Known(function)}).get("use")

    assert (found.value if found else None) == use


def test_the_need_is_that_of_the_typology_over_all_that_may_be():
    known = {**LIVED_IN, "type": Known("multi_family"), "year": exactly(1905), "floor_area": exactly(1000)}

    found = estimates(known)
    assert (found["heat_need_specific"].low, found["heat_need_specific"].high) == (41, 173)
    assert (found["heat_need"].low, found["heat_need"].high) == (30000, 210000)

    known["envelope"] = Known("as_built")
    assert estimates(known)["heat_need_specific"].low == 173


def test_without_an_age_the_need_stays_unknown():
    assert "heat_need_specific" not in estimates({**LIVED_IN, "type": Known("multi_family")})


def test_panel_buildings_have_their_own_need():
    known = {**LIVED_IN, "type": Known("apartment_block"), "age_class": Known("1984_1994"), "prefab": Known("yes")}

    assert estimates(known)["heat_need_specific"].high == 86
    assert "heat_need_specific" not in estimates({**known, "prefab": Known("no")})


def test_an_estimate_is_shown_to_those_only_who_may_see_all_it_is_made_from():
    known = {**LIVED_IN, "type": Known("single_family"), "year": exactly(1931, access=Access.GROUPED),
             "floor_area": exactly(140)}  # fmt: skip

    found = estimates(known)
    assert {name: each.access for name, each in found.items()} == {
        "age_class": "grouped", "heat_need_specific": "grouped", "heat_need": "grouped",
    }  # fmt: skip


def test_there_is_a_public_estimate_whatever_else_is_known():
    public = [("height", exactly(10)), ("footprint_area", exactly(100))]
    better = [("storeys", exactly(2, access=Access.GROUPED))]

    told = [fact for fact in estimates_by_access(public) if fact[1].access == Access.PUBLIC]
    with_better = estimates_by_access([*public, *better])
    assert [fact for fact in with_better if fact[1].access == Access.PUBLIC] == told
    assert [(name, each.low) for name, each in with_better if each.access == Access.GROUPED] == [("floor_area", 140)]


def test_nothing_is_estimated_from_what_is_confidential():
    assert estimates_by_access([("year", exactly(1950, access=Access.CONFIDENTIAL))]) == []


def values_of(attribute):
    if attribute.kind is Kind.CHOICE:
        return st.sampled_from(attribute.options).map(Known)
    if attribute.kind is Kind.NUMBER:
        bounds = st.lists(st.floats(0, 3000), min_size=2, max_size=2).map(sorted)
        return bounds.map(lambda both: Known(low=both[0], high=both[1]))
    return st.sampled_from(["yes", "no", "31001_1010", "house", ""]).map(Known)


FACTS = st.dictionaries(st.sampled_from(sorted(ATTRIBUTES)), st.none()).flatmap(
    lambda names: st.fixed_dictionaries({name: values_of(ATTRIBUTES[name]) for name in names})
)
CLASSES = st.lists(st.sampled_from(list(Access)), min_size=len(ATTRIBUTES), max_size=len(ATTRIBUTES))


@given(FACTS, CLASSES, st.sampled_from([None, ALONE, BETWEEN, AT_ONE_SIDE]))
def test_whatever_is_known_public_estimates_are_those_of_the_public_facts(facts, classes, neighbours):
    given = [
        (name, Known(fact.value, fact.low, fact.high, access))
        for (name, fact), access in zip(facts.items(), classes, strict=False)
    ]
    public = [(name, fact) for name, fact in given if fact.access == Access.PUBLIC]

    found = estimates_by_access(given, neighbours)
    assert [fact for fact in found if fact[1].access == Access.PUBLIC] == estimates_by_access(public, neighbours)
    assert {fact.method for _name, fact in found} <= set(METHODS)
    assert all(fact.access != Access.CONFIDENTIAL for _name, fact in found)
    assert all(fact.value or 0 <= fact.low <= fact.high for _name, fact in found)
