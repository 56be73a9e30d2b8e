from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Locale, Page, Site

from cms.core.actions import set_up_municipality
from cms.core.models import Municipality, MunicipalityRole
from knowledge.pages.models import HomePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def leipzig():
    german, _ = Locale.objects.get_or_create(language_code="de")
    english, _ = Locale.objects.get_or_create(language_code="en")
    home = Page.get_first_root_node().add_child(instance=HomePage(title="Leipzig", slug="leipzig", locale=german))
    home.copy_for_translation(english)
    site = Site.objects.create(hostname="leipzig.localhost", root_page=home)
    return Municipality.objects.create(site=site, key="leipzig", ags="14713000", name_de="Leipzig")


def test_each_role_gets_a_group_and_the_homes_of_all_languages(leipzig):
    groups = set_up_municipality(leipzig)

    assert {group.name.split(":")[0] for group in groups.values()} == {"Leipzig"}
    editors = groups["editor"]
    assert editors.page_permissions.values("page").distinct().count() == 2
    assert not editors.page_permissions.filter(permission__codename="publish_page").exists()
    assert groups["moderator"].page_permissions.filter(permission__codename="publish_page").count() == 2
    assert not groups["advice"].page_permissions.exists()
    assert all(group.permissions.filter(codename="access_admin").exists() for group in groups.values())


def test_a_renamed_group_keeps_its_role_when_the_municipality_is_set_up_again(leipzig):
    groups = set_up_municipality(leipzig)
    Group.objects.filter(pk=groups["editor"].pk).update(name="Team Wärmewende")

    again = set_up_municipality(leipzig)

    assert again["editor"].name == "Team Wärmewende"
    assert MunicipalityRole.objects.count() == 3


def test_what_editors_submit_is_approved_by_the_moderators_of_the_same_municipality(leipzig):
    groups = set_up_municipality(leipzig)
    home = leipzig.site.root_page

    task = home.get_workflow().tasks[0].specific

    assert list(task.groups.all()) == [groups["moderator"]]


def test_pictures_are_kept_in_a_collection_of_the_municipality(leipzig):
    set_up_municipality(leipzig)

    assert leipzig.collection.name == "Leipzig"
    assert leipzig.collection.group_permissions.filter(permission__codename="add_image").count() == 2
