from __future__ import annotations

from typing import Any

import pytest

from tests.asking import answer, ask
from tests.factories import Saxony, guidance

pytestmark = [pytest.mark.django_db, pytest.mark.database]

POSITION = """
query ($answers: [GuidanceAnswerInput!], $at: String, $installation: Date, $application: Date, $asOf: Date,
       $version: String, $withPrivate: Boolean, $building: ID, $locale: Locale) {
  guidancePosition(flow: "welche-heizung-passt", answers: $answers, at: $at, installation: $installation,
      application: $application, asOf: $asOf, version: $version, withPrivate: $withPrivate, building: $building,
      locale: $locale) {
    step { key kind words why more fact { key kind options { key label } low high unit isWhole } }
    isChanging end shown { key words } suggestion { value label state source } current { value label }
    missing { key } path { step { key } how answer { label state } }
    refused { fact reason message step { key } } unused { fact { key } value } done toCome
    answers { fact { key } value label state } link isOtherVersion
    result {
      readOn openDates told { label } taken { label source }
      judgements {
        measure { slug title } outcome decides { key } decidesDate
        reasons { text effect legalBasis missingDates turnsOn facts { key } } conditions { text }
      }
      nextSteps { words page { path } } centres { slug } pages { path } documents
    }
  }
}
"""
TO_THE_END = (
    "building.type=single_family&building.year=1898&heating.carrier=gas&owner.income=up_to_40000"
    "&site.outdoor_space=garden"
)


def given(address: str) -> list[dict[str, str]]:
    """The answers of a query string."""
    pairs = [pair.split("=", 1) for pair in address.split("&") if pair]
    return [{"fact": fact, "value": value} for fact, value in pairs]


def position(place: Saxony, address: str = "", **variables: Any) -> dict[str, Any]:
    return ask(POSITION, place.leipzig, answers=given(address), **variables)["guidancePosition"]


def outcomes(found: dict[str, Any]) -> dict[str, str]:
    return {each["measure"]["slug"]: each["outcome"] for each in found["result"]["judgements"]}


@pytest.mark.parametrize(
    ("address", "step", "path"),
    [
        ("", "building.type", []),
        ("building.type=multi_family", "building.dwellings", ["building.type"]),
        (
            "building.type=dont-know",
            "building.dwellings",
            ["building.type"],
        ),
        (
            "building.type=single_family",
            "building.year",
            ["building.type", "building.dwellings", "about-years"],
        ),
    ],
)
def test_a_flow_asks_one_thing_after_the_other(place: Saxony, address: str, step: str, path: list[str]):
    found = position(place, address)
    assert found["step"]["key"] == step
    assert [passage["step"]["key"] for passage in found["path"]] == path


def test_a_question_comes_with_all_that_is_needed_to_answer_it(place: Saxony):
    step = position(place)["step"]
    assert (step["kind"], step["words"], step["why"]) == (
        "QUESTION",
        "Was für ein Haus ist es?",
        "Danach richtet sich der Bedarf.",
    )
    assert step["fact"]["options"][0] == {"key": "single_family", "label": "Einfamilienhaus"}


def test_the_way_so_far_says_how_each_step_was_passed(place: Saxony):
    path = position(place, "building.type=single_family")["path"]
    assert [passage["how"] for passage in path] == ["ANSWERED", "NOT_ASKED", "SHOWN"]
    assert path[0]["answer"] == {"label": "Einfamilienhaus", "state": "KNOWN"}


def test_what_is_not_sure_to_matter_says_for_want_of_what(place: Saxony):
    assert position(place, "building.type=dont-know")["missing"] == [{"key": "building.type"}]


def test_information_is_shown_above_the_question_that_follows(place: Saxony):
    found = position(place, "building.type=single_family")
    assert found["shown"] == [{"key": "about-years", "words": "Zum Baujahr"}]


def test_progress_is_told(place: Saxony):
    begun, later = position(place), position(place, "building.type=single_family")
    assert (begun["done"], begun["toCome"]) == (0, 6)
    assert (later["done"], later["toCome"]) == (1, 4)


