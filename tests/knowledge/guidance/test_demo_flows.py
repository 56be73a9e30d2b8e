"""The flows that both cities start with: sound, in three languages, and honest about networks, law and tenants."""

import re
from datetime import date
from itertools import product
from pathlib import Path

import pytest
import yaml

from energy.figures import Unit
from energy.rates import Rate, in_force
from knowledge.guidance.engine.condition_reading import read_condition
from knowledge.guidance.engine.dates import Dates
from knowledge.guidance.engine.facts import known
from knowledge.guidance.engine.judge import Effect, Outcome, judge
from knowledge.guidance.engine.reading import read_facts, read_flow, read_measures
from knowledge.guidance.engine.review import review, run_persona
from knowledge.guidance.engine.review.conditions import review_condition
from knowledge.guidance.engine.walk import End

DEMO = Path(__file__).parents[3] / "demo"
GUIDANCE = DEMO / "guidance"
TODAY = date(2026, 11, 22)
LANGUAGES = {"de", "en", "it"}
MOST_WORDS = 20
FOR_FLOW = {"key", "title", "steps", "measures", "personas"}
NETWORKS = ["heat_network", "heat_network_expansion", "heat_network_new"]


def content(name):
    return yaml.safe_load((DEMO / name).read_text(encoding="utf-8"))


FACTS = content("guidance/facts.yaml")
MEASURES = content("guidance/measures.yaml")
PARAMETERS = content("guidance/parameters.yaml")
FLOWS = {path.stem: content(f"guidance/flows/{path.name}") for path in sorted((GUIDANCE / "flows").glob("*.yaml"))}
CATALOGUE = read_facts([{name: value for name, value in fact.items() if name != "help"} for fact in FACTS])
JUDGED = {m.key: m for m in read_measures([{n: each[n] for n in ("key", "title", "rules")} for each in MEASURES])}
READ = {
    slug: read_flow({name: value for name, value in flow.items() if name in FOR_FLOW}) for slug, flow in FLOWS.items()
}
PERSONAS = [pytest.param(READ[slug], persona, id=persona.name) for slug in FLOWS for persona in READ[slug].personas]


def texts(data, place=""):
    """Every text of ``data`` by language, with its place."""
    if isinstance(data, list):
        for number, each in enumerate(data):
            yield from texts(each, f"{place}[{number}]")
    elif isinstance(data, dict) and "de" in data:
        yield place, data
    elif isinstance(data, dict):
        for name, value in data.items():
            yield from texts(value, f"{place}.{name}")


def every_text():
    yield from texts(FACTS, "facts")
    yield from texts(MEASURES, "measures")
    yield from texts(PARAMETERS, "parameters")
    yield from (found for slug, flow in FLOWS.items() for found in texts(flow, slug))


def persona(flow, part):
    [found] = [each for each in READ[flow].personas if part in each.name]
    return found


def reasons(flow, part, measure):
    judgement = run_persona(READ[flow], JUDGED, persona(flow, part)).judgements[measure]
    return {reason.rule.legal_basis: reason for reason in judgement.reasons if reason.rule.legal_basis}


@pytest.mark.parametrize("slug", FLOWS)
def test_a_flow_has_neither_errors_nor_warnings(slug):
    found = review(READ[slug], list(JUDGED.values()), CATALOGUE, TODAY)

    assert [(each.place, each.message) for each in found] == []
    assert READ[slug].key == slug


@pytest.mark.parametrize(("flow", "someone"), PERSONAS)
def test_a_persona_gets_what_its_editors_expect(flow, someone):
    run = run_persona(flow, JUDGED, someone)

    assert {key: judgement.outcome.value for key, judgement in run.judgements.items()} == dict(someone.expects)
    assert run.asked == (someone.path or run.asked)
    assert set(someone.expects) <= set(flow.measures)


def test_there_are_personas_enough_for_every_flow():
    assert len(PERSONAS) >= 12
    assert all(len(flow.personas) >= 3 for flow in READ.values())


