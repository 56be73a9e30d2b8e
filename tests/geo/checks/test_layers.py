"""A map layer whose colours somebody can't tell apart is not published, through whichever door it comes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms.core.actions.publish_checked import Unpublishable, publish_checked
from cms.core.checks import faults
from geo.models import MapLayer
from tests.factories import Saxony, geodata, saxony
from tests.factories.maps import MapLayerFactory, entry
from tests.geo.views.people import client_of, person

pytestmark = pytest.mark.django_db
GOOD = ["#6e0d16", "#1b8f6a"]
# Red and green of one lightness.
ALIKE = ["#b04a3a", "#6f7a2a"]


@pytest.fixture
def place() -> Saxony:
    return saxony()


def layer(place: Saxony, colours: list[str] = ALIKE, **fields: Any) -> MapLayer:
    """A draft with two categories in these colours."""
    data = fields.pop("dataset", None) or geodata.dataset(place.leipzig, "areas", theme="heat_plan")
    legend = [
        {**entry("Ausbau", colours[0], value="expansion"), "id": "a"},
        {**entry("Prüfgebiet", colours[1], value="examination"), "id": "b"},
    ]
    given = {"style": "categories", "legend": legend, "live": False, **fields}
    return MapLayerFactory(dataset=data, municipality=place.leipzig, **given)


def words(draft: MapLayer) -> str:
    return " ".join(str(each.message) for each in faults(draft))


def is_live(draft: MapLayer) -> bool:
    return MapLayer.objects.get(pk=draft.pk).live


def test_colours_that_can_t_be_told_apart_are_named_with_those_who_can_t(place: Saxony):
    assert "„Ausbau“ und „Prüfgebiet“" in words(layer(place))
    assert "blindheit" in words(layer(place))
    assert faults(layer(place, GOOD)) == []


@pytest.mark.parametrize(
    ("legend", "style"),
    [
        ([], "one"),
        ([entry("blass", "#ffee99")], "one"),
        ([entry("ohne Kategorie", "#6e0d16")], "categories"),
        ([entry("ohne Grenzen", "#6e0d16")], "classes"),
    ],
)
def test_a_legend_that_says_nothing_or_too_palely_is_a_fault(place: Saxony, legend: list[Any], style: str):
    assert len(faults(layer(place, legend=legend, style=style))) == 1


def test_confidential_data_are_never_a_layer(place: Saxony):
    data = geodata.dataset(place.leipzig, "buildings", basis="confidential")
    assert faults(layer(place, GOOD, dataset=data))


def test_of_classes_only_neighbours_must_differ(place: Saxony):
    low, between = entry("wenig", ALIKE[0], high=1), entry("mittel", "#2b0b3d", low=1, high=2)
    legend = [low, between, entry("viel", ALIKE[1], low=2)]
    assert faults(layer(place, legend=legend, style="classes")) == []


def sent(draft: MapLayer) -> dict[str, Any]:
    """What the form sends to publish ``draft``."""
    legend = streamfield([("entry", dict(block.value)) for block in draft.legend])
    empty = {"value": "", "low": "", "high": ""}
    for place, block in enumerate(draft.legend):
        legend[f"{place}"] = legend[f"{place}"] | {"value": {**block.value, **empty, "value": block.value["value"]}}
    return nested_form_data({
        "title": draft.title, "slug": draft.slug, "explanation": draft.explanation, "dataset": draft.dataset_id,
        "municipality": draft.municipality_id, "style": draft.style, "attribute": "", "legend": legend,
        "min_zoom": 8, "max_zoom": 20, "order": 100, "action-publish": "1",
    })  # fmt: skip


def post(client: Client, draft: MapLayer) -> Any:
    return client.post(reverse(draft.snippet_viewset.get_url_name("edit"), args=[draft.pk]), sent(draft))


def test_the_form_refuses_it_and_takes_a_good_one(place: Saxony):
    client = client_of(person(place.leipzig, "moderator"))
    bad, good = layer(place), layer(place, GOOD)

    refused, taken = post(client, bad), post(client, good)

    assert "Prüfgebiet" in refused.content.decode()
    assert (is_live(bad), is_live(good)) == (False, True), taken.context and taken.context["form"].errors
    assert taken.status_code == 302


def test_it_is_not_approved(place: Saxony):
    moderator, editor = person(place.leipzig, "moderator"), person(place.leipzig, "editor")
    bad, good = layer(place), layer(place, GOOD)
    for draft in (bad, good):
        draft.get_workflow().start(draft, editor)
        name = draft.snippet_viewset.get_url_name("workflow_action")
        address = reverse(name, args=[draft.pk, "approve", draft.current_workflow_task_state.pk])
        client_of(moderator).post(address, {"comment": ""})

    assert (is_live(bad), is_live(good)) == (False, True)


def test_it_stays_unpublished_when_its_planned_moment_comes(place: Saxony):
    drafts = layer(place), layer(place, GOOD)
    for draft in drafts:
        draft.go_live_at = timezone.now() - timedelta(minutes=1)
        revision = draft.save_revision()
        revision.approved_go_live_at = draft.go_live_at
        revision.save()

    call_command("publish_scheduled")

    assert [is_live(draft) for draft in drafts] == [False, True]


def test_programmes_publish_it_no_more_than_people(place: Saxony):
    bad = layer(place)
    with pytest.raises(Unpublishable):
        publish_checked(bad.get_latest_revision())
    assert not is_live(bad)
