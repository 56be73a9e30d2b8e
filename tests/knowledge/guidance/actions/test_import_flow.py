"""A flow that travels arrives as drafts, with what was not there yet, and never writes over anything."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import Locale, Page
from wagtail_localize.models import LocaleSynchronization, Translation

from cms.core.actions import set_up_municipality
from cms.core.models import User
from cms.core.values.problems import FileError
from knowledge.guidance.actions.export_flow import export_flow
from knowledge.guidance.actions.import_flow import import_flow
from knowledge.guidance.actions.plan_import import Outcome, plan_import
from knowledge.guidance.files.flow_file import read_flow_file
from knowledge.guidance.models import CalculationParameter, GuidanceFact, GuidancePage, Measure
from tests.factories import TopicFactory, saxony
from tests.factories.guidance import GuidanceIndexPageFactory
from tests.knowledge.guidance.files.travelling import SENT, changed

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    found = saxony()
    TopicFactory(name="Heizung", key="heating")
    return found


@pytest.fixture
def index(place):
    return GuidanceIndexPageFactory(parent=place.leipzig.site.root_page)


def plan(index, content=SENT):
    return plan_import(read_flow_file(content, "heizung.yaml"), index)


def outcomes(plan):
    return {item.entry.name: item.outcome for item in (plan.flow, *plan.items)}


def rows():
    return [model.objects.count() for model in (Page, GuidanceFact, Measure, CalculationParameter, Translation)]


def test_a_dry_run_tells_what_would_be_made_and_makes_nothing(index):
    before = rows()
    found = plan(index)
    assert set(outcomes(found).values()) == {Outcome.NEW}
    assert found.left_out == (("page", "/beratung/"),)
    assert rows() == before


def test_everything_arrives_as_drafts_of_the_municipality(index, place):
    page = import_flow(plan(index))
    for model in (GuidancePage, GuidanceFact, Measure, CalculationParameter):
        assert not model.objects.filter(live=True).exists()
        assert {row.municipality for row in model.objects.all()} == {place.leipzig}
    assert page.get_parent().pk == index.pk
    assert [step.value["words"] for step in page.steps] == ["Womit heizen Sie?", "Nichts zu tun"]
    assert page.next_steps[0].value["page"].pk == place.leipzig_knowledge.pk
    assert [topic.key for topic in page.topics.all()] == ["heating"]
    assert page.personas[0].value["expects"][0]["measure"] == Measure.objects.get(locale__language_code="de")


def test_words_of_other_languages_arrive_as_translators_would_have_written_them(index):
    german, english = (Locale.objects.get(language_code=code) for code in ("de", "en"))
    LocaleSynchronization.objects.create(locale=english, sync_from=german)
    page = import_flow(plan(index))
    italian = page.get_translations().get(locale__language_code="it").specific
    assert not italian.live
    assert italian.get_latest_revision_as_object().steps[0].value["words"] == "Con che cosa riscalda?"
    words, translated = Translation.objects.get(source__object_id=page.translation_key).get_progress()
    assert translated == words - 1, "the introduction is not translated"
    assert page.get_translations().get(locale__language_code="en").alias_of_id == page.pk
    assert Measure.objects.get(locale__language_code="it").rules[0].value["because"] == "C'è legna."


def test_an_export_of_what_was_imported_is_imported_elsewhere_as_the_same(index, place):
    first = export_flow(import_flow(plan(index)))
    elsewhere = GuidanceIndexPageFactory(parent=place.dresden.site.root_page)
    page = import_flow(plan(elsewhere, first.encode()))
    assert page.municipality == place.dresden
    assert export_flow(page) == first
    assert Measure.objects.filter(locale__language_code="de").count() == 2
    assert "it: Il mio riscaldamento" in first
    assert "Zwei Fragen." in first
    assert "/beratung/" not in first


def test_a_second_import_of_the_same_changes_nothing(index):
    page = import_flow(plan(index))
    again = plan(index)
    # What was left out the first time is missing still.
    assert again.flow.fields == ()
    assert again.does_nothing
    before, revision = rows(), GuidancePage.objects.get(pk=page.pk).latest_revision_id
    import_flow(again)
    assert rows() == before
    assert GuidancePage.objects.get(pk=page.pk).latest_revision_id == revision


def test_what_differs_is_told_and_stays_as_it_is(index):
    import_flow(plan(index))
    other = plan(index, changed("label: {de: Energieträger", "label: {de: Brennstoff"))
    [differing] = other.differing
    assert (differing.entry.key, differing.fields) == ("heating.carrier", ("label",))
    import_flow(other)
    assert GuidanceFact.objects.get(locale__language_code="de").label == "Energieträger"


def test_a_published_flow_gets_a_draft_and_stays_published_as_it_is(index):
    page = import_flow(plan(index))
    page.get_latest_revision().publish()
    content = changed("Womit heizen Sie?", "Wie heizen Sie?").replace(b"Con che cosa", b"Come")
    other = plan(index, content)
    assert (other.flow.outcome, other.flow.fields) == (Outcome.CHANGED, ("steps",))
    import_flow(other)
    page = GuidancePage.objects.get(pk=page.pk)
    assert page.live
    assert page.steps[0].value["words"] == "Womit heizen Sie?"
    assert page.get_latest_revision_as_object().steps[0].value["words"] == "Wie heizen Sie?"
    italian = page.get_translations().get(locale__language_code="it").specific
    assert italian.get_latest_revision_as_object().steps[0].value["words"] == "Come riscalda?"
    assert plan(index, content).does_nothing


@pytest.mark.parametrize(
    ("find", "put", "told"),
    [
        ("{heating.carrier: gas}", "{heating.carrier: coal}", "line 27, flow.personas[1].facts.heating.carrier"),
        ("measures: [pumpe]", "measures: [nichts]", "line 19, flow.measures[1]: names the measure 'nichts'"),
        ("{var: heating.carrier}, wood]", "{var: heating.carrier}, coal]", "line 44, measures[1].rules[1].favours"),
        ("ask: heating.carrier", "ask: heating.year", "line 9, flow.steps[1].ask: There is no fact heating.year"),
    ],
)
def test_what_does_not_fit_together_is_refused_with_its_line(index, find, put, told):
    with pytest.raises(FileError) as error:
        plan(index, changed(find, put))
    assert told in str(error.value)


def test_what_a_model_or_block_refuses_takes_everything_back(index):
    before = rows()
    found = plan(index, changed("unit: percent", "unit: kg/a"))
    with pytest.raises(FileError, match=r"line 5\d, parameters\[1\]\.unit: "):
        import_flow(found)
    assert rows() == before


def test_a_citys_file_may_use_the_librarys_facts(index, place):
    library = GuidanceIndexPageFactory(parent=place.region.site.root_page)
    import_flow(plan(library))
    assert {fact.municipality for fact in GuidanceFact.objects.all()} == {None}
    for model in (GuidanceFact, CalculationParameter, Measure):
        for record in model.objects.filter(locale__language_code="de"):
            record.get_latest_revision().publish()
    assert outcomes(plan(index)) == {
        "heizung": Outcome.NEW,
        "heating.carrier": Outcome.KEPT,
        "pumpe": Outcome.KEPT,
        "efficiency.heat-pump@2025-01-01": Outcome.KEPT,
    }


def test_nobody_imports_for_another_municipality(index, place):
    groups = set_up_municipality(place.dresden)
    stranger = User.objects.create_user("dresden")
    stranger.groups.add(groups["moderator"])
    with pytest.raises(PermissionDenied):
        import_flow(plan(index), stranger)