def test_every_measure_is_judged_by_a_flow():
    assert set(JUDGED) == {measure for flow in READ.values() for measure in flow.measures}


def test_everything_is_said_in_three_languages():
    for place, words in every_text():
        assert set(words) == LANGUAGES, place
        kinds = {(type(text), len(text) if isinstance(text, list) else bool(text.strip())) for text in words.values()}
        assert len(kinds) == 1, f"{place}: something is missing in a language"


def test_sentences_are_short():
    for place, words in every_text():
        for language, said in words.items():
            for text in said if isinstance(said, list) else [said]:
                for sentence in re.split(r"(?<=[.!?])\s+(?=[^\W\d_a-zäöü])", text):
                    assert len(sentence.split()) <= MOST_WORDS, f"{place} in {language}: {sentence}"


def test_questions_are_short_and_say_why():
    for slug, flow in FLOWS.items():
        for step in flow["steps"]:
            where = f"{slug}: {step}"
            assert all(len(text) <= 90 for text in step["words"].values()), where
            assert step.get("why" if "ask" in step else "more"), where


def test_every_rule_says_why_and_where_the_law_stands():
    for key, measure in JUDGED.items():
        for rule in measure.rules:
            assert rule.because, key
            if rule.legal_basis:
                assert rule.checked_on is not None, f"{key}: {rule.legal_basis}"
                assert rule.source_url, f"{key}: {rule.legal_basis}"
            if "GModG" in rule.legal_basis:
                assert rule.valid_from is not None, f"{key}: {rule.legal_basis}"


def paths():
    """The addresses that the region's pages have; a folder's own page is its index."""
    pages = DEMO / "sites" / "saxony" / "pages"
    names = {path.relative_to(pages).as_posix().removesuffix(".de.md") for path in pages.rglob("*.de.md")}
    return {name.removesuffix("/index") for name in names} | {f"kompass/{slug}" for slug in FLOWS}


def test_what_is_linked_is_there():
    images = {image["name"] for image in content("images/images.yaml")}
    topics = {topic["key"] for topic in content("topics.yaml")}
    pages = paths()
    for item in [*MEASURES, *FLOWS.values()]:
        assert item["image"] in images, item["key"]
        assert set(item["topics"]) <= topics, item["key"]
        linked = [*item.get("articles", []), *(step.get("page", "") for step in steps_after(item))]
        linked += [step["contact"] for step in item.get("steps", []) if "contact" in step]
        assert {page.strip("/") for page in linked if page} <= pages, item["key"]


def steps_after(item):
    return item["next_steps"] if isinstance(item["next_steps"], list) else []


def test_grants_name_programmes_and_bonuses_that_exist():
    programmes = {programme["slug"]: programme for programme in content("funding.yaml")}
    for measure in MEASURES:
        for grant in measure["grants"]:
            bonuses = {rate["key"] for rate in programmes[grant["programme"]]["rates"] if rate["kind"] == "bonus"}
            for bonus in grant["bonuses"]:
                assert bonus["rate"] in bonuses, measure["key"]
                assert list(review_condition(read_condition(bonus["if"]), CATALOGUE, measure["key"])) == []


def test_next_steps_turn_on_facts_that_exist():
    for slug, flow in FLOWS.items():
        for step in flow["next_steps"]:
            if "if" in step:
                assert list(review_condition(read_condition(step["if"]), CATALOGUE, slug)) == []
        assert sum("if" not in step for step in flow["next_steps"]) >= 2, f"{slug} leaves people without a next step"


def rates():
    return [
        Rate(row["key"], row["low"], row["high"], Unit(row["unit"]), row.get("valid_from"), row.get("valid_to"))
        for row in PARAMETERS
    ]


def test_estimates_find_the_numbers_that_measures_name():
    keys = {row["key"] for row in PARAMETERS}
    for measure in MEASURES:
        named = {measure["efficiency"], measure.get("saving", ""), *measure["investment"]} - {""}
        assert named <= keys, measure["key"]


