from __future__ import annotations

import pytest
from django.urls import reverse

from geo.queries.palettes import proposed_legend
from geo.values.areas import Category
from geo.values.palette import CATEGORY_COLOURS, weaknesses
from tests.factories import geodata, saxony
from tests.geo.views.people import client_of, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return saxony()


def houses(place, number=40, **dataset):
    """Houses built from 1900 on, every other of many families."""
    version = geodata.version(geodata.dataset(place.leipzig, **dataset))
    for each in range(number):
        kind = "multi_family" if each % 2 else "terraced"
        geodata.building(version, str(each), each * 12, year=1900 + each * 3, type=kind, storeys=2)
    return version.dataset


def test_areas_get_the_colours_of_their_categories_in_the_order_of_the_act(place):
    data = geodata.dataset(place.leipzig, "areas", theme="heat_plan")
    version = geodata.version(data)
    for number, category in enumerate([Category.EXAMINATION, Category.EXPANSION, Category.EXPANSION, ""]):
        geodata.shape_of(version, str(number), geodata.square(number * 20, 0), category=category)

    found = proposed_legend(data, "categories", "", "de")

    assert [each.value for each in found] == [Category.EXPANSION, Category.EXAMINATION]
    assert [each.colour for each in found] == [
        CATEGORY_COLOURS[each] for each in (Category.EXPANSION, Category.EXAMINATION)
    ]
    assert all(each.label and each.label != each.value for each in found)


def test_categories_that_are_told_of_buildings_are_those_that_are_there(place):
    found = proposed_legend(houses(place), "categories", "type", "de")

    assert [each.value for each in found] == ["terraced", "multi_family"]
    assert list(weaknesses([each.colour for each in found])) == []


def test_classes_hold_alike_many_and_follow_each_other_without_gaps(place):
    found = proposed_legend(houses(place), "classes", "year", "de")

    assert len(found) == 5
    assert (found[0].low, found[-1].high) == (None, None)
    assert [each.high for each in found[:-1]] == [each.low for each in found[1:]]
    years = [1900 + each * 3 for each in range(40)]
    held = [sum((e.low or 0) <= year < (e.high or 9999) for year in years) for e in found]
    assert (min(held), max(held)) == (8, 8)
    assert list(weaknesses([each.colour for each in found], in_order=True)) == []
    assert "1.924" not in found[1].label


def test_nothing_is_proposed_from_what_nobody_may_see(place):
    data = houses(place, basis="act")
    kept = houses(place, decision="")

    assert [each.value for each in proposed_legend(data, "categories", "type", "de")] == ["multi_family"]
    assert proposed_legend(kept, "classes", "year", "de") == []


def test_what_is_no_number_or_alike_everywhere_has_no_classes(place):
    data = houses(place)

    assert proposed_legend(data, "classes", "type", "de") == []
    assert proposed_legend(data, "classes", "storeys", "de") == []
    assert proposed_legend(data, "classes", "", "de") == []
    assert proposed_legend(geodata.dataset(place.leipzig), "classes", "year", "de") == []


def test_one_colour_is_called_as_the_data_are(place):
    [only] = proposed_legend(geodata.dataset(place.leipzig, title_de="Straßen"), "one", "", "de")
    assert (only.label, list(weaknesses([only.colour]))) == ("Straßen", [])


def test_the_form_asks_for_proposals_of_data_that_the_person_may_read(place):
    data = houses(place)
    query = {"dataset": data.pk, "style": "categories", "attribute": "type"}
    address = reverse("geodata:propose")

    own = client_of(person(place.leipzig, "editor")).get(address, query)
    foreign = client_of(person(place.dresden, "editor")).get(address, query)

    assert len(own.json()["entries"]) == 2
    assert foreign.status_code == 404


def test_the_form_says_which_colours_are_too_much_alike(place):
    client = client_of(person(place.leipzig, "editor"))
    alike = {"colour": ["#b04a3a", "#6f7a2a"], "label": ["Eins", "Zwei"]}

    found = client.get(reverse("geodata:look"), alike).json()["findings"]
    broken = client.get(reverse("geodata:look"), {"colour": "red", "label": "x"}).json()["findings"]

    assert len(found) == 1
    assert "Eins" in found[0]
    assert broken == []
