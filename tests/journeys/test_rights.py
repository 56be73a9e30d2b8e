"""Who may do what: a city's people in their city, an adviser with the times of one centre."""

from __future__ import annotations

from .axe import violations
from .conftest import People
from .editors import Editor
from .installation import LEIPZIG, Installation
from .readers import Reader
from .screens import picture

# Wagtail's own parts of the admin; what is reported there is not ours to mend.
WAGTAILS_OWN = (".sidebar", "[data-wagtail-sidebar]", "header", ".w-slim-header")


def test_an_editor_of_one_city_is_kept_out_of_another(new_person: People, own_site: Installation) -> None:
    editor = Editor(new_person(signs_in=True), own_site).sign_in("redaktion-leipzig")
    number = editor.number_of("/dresden/wissen/waermeplan/dresdens-waermeplan/")
    for address in ("edit/", "history/", "usage/", "delete/", "move/", "copy/", "unpublish/"):
        answer = editor.open(f"/admin/pages/{number}/{address}")
        refused = answer.status in (403, 404) or "keinen Zugang" in editor.text()
        assert refused, address
        assert "Dresdens" not in editor.page.content(), address
    editor.open("/admin/pages/")
    assert "Dresden" not in editor.text()
    editor.open("/admin/images/")
    assert "Dresden" not in editor.text()
    assert editor.open("/admin/users/").status in (200, 403)
    assert "redaktion-dresden" not in editor.page.content()


def test_an_adviser_keeps_the_times_of_her_centre_and_nothing_else(new_person: People, own_site: Installation) -> None:
    adviser = Editor(new_person(signs_in=True), own_site).sign_in("beratung-leipzig")
    menu = adviser.page.get_by_role("navigation", name="Hauptmenü")
    assert menu.get_by_role("link").all_inner_texts() == ["Meine Beratungsstelle"]
    menu.get_by_role("link", name="Meine Beratungsstelle").click()
    monday = adviser.page.get_by_role("region", name="Öffnungszeiten 1", exact=True)
    monday.get_by_label("Schließt").fill("13:45")
    assert adviser.page.get_by_role("textbox", name="Name").count() == 0, "the name is not hers to change"
    picture(adviser.page, "admin/advice-times", whole=False)
    with adviser.page.expect_navigation():
        adviser.page.get_by_role("button", name="Speichern").first.click()
    reader = Reader(new_person(), own_site)
    reader.open("/it/beratung/leipziger-energieberatung-demo/", LEIPZIG)
    assert "13:45" in reader.text(), "times are the same in every language, at once"
    number = adviser.number_of("/leipzig/wissen/waermeplan/leipzigs-weg/")
    answer = adviser.open(f"/admin/pages/{number}/edit/")
    assert answer.status == 403 or "keinen Zugang" in adviser.text()


def test_the_admins_own_screens_have_no_barrier_that_axe_knows(new_person: People, own_site: Installation) -> None:
    editor = Editor(new_person(signs_in=True), own_site).sign_in("redaktion-leipzig")
    faults = []
    for name, path in {
        "dashboard": "/admin/",
        "base texts": "/admin/base-texts/",
        "adopting": f"/admin/base-texts/{editor.number_of('/saxony/wissen/recht/heizung-kaputt/')}/adopt/",
        "changes": (
            f"/admin/base-texts/{editor.number_of('/leipzig/wissen/waermeplan/was-mein-gebiet-bedeutet/')}/changes/"
        ),
        "translations": "/admin/reports/attention/translations/",
        "pictures": "/admin/reports/attention/pictures/",
        "links": "/admin/reports/attention/links/",
        "rates": "/admin/reports/attention/rates/",
        "reviews": "/admin/reports/attention/reviews/",
        "feedback": "/admin/feedbackmessage/",
    }.items():
        assert editor.open(path).status == 200, name
        picture(editor.page, f"admin/{name.replace(' ', '-')}")
        faults += [f"{name}: {fault}" for fault in violations(editor.page, within="main", without=WAGTAILS_OWN)]
    assert not faults, "\n".join(faults)
