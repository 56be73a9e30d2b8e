from __future__ import annotations

import gzip
import json
from typing import Any

import pytest
from django.test import Client

from knowledge.guidance.engine.reading import read_facts, read_flow, read_measures
from knowledge.guidance.models import GuidancePage, Measure
from tests.asking import ask
from tests.factories import Saxony, TopicFactory, guidance, restrict

from .house import FLOW

pytestmark = pytest.mark.django_db

ONE = """
query ($slug: String, $path: String, $locale: Locale) {
  guidanceFlow(slug: $slug, path: $path, locale: $locale) {
    title path intro audience topics { key } durationMinutes mostQuestions showsEstimates version structureVersion
    definition contentLocale
  }
}
"""
LIST = """
query ($audience: Audience, $topic: ID) {
  guidanceFlows(audience: $audience, topic: $topic) { edges { node { title path } } }
}
"""
MEASURES = "{ measures { edges { node { slug title } } } }"


def flow(place: Saxony, **variables: Any) -> Any:
    return ask(ONE, place.leipzig, **{"slug": "welche-heizung-passt", **variables})["guidanceFlow"]


def titles(place: Saxony, **variables: Any) -> list[str]:
    edges = ask(LIST, place.leipzig, **variables)["guidanceFlows"]["edges"]
    return [edge["node"]["title"] for edge in edges]


def published(page: GuidancePage) -> None:
    page.save_revision().publish()


@pytest.fixture
def page(place: Saxony) -> GuidancePage:
    return GuidancePage.objects.get(slug="welche-heizung-passt", locale__language_code="de")


def test_a_city_shows_the_flows_of_its_library(place: Saxony):
    found = flow(place)
    assert (found["title"], found["path"], found["mostQuestions"]) == (
        "Welche Heizung passt?",
        "/kompass/welche-heizung-passt/",
        6,
    )


def test_a_flow_is_found_by_its_path_too(place: Saxony):
    assert flow(place, slug=None, path="/kompass/welche-heizung-passt/")["title"] == "Welche Heizung passt?"
    document = '{ resolve(path: "/kompass/welche-heizung-passt/") { ... on PageFound { kind page { title } } } }'
    found = ask(document, place.leipzig)
    assert found["resolve"] == {"kind": "GUIDANCE_FLOW", "page": {"title": "Welche Heizung passt?"}}


def test_the_index_lists_the_flows(place: Saxony):
    document = '{ page(path: "/kompass/") { ... on GuidanceIndex { title flows { title } } } }'
    assert ask(document, place.leipzig)["page"] == {"title": "Kompass", "flows": [{"title": "Welche Heizung passt?"}]}


def test_flows_are_listed_by_audience_and_topic(place: Saxony, page: GuidancePage):
    topic = TopicFactory(key="heizung")
    page.audience = ["owner"]
    page.topics.set([topic])
    published(page)
    assert titles(place, audience="OWNER", topic="heizung") == ["Welche Heizung passt?"]
    assert titles(place, audience="TENANT") == []
    assert titles(place, topic="nirgends") == []


def test_flows_stand_in_the_sitemap_and_among_the_changes(place: Saxony):
    found = ask("{ sitemap { edges { node { path } } } changes { edges { node { kind path } } } }", place.leipzig)
    assert "/kompass/welche-heizung-passt/" in [edge["node"]["path"] for edge in found["sitemap"]["edges"]]
    assert {"kind": "GuidanceFlow", "path": "/kompass/welche-heizung-passt/"} in [
        edge["node"] for edge in found["changes"]["edges"]
    ]


@pytest.mark.parametrize("words", ["Welche Heizung", "Womit heizen", "Platz draußen"])
def test_a_flow_is_found_by_its_title_and_by_what_it_asks(place: Saxony, words: str):
    found = ask("query ($q: String!) { search(query: $q) { edges { node { path } } } }", place.leipzig, q=words)
    assert [edge["node"]["path"] for edge in found["search"]["edges"]] == ["/kompass/welche-heizung-passt/"]


def test_the_definition_is_all_that_a_client_needs_to_walk_and_judge(place: Saxony):
    found = flow(place)
    plain = found["definition"]
    walked = read_flow(plain["flow"])
    assert [step.key for step in walked.steps] == [
        "building.type", "building.dwellings", "about-years", "building.year", "heating.carrier", "owner.income",
        "site.outdoor_space", "connected",
    ]  # fmt: skip
    assert [measure.key for measure in read_measures(plain["measures"])] == FLOW["measures"]
    named = {name for measure in read_measures(plain["measures"]) for name in measure.names}
    assert named <= set(read_facts(plain["facts"]))
    assert (plain["version"], plain["structure_version"]) == (found["version"], found["structureVersion"])