def test_the_end_is_a_result_with_judgements_best_first(place: Saxony):
    found = position(place, TO_THE_END, installation="2026-09-01")
    assert (found["step"], found["end"]) == (None, "RESULT")
    assert outcomes(found) == {"heat-pump-air": "SUITABLE", "gas-boiler": "POSSIBLE", "heat-network": "OPEN"}
    assert [each["measure"]["slug"] for each in found["result"]["judgements"]] == [
        "heat-pump-air", "gas-boiler", "heat-network",
    ]  # fmt: skip


def test_what_is_open_names_the_fact_that_would_decide(place: Saxony):
    network = position(place, TO_THE_END)["result"]["judgements"][-1]
    assert network["decides"] == {"key": "area.category"}
    assert network["reasons"][0]["effect"] == "UNDECIDED"


def test_an_unknown_answer_is_never_suitable(place: Saxony):
    found = position(place, TO_THE_END.replace("garden", "dont-know"))
    assert outcomes(found)["heat-pump-air"] == "OPEN"


def test_an_outcome_of_its_own_ends_without_judgements(place: Saxony):
    found = position(place, "building.type=single_family&building.year=1990&heating.carrier=district_heat")
    assert (found["step"]["key"], found["step"]["kind"], found["end"]) == ("connected", "OUTCOME", "OUTCOME")
    assert found["result"] is None


def test_a_change_shows_the_question_with_its_answer_and_returns_to_where_one_was(place: Saxony):
    changing = position(place, TO_THE_END, at="building.year")
    assert (changing["isChanging"], changing["step"]["key"], changing["end"]) == (True, "building.year", None)
    assert changing["current"] == {"value": "1898", "label": "1898"}
    assert changing["result"] is None
    assert position(place, TO_THE_END.replace("1898", "1950"))["end"] == "RESULT"


def test_a_question_off_the_path_can_not_be_shown(place: Saxony):
    assert position(place, TO_THE_END, at="building.dwellings")["isChanging"] is False


def test_an_answer_changed_back_gives_the_identical_result(place: Saxony):
    first = position(place, TO_THE_END)
    position(place, TO_THE_END.replace("garden", "none"))
    assert position(place, TO_THE_END) == first


def test_what_was_told_stands_in_the_order_of_the_questions_whatever_was_changed_last(place: Saxony):
    turned = "&".join(reversed(TO_THE_END.split("&")))
    assert position(place, turned)["result"]["told"] == position(place, TO_THE_END)["result"]["told"]


def test_answers_off_the_path_are_kept_and_judge_nothing(place: Saxony):
    found = position(place, "building.type=single_family&building.dwellings=12")
    assert found["unused"] == [{"fact": {"key": "building.dwellings"}, "value": "12"}]
    assert "building.dwellings=12" in found["link"]


def test_the_link_leads_to_the_same_place_and_leaves_private_answers_out(place: Saxony):
    found = position(place, TO_THE_END, installation="2026-09-01")
    assert set(found["link"].split("&")) == {
        "heating.carrier=gas", "building.type=single_family", "building.year=1898", "site.outdoor_space=garden",
        "date.installation=2026-09-01",
    }  # fmt: skip
    assert "owner.income=up_to_40000" in position(place, TO_THE_END, withPrivate=True)["link"]


@pytest.mark.parametrize(
    ("address", "reason", "message"),
    [
        ("no.fact=1", "UNKNOWN_FACT", "Danach fragt hier niemand."),
        ("building.type=castle", "UNKNOWN_OPTION", "Bitte wählen Sie eine der Antworten."),
        ("building.dwellings=viele", "NO_NUMBER", "Bitte geben Sie eine ganze Zahl von 1 bis 500 ein."),
        ("building.dwellings=501", "OUT_OF_RANGE", "Bitte geben Sie eine ganze Zahl von 1 bis 500 ein."),
        ("building.dwellings=1.5", "NOT_WHOLE", "Bitte geben Sie eine ganze Zahl von 1 bis 500 ein."),
        (
            "building.floor_area=5",
            "OUT_OF_RANGE",
            "Bitte geben Sie eine Zahl von 20 bis 100.000\u00a0m² ein.",
        ),
        ("network.operator_confirmed=maybe", "NO_YES_NO", "Bitte antworten Sie mit Ja oder Nein."),
        (
            "building.year=1900&building.year=1901",
            "GIVEN_TWICE",
            "Diese Frage wurde zweimal beantwortet. Bitte antworten Sie noch einmal.",
        ),
    ],
)
def test_what_is_no_answer_is_refused_with_words_on_what_to_do(place: Saxony, address: str, reason: str, message: str):
    [refused] = position(place, address)["refused"]
    assert (refused["reason"], refused["message"]) == (reason, message)


