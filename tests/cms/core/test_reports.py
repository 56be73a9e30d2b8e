from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.core.actions import set_up_municipality
from cms.core.models import Document, User
from cms.core.reports import report_named
from cms.core.reports.counts import counts_for
from knowledge.pages.models import AccessibilityPage, HomePage, StandardPage, TopicPage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def saxony():
    made = factories.saxony()
    for place in (made.region, made.leipzig, made.dresden):
        set_up_municipality(place)
    return made


def person(municipality, role="editor"):
    user = User.objects.create_user(f"{role}-{municipality.key}")
    user.groups.add(municipality.roles.get(role=role).group)
    return user


def titles(key, user):
    return [row.title for row in report_named(key).rows(user)]


def test_a_translation_is_missing_where_only_an_alias_stands_for_it(saxony):
    article = factories.ArticlePageFactory(parent=saxony.leipzig_knowledge, title="Pellets")
    factories.alias(article, "en")

    rows = [row for row in report_named("translations").rows(person(saxony.leipzig)) if row.title == "Pellets"]

    assert len(rows) == 2


def test_a_changed_german_text_makes_its_translation_old(saxony):
    article = factories.ArticlePageFactory(parent=saxony.leipzig_knowledge, title="Pellets")
    for language in ("en", "it"):
        factories.translate(article, language, title="Pellets")
    user = person(saxony.leipzig)
    before = titles("translations", user)

    article.teaser = "Ganz anders."
    article.save_revision().publish()

    assert "Pellets" not in before
    assert titles("translations", user).count("Pellets") == 2


def test_reports_name_only_what_is_the_person_s(saxony):
    for place, name in ((saxony.leipzig_knowledge, "Unseres"), (saxony.dresden_knowledge, "Ihres")):
        factories.ArticlePageFactory(parent=place, title=name, review_by=date(2020, 1, 1))

    assert titles("reviews", person(saxony.leipzig)) == ["Unseres"]


def test_a_link_to_an_unpublished_page_is_broken(saxony):
    target = factories.ArticlePageFactory(parent=saxony.leipzig_knowledge, title="Ziel")
    text = f'<p><a linktype="page" id="{target.pk}">dorthin</a></p>'
    factories.ArticlePageFactory(parent=saxony.leipzig_knowledge, title="Quelle", body=[factories.block("text", text)])
    user = person(saxony.leipzig)
    before = titles("links", user)

    target.unpublish()

    assert (before, titles("links", user)) == ([], ["Quelle"])


def test_a_link_to_a_deleted_page_is_broken(saxony):
    target = factories.ArticlePageFactory(parent=saxony.leipzig_knowledge, title="Ziel")
    text = f'<p><a linktype="page" id="{target.pk}">dorthin</a></p>'
    factories.ArticlePageFactory(parent=saxony.leipzig_knowledge, title="Quelle", body=[factories.block("text", text)])

    target.delete()

    assert titles("links", person(saxony.leipzig)) == ["Quelle"]


def test_an_expired_and_an_unconfirmed_rate_are_to_be_checked(saxony):
    programme = factories.FundingProgrammeFactory(title="KfW 458", municipality=saxony.leipzig)
    factories.rate(programme, 30, label="gilt")
    factories.rate(programme, 20, label="vorbei", valid_to=timezone.localdate() - timedelta(days=1))
    factories.rate(programme, 10, label="unklar", status="to_check")

    assert set(titles("rates", person(saxony.leipzig))) == {"KfW 458: vorbei", "KfW 458: unklar"}


def test_files_nobody_can_hear_are_named(saxony):
    factories.ImageFactory(title="Stumm", alt_de="", collection=saxony.leipzig.collection)
    plan = factories.DocumentFactory(title="Plan", collection=saxony.leipzig.collection)
    factories.DocumentFactory(title="Noch nicht gelesen", collection=saxony.leipzig.collection)
    Document.objects.filter(pk=plan.pk).update(reading=Document.Reading.READ, tagged=False)
    user = person(saxony.leipzig)

    assert (titles("pictures", user), titles("documents", user)) == (["Stumm"], ["Plan"])


def test_a_video_needs_captions_or_a_transcript(saxony):
    video = {"title": "Rundgang", "url": "https://example.org/v", "poster": None, "captions": False, "transcript": ""}
    spoken = {**video, "transcript": "Guten Tag."}
    for name, value in (("Stumm", video), ("Mit Text", spoken)):
        factories.ArticlePageFactory(
            parent=saxony.leipzig_knowledge, title=name, body=[factories.block("video", value)]
        )

    assert titles("videos", person(saxony.leipzig)) == ["Stumm"]


def test_a_report_can_be_taken_along_as_a_spreadsheet(saxony):
    factories.ImageFactory(title="Stumm", alt_de="", collection=saxony.leipzig.collection)
    client = Client()
    client.force_login(person(saxony.leipzig))
    address = reverse("attention_report", args=["pictures"])

    csv = b"".join(client.get(address, {"export": "csv"}).streaming_content).decode()

    assert "Stumm" in csv
    assert b"".join(client.get(address, {"export": "xlsx"}).streaming_content)[:2] == b"PK"


def test_the_dashboard_counts_what_is_to_do(saxony):
    factories.ImageFactory(title="Stumm", alt_de="", collection=saxony.leipzig.collection)
    client = Client()
    client.force_login(person(saxony.leipzig))

    page = client.get(reverse("wagtailadmin_home")).content.decode()

    assert "Was in Leipzig zu tun ist" in page
    assert reverse("attention_report", args=["pictures"]) in page


def test_who_has_no_pages_sees_no_reports(saxony):
    client = Client()
    client.force_login(person(saxony.leipzig, "advice"))

    assert client.get(reverse("attention_report", args=["pictures"])).status_code == 302


def test_the_dashboard_counts_again_only_when_content_or_rights_change(saxony, django_assert_max_num_queries):
    user = person(saxony.leipzig)
    before = counts_for(user)["reviews"]
    with django_assert_max_num_queries(2):
        assert counts_for(user)["reviews"] == before

    factories.ArticlePageFactory(parent=saxony.leipzig_knowledge, title="Alt", review_by=date(2020, 1, 1))
    factories.ArticlePageFactory(parent=saxony.dresden_knowledge, title="Alt", review_by=date(2020, 1, 1))
    assert counts_for(user)["reviews"] == before + 1

    user.groups.add(saxony.dresden.roles.get(role="editor").group)
    assert counts_for(User.objects.get(pk=user.pk))["reviews"] == before + 2


def test_the_dashboard_counts_the_pages_of_the_persons_city(saxony):
    factories.ArticlePageFactory(parent=saxony.leipzig_knowledge)
    for _each in range(5):
        factories.ArticlePageFactory(parent=saxony.dresden_knowledge)
    client = Client()
    client.force_login(person(saxony.leipzig))

    shown = client.get(reverse("wagtailadmin_home")).context["panels"]
    html = "".join(client.get(reverse("wagtailadmin_home")).content.decode().split())

    # The home, its index of knowledge, and one article.
    assert shown
    assert "3Seiten" in html


def test_only_a_home_is_offered_the_accessibility_statement(saxony):
    offered = {model.__name__ for model in TopicPage.creatable_subpage_models()}
    assert offered == {"ArticlePage"}
    assert AccessibilityPage in HomePage.allowed_subpage_models()
    assert StandardPage in StandardPage.allowed_subpage_models()
