from __future__ import annotations

import uuid

import pytest

from geo.actions.count_tallies import count_tallies
from geo.actions.make_groups import make_groups
from geo.models import Dataset, Fact, GroupFigure, Tally
from geo.queries.evidence import evidence_of
from geo.queries.visible import public_facts, public_rows
from tests.factories import saxony
from tests.factories.geodata import building, dataset, tell_of, version

pytestmark = pytest.mark.django_db
FIRST, SECOND = uuid.UUID(int=1), uuid.UUID(int=2)


@pytest.fixture
def leipzig():
    return saxony().leipzig


def surveys(houses, *keys, basis="open"):
    """Surveys of the same houses that nothing tells apart but their key."""
    found = {}
    for key in keys:
        survey = dataset(houses.dataset.municipality, joins=houses.dataset, basis=basis)
        Dataset.objects.filter(pk=survey.pk).update(key=key)
        survey.refresh_from_db()
        found[key] = version(survey)
    return found


@pytest.mark.parametrize("keys", [(FIRST, SECOND), (SECOND, FIRST)])
def test_of_two_sources_that_are_equal_always_the_same_one_goes_first(leipzig, keys):
    houses = version(dataset(leipzig))
    house = building(houses, "1")
    said = surveys(houses, *keys)
    for key, survey in said.items():
        tell_of(house, survey, storeys=3 if key == FIRST else 4)
    versions = [each.pk for each in said.values()]

    assert public_facts([house.pk], versions)[house.pk]["storeys"].low == 3
    assert [row[3] for row in public_rows([house.pk], versions)] == [3]
    assert evidence_of([house.pk], said.values(), said[FIRST])[house.pk][0][1].low == 3


@pytest.mark.database
@pytest.mark.parametrize("keys", [(FIRST, SECOND), (SECOND, FIRST)])
def test_of_two_equal_sources_the_same_one_counts_in_groups(leipzig, keys):
    houses = version(dataset(leipzig))
    built = [building(houses, str(n), n * 12, street="Weg") for n in range(5)]
    for key, survey in surveys(houses, *keys, basis="act").items():
        for house in built:
            tell_of(house, survey, heating_carrier="gas" if key == FIRST else "oil")

    make_groups(houses)

    assert list(GroupFigure.objects.values_list("value", "low")) == [("gas", 5)]


def test_what_is_counted_is_what_is_told(leipzig):
    houses = version(dataset(leipzig, basis="act"))
    seen = building(houses, "1", type="multi_family", height=6)
    building(houses, "2", type="single_family", height=7, heat_consumption=9)
    hidden = building(houses, "3", type="multi_family", height=8)
    hidden.hidden = True
    hidden.save()
    tell_of(seen, None, height=9)
    tell_of(seen, version(dataset(leipzig), state="ready"), roof="flat")
    Fact.objects.filter(attribute="height", version=None).update(state="measured")
    buildings = list(houses.dataset.features.values_list("pk", flat=True))

    told = {
        (key, name, fact.value, fact.low, fact.high, str(fact.state), fact.origin.dataset)
        for key, facts in public_facts(buildings, [houses.pk]).items() for name, fact in facts.items()
    }  # fmt: skip
    assert set(public_rows(buildings, [houses.pk])) == told
    assert (seen.pk, "height", "", 9, 9, "measured", "") in told

    count_tallies(houses)

    counted = {(row.attribute, row.value, row.high) for row in Tally.objects.exclude(source=None)}
    assert counted == {("height", "", None), ("type", "multi_family", None)}
