"""The demo's files load, once and for all; mistakes in them are told with file, line and field."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page, Revision, Site
from wagtail_localize.models import StringTranslation, Translation

from cms.core.models import Image, Municipality, User
from cms.core.values.problems import FileError
from cms.management.demo.folder import read_demo
from cms.management.demo.load import load_demo
from knowledge.advice.models import AdviceCentre
from knowledge.articles.models import ArticlePage
from knowledge.campaigns.models import CampaignPage
from knowledge.events.models import EventPage
from knowledge.funding.models import FundingProgramme
from knowledge.glossary.models import GlossaryTerm
from knowledge.guidance.actions.export_flow import export_flow
from knowledge.guidance.actions.import_flow import import_flow
from knowledge.guidance.actions.plan_import import plan_import
from knowledge.guidance.files.flow_file import read_flow_file
from knowledge.guidance.models import (
    CalculationParameter,
    GuidanceFact,
    GuidanceIndexPage,
    GuidancePage,
    Measure,
)

pytestmark = [pytest.mark.slow, pytest.mark.database]

DEMO = Path(settings.BASE_DIR, "demo")


def silent(title: str) -> Any:
    return lambda name: None


def load(folder: Path = DEMO) -> int:
    return load_demo(folder, 8000, timezone.localdate(), silent, geodata=False)


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[int]:
    """The demo, loaded once for this module and taken back at its end."""
    with django_db_blocker.unblock():
        with transaction.atomic():
            yield load()
            transaction.set_rollback(True)
        # The sites are gone again; their addresses must not be remembered.
        Site.clear_site_root_paths_cache()


@pytest.fixture
def db_again(loaded: int) -> Iterator[int]:
    """What a test changes is taken back after it."""
    with transaction.atomic():
        yield loaded
        transaction.set_rollback(True)


def german(model: Any) -> Any:
    return model.objects.filter(locale__language_code="de")


def test_the_demo_has_what_the_product_promises(db_again):
    assert db_again > 200
    assert german(ArticlePage).count() >= 24
    assert german(GlossaryTerm).count() >= 40
    assert german(FundingProgramme).count() >= 8
    assert german(AdviceCentre).count() >= 10
    assert german(EventPage).count() >= 12
    assert german(EventPage).filter(starts_at__gt=timezone.now()).count() >= 10
    assert german(CampaignPage).count() >= 3
    for language in ("en", "it"):
        translated = ArticlePage.objects.filter(locale__language_code=language, alias_of=None)
        assert translated.count() >= 15


def test_every_language_has_every_page_as_translation_or_alias(db_again):
    counts = {
        locale.language_code: Page.objects.filter(locale=locale, depth__gt=1).count() for locale in Locale.objects.all()
    }
    assert len(set(counts.values())) == 1
    assert not Page.objects.filter(depth__gt=1, live=False).exists()
    for page in Page.objects.exclude(locale__language_code="de").filter(depth__gt=2):
        assert page.slug == Page.objects.get(translation_key=page.translation_key, locale__language_code="de").slug


def test_trees_are_sound_and_pages_belong_to_the_municipality_of_their_tree(db_again):
    assert not any(Page.find_problems())
    for municipality in Municipality.objects.all():
        home = municipality.site.root_page
        strangers = home.get_descendants().exclude(basepage__municipality=municipality)
        assert not strangers.exists()


def test_both_cities_adopt_one_article_and_differ(db_again):
    adopted = german(ArticlePage).filter(base__isnull=False)
    by_city = {article.municipality.key: article for article in adopted}
    assert set(by_city) == {"leipzig", "dresden"}
    bodies = {key: [block.id for block in article.body] for key, article in by_city.items()}
    base = [block.id for block in adopted[0].base.body]
    for ids in bodies.values():
        assert set(base) <= set(ids)
        assert len(ids) > len(base)
    assert bodies["leipzig"] != bodies["dresden"]
    assert all(article.base_revision_id == article.base.live_revision_id for article in adopted)


def test_translations_are_those_the_translators_tool_would_make(db_again):
    translation = Translation.objects.get(
        source__object_id=german(ArticlePage).get(slug="leipzigs-weg").translation_key,
        target_locale__language_code="it",
    )
    done, of = translation.get_progress()
    assert done == of
    made = translation.source.get_ephemeral_translated_instance(translation.target_locale)
    stored = translation.get_target_instance()
    assert written(stored.body) == written(made.body)
    assert (stored.title, stored.summary) == (made.title, made.summary)
    assert stored.title != german(ArticlePage).get(slug="leipzigs-weg").title


def written(body: Any) -> str:
    """A body as it is stored; the tool keeps a date as a date until it saves."""
    return json.dumps(list(body.get_prep_value()), cls=DjangoJSONEncoder, sort_keys=True)


def test_the_compass_and_its_flows_are_the_librarys_and_public_in_three_languages(db_again):
    flows = german(GuidancePage)
    assert flows.count() >= 5
    for flow in flows:
        assert {each.locale.language_code for each in flow.get_translations().filter(alias_of=None)} == {"en", "it"}
        assert flow.get_parent().slug == "kompass"
        assert flow.municipality.kind == Municipality.Kind.REGION
    home = flows[0].get_parent().get_parent()
    assert home.get_children().in_menu().first().slug == "kompass"
    incomplete = [each for each in Translation.objects.all() if len(set(each.get_progress())) > 1]
    assert not incomplete


@pytest.mark.thorough
def test_a_flow_that_travels_to_another_city_is_the_same_there(db_again):
    files = {flow.slug: export_flow(flow) for flow in german(GuidancePage)}
    for model in (Measure, GuidanceFact, CalculationParameter):
        # A translation goes with its source.
        while record := model.objects.first():
            record.delete()
    home = Municipality.objects.get(key="dresden").site.root_page
    index = GuidanceIndexPage(title="Eigener Kompass", locale=home.locale)
    home.add_child(instance=index)
    for slug, text in files.items():
        plan = plan_import(read_flow_file(text.encode(), f"{slug}.yaml"), index)
        assert not plan.differing
        assert not plan.left_out
        assert export_flow(import_flow(plan)) == text
    assert set(german(GuidanceFact).values_list("municipality__key", "live")) == {("dresden", False)}


def test_every_picture_says_what_it_shows_in_three_languages(db_again):
    assert Image.objects.count() >= 20
    assert not [image.title for image in Image.objects.all() if not (image.alt_de and image.alt_en and image.alt_it)]


def test_people_have_the_groups_of_their_own_municipality_only(db_again):
    editor = User.objects.get(username="redaktion-leipzig")
    assert {group.municipality_role.municipality.key for group in editor.groups.all()} == {"leipzig"}
    assert not editor.is_superuser
    assert editor.check_password("enact-demo")


def test_loading_again_changes_nothing(db_again):
    before = (Page.objects.count(), Revision.objects.count(), StringTranslation.objects.count(), User.objects.count())
    assert load() == 0
    assert before == (
        Page.objects.count(), Revision.objects.count(), StringTranslation.objects.count(), User.objects.count(),
    )  # fmt: skip


def test_what_a_person_changed_or_deleted_stays_so(db_again):
    article = german(ArticlePage).get(slug="leipzigs-weg")
    article.title = "Anders gesagt"
    article.save_revision().publish()
    german(EventPage).first().delete()
    events = german(EventPage).count()
    assert load() == 0
    assert german(ArticlePage).get(slug="leipzigs-weg").title == "Anders gesagt"
    assert german(EventPage).count() == events


def test_a_page_added_to_the_folder_is_loaded_beside_what_is_there(db_again, tmp_path):
    folder = copy_of_the_demo(tmp_path)
    source = folder / "sites/saxony/pages/wissen/miete/richtig-heizen-und-lueften.de.md"
    (source.parent / "noch-ein-rat.de.md").write_text(source.read_text())
    assert load(folder) == 1
    assert german(ArticlePage).get(slug="noch-ein-rat").live


def copy_of_the_demo(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DEMO, tmp_path / "demo"))


ARTICLE = "sites/leipzig/pages/wissen/waermeplan/leipzigs-weg"


@pytest.mark.parametrize(
    ("file", "find", "put", "told"),
    [
        (f"{ARTICLE}.de.md", "in_menu: false", "in_menu: perhaps", ", line 6, in_menu: should be true or false"),
        (f"{ARTICLE}.de.md", "in_menu: false", "in_menü: false", ", line 6, in_menü: is unknown here"),
        (f"{ARTICLE}.de.md", "topics: [heat-plan", "topics: [heat-plane", "names the topic 'heat-plane'"),
        (f"{ARTICLE}.de.md", "```callout", "```call", ", call: is no block that bodies can have"),
        (f"{ARTICLE}.de.md", "title:", "title: [", "is no YAML"),
        (f"{ARTICLE}.en.md", "```callout", "## New\n\n```callout", "but in German"),
        ("sites/leipzig/pages/index.de.md", "(page:", "(page:nowhere/", "names the page 'nowhere/"),
        ("funding.yaml", "unit: percent", "unit: per cent", ", rates[1].unit: is 'per cent', but should be one of"),
        ("advice.yaml", "lat: 51.3418", "lat: north", ", lat: should be a whole number or a number"),
        ("advice.yaml", "lat: 51.3418", "lat: 151.3418", ", lat: should lie between -90 and 90"),
        ("glossary.yaml", "  slug: waermeplan\n", "", "slug: is missing"),
        ("guidance/facts.yaml", "kind: yes_no", "kind: maybe", ", kind: must be one of choice, number, yes_no"),
        (
            "guidance/measures.yaml",
            "heating.carrier}, [oil",
            "heating.carrier}, [peat",
            "heating.carrier has no option peat",
        ),
        ("guidance/parameters.yaml", "unit: percent", "unit: furlong", ", unit: is 'furlong', but should be one of"),
        (
            "guidance/flows/heizung-kaputt.yaml",
            "- advice-visit",
            "- advice-visits",
            "names the measure 'advice-visits'",
        ),
        (
            "guidance/flows/heizung-kaputt.yaml",
            "key: heizung-kaputt",
            "key: kaputt",
            ", key: should be the file's name",
        ),
        ("images/images.yaml", "file: hero-region.svg", "file: gone.svg", "file: gone.svg is no file"),
    ],
)
def test_a_mistake_is_told_with_file_line_and_field_and_nothing_is_loaded(tmp_path, file, find, put, told):
    folder = copy_of_the_demo(tmp_path)
    text = (folder / file).read_text()
    assert find in text
    (folder / file).write_text(text.replace(find, put, 1))
    with pytest.raises(FileError) as error:
        read_demo(folder)
    problems = error.value.problems
    assert [problem for problem in problems if problem.file == file and problem.line > 0 and told in str(problem)]


def test_a_model_that_refuses_a_value_names_the_file_and_nothing_is_half_loaded(db_again, tmp_path):
    folder = copy_of_the_demo(tmp_path)
    source = folder / "sites/saxony/pages/wissen/miete/richtig-heizen-und-lueften.de.md"
    broken = source.read_text().replace("review_by:", "valid_to: 2020-01-01\nvalid_from: 2021-01-01\nreview_by:", 1)
    (source.parent / "noch-ein-rat.de.md").write_text(broken)
    before = Page.objects.count()
    with pytest.raises(FileError, match=r"noch-ein-rat\.de\.md, line \d+, valid_to: "):
        load(folder)
    assert Page.objects.count() == before


def test_a_translation_with_another_number_of_paragraphs_is_told_with_its_line(db_again, tmp_path):
    folder = copy_of_the_demo(tmp_path)
    pages = folder / "sites/saxony/pages/wissen/miete"
    for language in ("de", "en"):
        source = (pages / f"co2-kosten-teilen.{language}.md").read_text()
        extra = "---\nOne paragraph more.\n\n" if language == "en" else "---\n"
        front, _, body = source.rpartition("\n---\n")
        (pages / f"noch-ein-rat.{language}.md").write_text(f"{front}\n{extra}{body}")
    with pytest.raises(FileError, match=r"noch-ein-rat\.en\.md, line \d+, text: has \d+ pieces of text"):
        load(folder)