def test_a_refused_answer_names_the_step_that_asks_again(place: Saxony):
    found = position(place, "building.type=castle")
    assert found["refused"][0]["step"]["key"] == found["step"]["key"] == "building.type"


def test_an_address_with_too_many_answers_is_read_as_far_as_there_may_be(place: Saxony):
    found = position(place, "building.type=single_family&" + "&".join(f"x{n}=1" for n in range(300)))
    assert found["refused"][-1]["reason"] == "TOO_MANY"
    assert found["step"]["key"] == "building.year"


def test_answers_to_another_version_are_kept_and_said_so(place: Saxony):
    document = '{ guidanceFlow(slug: "welche-heizung-passt") { structureVersion version } }'
    flow = ask(document, place.leipzig)["guidanceFlow"]
    assert position(place, TO_THE_END, version=flow["structureVersion"])["isOtherVersion"] is False
    found = position(place, TO_THE_END, version="0" * 16)
    assert (found["isOtherVersion"], found["end"]) == (True, "RESULT")


def test_the_day_of_installation_decides_which_law_holds(place: Saxony):
    def gas(day: str) -> dict[str, str]:
        found = position(place, TO_THE_END, installation=day, asOf="2026-09-15")
        [boiler] = [each for each in found["result"]["judgements"] if each["measure"]["slug"] == "gas-boiler"]
        return {reason["legalBasis"]: reason["effect"] for reason in boiler["reasons"]}

    assert gas("2026-06-01") == {"GModG § 43": "NOT_IN_FORCE", "GEG § 71 (8)": "SPEAKS_FOR"}
    assert gas("2026-09-01") == {"GModG § 43": "ON_CONDITION", "GEG § 71 (8)": "NOT_IN_FORCE"}


def test_a_day_nobody_has_decided_is_named_where_it_would_decide(place: Saxony):
    found = position(place, TO_THE_END)
    assert "INSTALLATION" in found["result"]["openDates"]


def test_words_are_in_the_language_asked_for_and_else_in_german(place: Saxony):
    found = position(place, "building.type=single_family", locale="IT")
    assert found["answers"][0]["label"] == "Casa unifamiliare"
    assert position(place, locale="IT")["step"]["words"] == "Che casa è?"
    assert found["step"]["words"] == "Wann wurde es gebaut?"
    judged = position(place, TO_THE_END, locale="IT")["result"]["judgements"][0]
    assert (judged["measure"]["title"], judged["reasons"][0]["text"]) == ("Pompa di calore", "Serve spazio.")


@pytest.mark.parametrize(
    ("address", "label"),
    [
        ("building.year=1898", "1898"),
        ("building.floor_area=1250.5", "1.250,5\u00a0m²"),
        ("network.operator_confirmed=yes", "Ja"),
        ("building.type=dont-know", "Das weiß ich nicht"),
    ],
)
def test_answers_read_as_the_language_writes_them(place: Saxony, address: str, label: str):
    assert [each["label"] for each in position(place, address)["answers"]] == [label]


def test_there_is_no_position_in_a_flow_that_is_not_there(place: Saxony):
    assert ask('{ guidancePosition(flow: "nirgends") { link } }', place.leipzig) == {"guidancePosition": None}


def test_a_building_nobody_knows_is_refused(place: Saxony):
    found = answer(POSITION, place.leipzig, building="haus-1")
    assert [error.extensions["code"] for error in found.errors] == ["UNKNOWN_BUILDING"]


def test_a_flow_whose_fact_is_no_longer_public_says_so(place: Saxony):
    guidance.GuidanceFact.objects.get(key="building.year").unpublish()
    found = answer(POSITION, place.leipzig)
    assert [error.extensions["code"] for error in found.errors] == ["FLOW_NOT_READABLE"]
    listed = ask("{ guidanceFlows { totalCount } }", place.leipzig)
    assert listed["guidanceFlows"]["totalCount"] == 0
