"""A city makes a library article its own, sees what changes in the base text, and decides."""

from __future__ import annotations

import re

from .conftest import People
from .editors import Editor
from .installation import DRESDEN, LEIPZIG, REGION, Installation
from .readers import Reader
from .screens import picture

PATH = "/wissen/recht/heizung-kaputt/"


def test_a_city_adopts_an_article_and_takes_over_a_change_of_its_base(
    new_person: People, own_site: Installation
) -> None:
    city = Editor(new_person(signs_in=True), own_site).sign_in("moderation-leipzig")
    city.open("/admin/base-texts/")
    row = city.page.get_by_role("row", name=re.compile("Heizung kaputt"))
    row.hover()
    row.get_by_role("link", name="Für Leipzig übernehmen").click()
    with city.page.expect_navigation():
        city.page.get_by_role("button", name="Für Leipzig übernehmen").click()
    city.write(city.add_block("Text"), "In Leipzig hilft der Notdienst des Handwerks.")
    city.publish()
    reader = Reader(new_person(), own_site)
    reader.open(f"/de{PATH}", LEIPZIG)
    assert "In Leipzig hilft der Notdienst des Handwerks." in reader.text()
    assert "mit Hinweisen von Leipzig" in reader.text()
    local = reader.page.get_by_role("group", name="Hinweis von Leipzig")
    assert local.count() == 1, "only what the city wrote is marked as its own"
    reader.open(f"/de{PATH}", DRESDEN)
    assert "Notdienst des Handwerks" not in reader.text()

    region = Editor(new_person(signs_in=True), own_site, host=REGION).sign_in("moderation-sachsen")
    region.edit(f"/saxony{PATH}")
    region.write(region.add_block("Text"), "Neu in Sachsen: die Winterberatung.")
    region.publish()
    reader.open(f"/de{PATH}", DRESDEN)
    assert "Neu in Sachsen: die Winterberatung." in reader.text()
    reader.open(f"/de{PATH}", LEIPZIG)
    assert "Winterberatung" not in reader.text(), "the city decides"

    city.open("/admin/")
    assert re.search(r"1\s+Geänderte", city.text())
    city.open(f"/admin/base-texts/{city.number_of(f'/leipzig{PATH}')}/changes/")
    assert "Neu in Sachsen: die Winterberatung." in city.text()
    picture(city.page, "admin/base-text-changed")
    assert city.page.get_by_role("radio", name="Basistext übernehmen").count() == 1, "only what changed is asked about"
    with city.page.expect_navigation():
        city.page.get_by_role("button", name=re.compile("bernehmen")).last.click()
    city.edit(f"/leipzig{PATH}")
    city.publish()
    reader.open(f"/de{PATH}", LEIPZIG)
    assert "Neu in Sachsen: die Winterberatung." in reader.text()
    assert "In Leipzig hilft der Notdienst des Handwerks." in reader.text()
