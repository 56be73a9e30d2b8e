"""A third city, by the commands of its how-to."""

from __future__ import annotations

import re
import shlex
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from wagtail.models import Page, Site
from wagtail_localize.models import Translation

from cms.core.models import Municipality
from knowledge.pages.models import KnowledgeIndexPage
from tests.factories.municipalities import saxony

pytestmark = [pytest.mark.django_db, pytest.mark.database]

HOW_TO = Path(settings.BASE_DIR, "docs", "add-a-municipality.md")
COMMANDS = re.findall(r"^    python manage\.py (.+)$", HOW_TO.read_text(), re.MULTILINE)


def run(line: str) -> str:
    output = StringIO()
    name, *words = shlex.split(line)
    call_command(name, *words, stdout=output)
    return output.getvalue()


@pytest.fixture
def third_city() -> Municipality:
    saxony()
    for line in COMMANDS:
        run(line)
    return Municipality.objects.get(key="chemnitz")


def test_the_commands_of_the_how_to_make_a_city_that_shows_the_library(third_city):
    assert len(COMMANDS) == 2
    assert third_city.region.key == "saxony"
    assert third_city.site.hostname == "chemnitz.localhost"
    assert third_city.contact_email == "waerme@example.org"


def test_its_home_and_index_pages_are_published_in_all_languages(third_city):
    homes = third_city.site.root_page.get_translations(inclusive=True)
    assert {home.locale.language_code for home in homes} == {"de", "en", "it"}
    for home in homes:
        live = home.get_children().live()
        assert [page.slug for page in live] == ["wissen", "foerderung", "beratung", "termine", "kampagnen", "glossar"]
        assert home.live
    english = KnowledgeIndexPage.objects.get(municipality=third_city, locale__language_code="en")
    assert english.title == "Knowledge"
    assert english.municipality == third_city
    translation = Translation.objects.get(source__object_id=english.translation_key, target_locale=english.locale)
    assert translation.get_progress() == (1, 1)


def test_what_only_the_city_can_say_is_a_draft_it_is_pointed_to(third_city):
    assert third_city.imprint_page.slug == "impressum"
    assert not third_city.imprint_page.live
    assert "draft: Impressum (de)" in run("show_municipality chemnitz")


def test_publishing_a_draft_publishes_what_stands_for_it_in_other_languages(third_city):
    third_city.imprint_page.specific.get_latest_revision().publish()
    live = Page.objects.filter(translation_key=third_city.imprint_page.translation_key, live=True)
    assert live.count() == 3


def test_it_has_people_rights_collection_and_workflow_of_its_own(third_city):
    assert third_city.roles.count() == 3
    assert third_city.collection.name == "Chemnitz"
    assert third_city.site.root_page.get_workflow() == third_city.workflow


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("--ags 145", "ags: "),
        ("--region nowhere", "There is no region with the key 'nowhere'"),
        ("--host leipzig.localhost --port 80", "There is a site at leipzig.localhost:80 already"),
    ],
)
def test_what_can_not_be_is_told_and_nothing_is_made(change, told):
    saxony()
    before = (Page.objects.count(), Site.objects.count())
    with pytest.raises(CommandError, match=told):
        run(f"{COMMANDS[0]} {change}")
    assert before == (Page.objects.count(), Site.objects.count())


def test_a_key_that_is_taken_is_told(third_city):
    with pytest.raises(CommandError, match="The key 'chemnitz' is taken"):
        run(COMMANDS[0].replace("chemnitz.localhost", "other.localhost"))