@pytest.mark.parametrize("year", [2027, 2029, 2030, 2035, 2040])
@pytest.mark.parametrize("key", ["co2-price.gas", "co2-price.oil", "grid-fee.gas", "green.gas", "green.oil"])
def test_what_nobody_knows_of_later_years_has_a_row_without_a_number(key, year):
    rate = in_force(rates(), key, date(year, 1, 1))

    assert rate is not None
    assert rate.low is None


def test_an_unproven_number_says_so_and_where_it_comes_from():
    for row in PARAMETERS:
        assert row["status"] in ("confirmed", "to_check")
        assert row["checked_on"], row["key"]
        assert row["source_title"], row["key"]
        assert (row["low"] is None) == (row["high"] is None), row["key"]


def test_the_same_house_gets_the_law_of_the_day_its_gas_boiler_was_installed():
    before = reasons("welche-heizung-passt", "am 1. Juni 2026", "gas-boiler")
    after = reasons("welche-heizung-passt", "am 1. September 2026", "gas-boiler")
    old, new = "GEG § 71 Absatz 8 (Fassung vom 29. Juni 2026)", "GModG § 43 Absatz 1"

    assert before[old].effect is Effect.SPEAKS_FOR
    assert before[new].effect is Effect.NOT_IN_FORCE
    assert after[old].effect is Effect.NOT_IN_FORCE
    assert after[new].effect is Effect.ON_CONDITION
    # Either is told which date decided.
    assert "date.installation" in before[new].facts
    assert "date.installation" in after[old].facts


def test_a_gas_boiler_not_yet_dated_is_told_that_its_date_decides():
    judgement = run_persona(READ["welche-heizung-passt"], JUDGED, persona("welche-heizung-passt", "Becker"))

    missing = {fact for reason in judgement.judgements["gas-boiler"].reasons for fact in reason.missing}
    assert "date.installation" in missing


@pytest.mark.parametrize("category", [*NETWORKS, "hydrogen", "decentral", "examination", "none"])
@pytest.mark.parametrize("confirmed", [None, False])
def test_the_plan_alone_never_makes_a_network_suitable(category, confirmed):
    network = JUDGED["heat-network"]
    others = sorted(network.names - {"area.category", "network.operator_confirmed"})
    cases = [[known(True), known(False)] if CATALOGUE[name].kind == "yes_no" else [None] for name in others]
    best = {"building.dwellings": known(1), "heating.carrier": known("gas"), "heating.system": known("central")}
    for values in product(*cases):
        facts = {name: value for name, value in zip(others, values, strict=True) if value} | best
        facts |= {"area.category": known(category)}
        facts |= {} if confirmed is None else {"network.operator_confirmed": known(confirmed)}
        assert judge(network, facts, Dates(TODAY)).outcome is not Outcome.SUITABLE


@pytest.mark.parametrize("slug", FLOWS)
def test_tenants_are_never_given_an_owners_investment(slug):
    tenant = next(each for each in READ[slug].personas if each.facts["owner.role"].value != "landlord")
    someone = type(tenant)("A tenant", tenant.dates, {**tenant.facts, "owner.role": known("tenant")}, {})
    end = run_persona(READ[slug], JUDGED, someone).position.end

    only_tenants = all(measure.startswith("tenant-") for measure in READ[slug].measures)
    assert end is (End.RESULT if only_tenants else End.OUTCOME)
    kinds = {measure["key"]: measure["kind"] for measure in MEASURES}
    assert only_tenants == all(kinds[measure] == "tenant" for measure in READ[slug].measures)


def test_tenants_measures_are_for_tenants_only():
    for key, measure in JUDGED.items():
        if key.startswith("tenant-"):
            owner = {"owner.role": known("owner_occupier")}
            assert judge(measure, owner, Dates(TODAY)).outcome is Outcome.UNSUITABLE, key


def test_only_income_is_private():
    assert [key for key, fact in CATALOGUE.items() if fact.private] == ["owner.income"]
