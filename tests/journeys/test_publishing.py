"""When a text appears, and where its old address leads."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from .conftest import People
from .editors import Editor
from .installation import BERLIN, LEIPZIG, Installation
from .readers import Reader


@pytest.fixture
def moderator(new_person: People, own_site: Installation) -> Editor:
    return Editor(new_person(signs_in=True), own_site).sign_in("moderation-leipzig")


@pytest.fixture
def reader(new_person: People, own_site: Installation) -> Reader:
    return Reader(new_person(), own_site)


def test_a_planned_text_appears_when_its_time_has_come(moderator: Editor, reader: Reader) -> None:
    moderator.start_article("/leipzig/wissen/waermeplan/", "Bald mehr dazu")
    moderator.fill("Anreißer", "Das kommt noch.")
    moderator.fill("Einfach gesagt", "Bald steht hier mehr.")
    moderator.write(moderator.add_block("Text"), "Ab morgen.")
    moderator.write_for("tenant")
    moderator.page.get_by_role("checkbox", name="Der Wärmeplan").check()
    moderator.plan(datetime.now(BERLIN) + timedelta(days=1))
    path = "/de/wissen/waermeplan/bald-mehr-dazu/"
    moderator.site.manage("publish_scheduled")
    assert reader.open(path, LEIPZIG).status == 404

    yesterday = (datetime.now(BERLIN) - timedelta(days=1)).isoformat()
    moderator.site.change(
        "UPDATE wagtailcore_revision SET approved_go_live_at = ?, content = json_set(content, '$.go_live_at', ?)"
        " WHERE approved_go_live_at IS NOT NULL",
        yesterday.replace("T", " "),
        yesterday,
    )
    moderator.site.manage("publish_scheduled")
    assert reader.open(path, LEIPZIG).status == 200
    assert reader.title == "Bald mehr dazu"


def test_an_old_address_leads_to_the_new_one_in_every_language(moderator: Editor, reader: Reader) -> None:
    old, new = "/wissen/waermeplan/leipzigs-weg/", "/wissen/waermeplan/leipzigs-waermeweg/"
    moderator.edit(f"/leipzig{old}")
    moderator.tab("Auffindbarkeit")
    moderator.fill("Adresse*", "leipzigs-waermeweg")
    moderator.publish()
    for locale in ("de", "en", "it"):
        assert reader.open(f"/{locale}{old}", LEIPZIG).status == 200
        assert reader.path == f"/{locale}{new}"
    answer = reader.site.fetch(LEIPZIG, f"/de{old}")
    assert answer.status == 301
    assert answer.headers["Location"].endswith(f"/de{new}")
