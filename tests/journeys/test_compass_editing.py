"""An editor of a city builds a flow from nothing, breaks it, is told where, mends it; then readers walk it."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from .axe import violations
from .conftest import People
from .flow_editors import FlowEditor
from .installation import DRESDEN, LEIPZIG, Installation
from .screens import WIDE, picture, widen
from .walkers import RESULT, Walker

INDEX = "/leipzig/leipziger-kompass/"
TITLE = "Passt eine Luft-Wärmepumpe?"
PERSONA = "Frau Adler, Haus mit Garten"
FACTS = {
    "owner.role": "selbst bewohntes Eigentum (owner_occupier)",
    "site.outdoor_space": "Garten (garden)",
    "heating.distribution": "große Heizkörper (large_radiators)",
}


@pytest.fixture
def editor(new_person: People, own_site: Installation) -> FlowEditor:
    editor = FlowEditor(new_person(signs_in=True), own_site)
    editor.sign_in("redaktion-leipzig")
    return editor


@pytest.fixture
def moderator(new_person: People, own_site: Installation) -> FlowEditor:
    moderator = FlowEditor(new_person(signs_in=True), own_site)
    moderator.sign_in("moderation-leipzig")
    return moderator


def build(editor: FlowEditor) -> None:
    """Five steps: three questions, a hint, and an outcome of its own for tenants."""
    editor.start(INDEX, "Anleitung", TITLE, "waermepumpe")
    editor.fill("Anreißer", "Drei kurze Fragen.")
    editor.fill("Einleitung", "Sie erfahren, ob es sich lohnt, weiter zu fragen.")
    editor.add_question(0, "owner.role", "Wie nutzen Sie das Haus?", "Das Recht unterscheidet.")
    editor.add_route(0, 0, "miete")
    editor.compare("steps-0-value-routes-0-value-condition", "owner.role", "zur Miete (tenant)")
    editor.add_route(0, 1, "next")
    editor.add_question(1, "site.outdoor_space", "Gibt es Platz am Haus?", "Das Gerät braucht Platz.")
    editor.add_words(2, "Hinweis", "kein-platz", "Ohne Platz wird es schwer", "Fragen Sie nach einem Gerät für innen.")
    editor.compare("steps-2-value-only_if", "site.outdoor_space", "keiner (none)")
    editor.add_question(3, "heating.distribution", "Wie kommt die Wärme in die Räume?", "Große Flächen helfen.")
    editor.add_route(3, 0, "result")
    editor.add_words(
        4, "Ausgang", "miete", "Sie wohnen zur Miete", "Über die Heizung entscheidet, wem das Haus gehört."
    )
    editor.choose_page("steps-4-value-key", "Wärmewende in Leipzig", "Beratung")
    editor.add_measure("Luft-Wärmepumpe")
    editor.add_measure("Energieberatung im Haus")
    editor.add_persona(PERSONA, FACTS, {"Energieberatung im Haus": "suitable", "Luft-Wärmepumpe": "possible"})


def test_an_editor_builds_breaks_mends_and_publishes_a_flow(
    editor: FlowEditor, moderator: FlowEditor, new_person: People
) -> None:
    moderator.start("/leipzig/", "Kompass", "Leipziger Kompass", "leipziger-kompass")
    moderator.publish()
    build(editor)
    editor.save_draft()
    expect(editor.findings).to_contain_text("Das kann veröffentlicht werden")
    picture(editor.page, "admin/flow-built")
    form = urlsplit(editor.page.url).path

    broken = [
        ("steps-0-value-routes-0-value-to", "mieter", "miete", "Ein Weg führt zu „mieter“"),
        ("steps-2-value-key", "miete", "kein-platz", "kommt zweimal vor"),
        ("steps-3-value-routes-0-value-to", "site.outdoor_space", "result", "im Kreis"),
        ("personas-0-value-expects-0-value-outcome", "unsuitable", "suitable", "erwartet war „ungeeignet“"),
    ]
    for name, wrong, right, told in broken:
        editor.put(name, wrong)
        editor.check()
        expect(editor.findings).to_contain_text(told)
        place = editor.findings.locator(".guidance-findings__error").filter(has_text=told).first.get_by_role("link")
        place.click()
        expect(editor.field(name)).to_be_visible()
        editor.put(name, right)
    comparison = "steps-2-value-only_if-parts-0-value-comparison"
    editor.put(comparison, "less")
    editor.check()
    expect(editor.findings).to_contain_text("Ohne Platz wird es schwer, Bedingung")
    assert violations(editor.page, within=".guidance-findings") == []
    picture(editor.page, "admin/flow-broken")
    editor.put("personas-0-value-expects-0-value-outcome", "unsuitable")
    editor.submit_when_saved()

    assert "Ohne Platz wird es schwer, Bedingung" in editor.told(), "what is broken can't even be submitted"
    picture(editor.page, "admin/flow-refused", whole=False)
    reader = Walker(new_person(), editor.site, LEIPZIG)
    reader.open(f"/de{INDEX.removeprefix('/leipzig')}")
    assert TITLE not in reader.text(), "nobody reads what is not published"

    editor.put(comparison, "is")
    editor.put("personas-0-value-expects-0-value-outcome", "suitable")
    editor.check()
    expect(editor.findings).to_contain_text("Das kann veröffentlicht werden")
    editor.submit_when_saved()
    moderator.open(form)
    moderator.approve("Jetzt stimmt alles.")
    editor.site.run_tasks()

    reader.page.reload()
    reader.page.get_by_role("link", name=TITLE).click()
    flow = reader.path.removeprefix("/de")
    reader.begin("de", flow)
    reader.answer("owner_occupier", "site.outdoor_space")
    reader.answer("garden", "heating.distribution")
    reader.answer("large_radiators", RESULT)
    assert reader.judged() == {"m-heat-pump-air": "possible", "m-advice-visit": "suitable"}
    widen(reader.page, WIDE)
    picture(reader.page, "compass/own-flow")
    assert reader.open(f"/de{flow}", DRESDEN).status == 404, "another city has its own flows"
    reader.host = LEIPZIG
    reader.open(f"/de{flow}?start=1&owner.role=tenant")
    assert reader.title == "Sie wohnen zur Miete"
    assert reader.main.get_by_role("link", name=re.compile("Beratung")).count()
