from __future__ import annotations

from datetime import time, timedelta
from typing import Any

import pytest
from django.test import RequestFactory
from django.utils import timezone

from cms.core.models import PreviewedSnippet
from knowledge.advice.models import AdviceCentre, Closure, OpeningHours
from knowledge.funding.models import FundingRate
from knowledge.glossary.models import GlossaryTerm
from tests.asking import ask
from tests.factories import (
    AdviceCentreFactory,
    EnergyPriceFactory,
    FundingProgrammeFactory,
    GlossaryIndexPageFactory,
    GlossaryTermFactory,
    Saxony,
    TopicFactory,
    TopicPageFactory,
    rate,
    saxony,
    translate,
)

pytestmark = pytest.mark.django_db

PREVIEW = """
query ($token: String!) {
  preview(token: $token) {
    __typename
    ... on Snippet { path contentLocale isFallback }
    ... on GlossaryTerm { term definition related { term } }
    ... on FundingProgramme { title state rates { label figure { text } } topics { name } }
    ... on AdviceCentre { name openingHours { day opens } closures { firstDay } isClosedToday location { lon } }
    ... on Topic { name page { title } }
  }
}
"""


@pytest.fixture
def place() -> Saxony:
    return saxony()


def preview(at: Any, token: str) -> Any:
    return ask(PREVIEW, at, token=token)["preview"]


def token_of(draft: PreviewedSnippet) -> str:
    return draft.create_page_preview().token


def test_a_token_opens_the_draft_of_a_term_that_nobody_else_sees(place: Saxony):
    GlossaryIndexPageFactory(parent=place.region.site.root_page, slug="glossar")
    term = GlossaryTermFactory(term="Wärmeplan", slug="waermeplan", definition="Live.")
    term.definition = "Entwurf."
    found = preview(place.region, token_of(term))
    assert (found["__typename"], found["definition"], found["path"]) == (
        "GlossaryTerm",
        "Entwurf.",
        "/glossar/waermeplan/",
    )
    public = ask('{ glossaryTerm(slug: "waermeplan") { definition } }', place.region)["glossaryTerm"]
    assert public["definition"] == "Live."


def test_a_term_is_shown_before_it_is_saved_for_the_first_time(place: Saxony):
    term = GlossaryTerm(term="Neu", slug="neu", definition="", locale=place.region.site.root_page.locale)
    found = preview(place.region, token_of(term))
    assert (found["term"], found["definition"], found["related"]) == ("Neu", "", [])
    assert ask('{ glossaryTerm(slug: "neu") { term } }', place.region)["glossaryTerm"] is None


def test_a_draft_of_a_programme_has_its_new_rates_and_topics(place: Saxony):
    programme = FundingProgrammeFactory(title="Zuschuss", topics=[TopicFactory(name="Geld")])
    rate(programme, 30, label="Grundförderung")
    programme.rates.add(FundingRate(key="bonus", kind="bonus", label="Bonus", amount=20, unit="percent"))
    # A line whose editor has not chosen a unit yet.
    programme.rates.add(FundingRate(key="neu", kind="", label="", unit=""))
    found = preview(place.region, token_of(programme))
    assert [each["label"] for each in found["rates"]] == ["Grundförderung", "Bonus"]
    assert found["topics"] == [{"name": "Geld"}]


def test_a_draft_of_a_centre_has_its_new_hours_and_closures(place: Saxony):
    centre = AdviceCentreFactory(name="Beratung", municipality=place.leipzig)
    today = timezone.localdate()
    centre.opening_hours.add(OpeningHours(day="tuesday", opens=time(9), closes=time(12)))
    centre.closures.add(Closure(first_day=today, last_day=today + timedelta(days=2), locale=centre.locale))
    found = preview(place.leipzig, token_of(centre))
    assert found["openingHours"] == [{"day": "TUESDAY", "opens": "09:00"}]
    assert found["isClosedToday"] is True
    assert not AdviceCentre.objects.get(pk=centre.pk).opening_hours.exists()


def test_a_draft_of_a_topic_names_the_page_about_it(place: Saxony):
    topic = TopicFactory(name="Heizung")
    TopicPageFactory(parent=place.library, title="Rund ums Heizen", topic=topic)
    topic.name = "Heizen"
    found = preview(place.region, token_of(topic))
    assert (found["name"], found["page"]) == ("Heizen", {"title": "Rund ums Heizen"})


def test_a_draft_of_a_translation_is_shown_in_its_language_with_the_german_facts(place: Saxony):
    programme = FundingProgrammeFactory(title="Zuschuss")
    rate(programme, 30, label="Grundförderung")
    draft = translate(programme, "it", live=False, title="Contributo")
    found = preview(place.region, token_of(draft))
    assert (found["title"], found["contentLocale"], found["isFallback"]) == ("Contributo", "IT", False)
    assert [each["figure"]["text"] for each in found["rates"]] == ["30\xa0%"]


def test_a_draft_is_shown_at_its_own_municipality_and_the_librarys_at_the_region(place: Saxony, rf: RequestFactory):
    mine, library = GlossaryTermFactory(municipality=place.dresden, live=False), GlossaryTermFactory(live=False)
    assert preview(place.leipzig, token_of(mine)) is None
    assert preview(place.leipzig, token_of(library)) is None
    assert preview(place.dresden, token_of(mine))["term"] == mine.term
    assert preview(place.region, token_of(library))["term"] == library.term
    assert mine.get_preview_url(rf.get("/"), "x").startswith(place.dresden.site.root_url)
    assert library.get_preview_url(rf.get("/"), "x").startswith(place.region.site.root_url)


def test_a_token_of_one_snippet_opens_no_other_and_ends_after_a_day(place: Saxony, monkeypatch: Any):
    one, other = GlossaryTermFactory(term="Eins"), GlossaryTermFactory(term="Zwei", live=False)
    token = token_of(one)
    assert token != token_of(other)
    assert preview(place.region, token)["term"] == "Eins"
    assert preview(place.region, f"id={other.pk}:abc:def") is None
    later = (timezone.now() + timedelta(hours=25)).timestamp()
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert preview(place.region, token) is None


def test_a_price_has_no_page_and_so_no_preview(place: Saxony):
    assert EnergyPriceFactory().is_previewable() is False