def test_what_only_editors_need_stays_with_them(place: Saxony):
    text = json.dumps(flow(place)["definition"])
    assert "Becker" not in text
    assert len(gzip.compress(text.encode())) < 60_000


def test_other_words_are_another_version_of_the_same_structure(place: Saxony, page: GuidancePage):
    before = flow(place)
    page.steps[0].value["why"] = "Anders gesagt."
    published(page)
    after = flow(place)
    assert after["version"] != before["version"]
    assert after["structureVersion"] == before["structureVersion"]


def test_another_rule_is_another_structure(place: Saxony):
    before = flow(place)
    measure = Measure.objects.get(slug="heat-network")
    measure.rules = [*measure.rules.raw_data][:1]
    measure.save_revision().publish()
    assert flow(place)["structureVersion"] != before["structureVersion"]


def test_an_unpublished_measure_vanishes_from_the_flow(place: Saxony):
    Measure.objects.get(slug="heat-network").unpublish()
    assert [each["key"] for each in flow(place)["definition"]["measures"]] == ["heat-pump-air", "gas-boiler"]


def test_an_italian_reader_gets_italian_words_and_german_ones_where_there_are_none(place: Saxony):
    found = flow(place, locale="IT")
    assert (found["title"], found["contentLocale"]) == ("Quale riscaldamento?", "IT")
    assert found["definition"]["flow"]["steps"][0]["words"] == {"de": "Was für ein Haus ist es?", "it": "Che casa è?"}
    assert found["structureVersion"] == flow(place)["structureVersion"]


def test_facts_and_measures_of_another_city_never_reach_a_flow(place: Saxony):
    network = Measure.objects.get(slug="heat-network")
    network.municipality = place.dresden
    network.save()
    slugs = {edge["node"]["slug"] for edge in ask(MEASURES, place.leipzig)["measures"]["edges"]}
    assert slugs == {"heat-pump-air", "gas-boiler"}
    assert [each["key"] for each in flow(place)["definition"]["measures"]] == ["heat-pump-air", "gas-boiler"]
    in_dresden = ask(ONE, place.dresden, slug="welche-heizung-passt")["guidanceFlow"]["definition"]["measures"]
    assert [each["key"] for each in in_dresden] == FLOW["measures"]


def test_a_citys_own_measure_takes_the_librarys_place(place: Saxony):
    guidance.measure({"key": "gas-boiler", "title": {"de": "Gas in Leipzig"}}, municipality=place.leipzig)
    found = [edge["node"] for edge in ask(MEASURES, place.leipzig)["measures"]["edges"]]
    assert {"slug": "gas-boiler", "title": "Gas in Leipzig"} in found
    assert len(found) == 3


def test_a_flow_that_readers_may_not_see_is_not_there(place: Saxony, page: GuidancePage):
    restrict(page)
    assert flow(place) is None
    assert titles(place) == []
    document = '{ guidancePosition(flow: "welche-heizung-passt") { link } }'
    assert ask(document, place.leipzig) == {"guidancePosition": None}


def test_a_draft_changes_nothing_for_readers(place: Saxony, page: GuidancePage):
    before = flow(place)
    page.steps[0].value["words"] = "Noch nicht öffentlich?"
    page.title = "Entwurf"
    page.save_revision()
    assert flow(place) == before


def test_definitions_may_be_kept_and_positions_never():
    from cms.core.graphql import access

    kept = {name for name, rule in access.RULES.items() if "uidance" in name and rule is access.Access.PUBLIC}
    assert {"Query.guidanceFlow", "GuidanceFlow.definition"} <= kept
    assert access.RULES["Query.guidancePosition"] is access.Access.PERSONAL
    assert access.RULES["GuidanceFlow.position"] is access.Access.PERSONAL
    assert access.RULES["Query.judgements"] is access.Access.PERSONAL


def test_an_answer_with_answers_in_it_is_never_kept(place: Saxony):
    response = Client(headers={"host": "leipzig.localhost"}).post(
        "/graphql",
        json.dumps({"query": '{ guidancePosition(flow: "welche-heizung-passt") { link } }'}),
        content_type="application/json",
    )
    assert response.json()["data"]["guidancePosition"] == {"link": ""}
    assert response["Cache-Control"] == "no-store"
