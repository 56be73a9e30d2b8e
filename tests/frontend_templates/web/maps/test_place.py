"""The pages of the map, of areas and of buildings, as readers without scripts meet them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.frontend_templates.answers import connection, found, page, site
from tests.frontend_templates.web.html import read

ADDRESS = "/de/energiekarte/gebaeude/1/"


def figure(text: str, state: str = "ESTIMATED", low: float = 1) -> dict[str, Any]:
    return {"low": low, "high": low, "text": text, "state": state, "method": "", "toCheck": False, "source": None}


def fact(key: str, label: str, **changed: Any) -> dict[str, Any]:
    return {
        "attribute": {"key": key, "label": label, "meaning": ""}, "figure": None, "choice": None, "state": "REGISTERED",
        "method": "laut Quelle", "year": 2024, "toCheck": False, "licence": "CC0", "attribution": "Stadt",
        "source": {"title": "Kataster", "url": ""}, **changed,
    }  # fmt: skip


PLAN = {
    "title": "Wärmeplan", "summary": "", "status": "ON_DISPLAY", "displayFrom": "2026-10-01", "displayTo": "2026-12-01",
    "takesComments": True, "howToComment": "Schreiben Sie uns.", "commentUrl": "https://example.org/", "decidedBy": "",
    "decidedOn": None, "targetYear": 2038, "planUrl": "", "notice": "Niemand kann daraus etwas verlangen.",
    "contentLocale": "DE",
}  # fmt: skip
AREA = {
    "id": "A1", "name": "Mitte", "path": "/energiekarte/gebiet/1/", "theme": "HEAT_PLAN", "plan": PLAN,
    "category": {"key": "decentral", "label": "dezentral", "meaning": "Jedes Haus heizt für sich."},
    "horizon": {"key": "2035", "label": "bis 2035"}, "notice": PLAN["notice"],
}  # fmt: skip
HOUSE = {
    "id": "B1", "path": "/energiekarte/gebaeude/1/", "isHidden": False, "hiddenReason": "", "goneSince": None,
    "successor": None, "addresses": [{"text": "Amselweg 3"}], "areas": [AREA],
    "facts": [
        fact("height", "Höhe", figure=figure("16 m", "REGISTERED")),
        fact("type", "Gebäudetyp", choice={"label": "Mehrfamilienhaus"}),
    ],
    "unknown": [
        {"attribute": {"key": "year", "label": "Baujahr", "meaning": "wie alt es ist"}, "reasonLabel": "Unbekannt."}
    ],
    "group": {
        "name": "", "addresses": 7,
        "figures": [
            {
                "attribute": {"key": "heating_carrier", "label": "Energieträger"}, "choice": {"label": "Erdgas"},
                "figure": figure("5", low=5), "knownAddresses": 5, "suppressed": None,
            },
            {
                "attribute": {"key": "gas_consumption", "label": "Gasverbrauch"}, "choice": None,
                "figure": figure("unbekannt", "UNKNOWN"), "knownAddresses": None, "suppressed": "TOO_FEW",
            },
        ],
    },
}  # fmt: skip
FLOWS = connection(
    {"title": "Kurz", "path": "/kompass/kurz/", "contentLocale": "DE", "mostQuestions": 3},
    {"title": "Welche Heizung?", "path": "/kompass/heizung/", "contentLocale": "DE", "mostQuestions": 20},
)
MAP = {"title": "Energiekarte", "path": "/energiekarte/", "breadcrumbs": [{"title": "Start", "path": "/"}]}


def stands_at(kind: str) -> dict[str, Any]:
    return {"municipality": site(), "resolve": {"__typename": "PlaceFound", "id": "X", "place": kind}}


@pytest.fixture
def house(api):
    def say(**changed: Any) -> None:
        shown = {"building": {**HOUSE, **changed}, "map": MAP, "flows": FLOWS}
        api.answers |= {"Resolve": stands_at("Building"), "BuildingPage": shown}

    say()
    return say


def test_a_building_tells_what_is_planned_what_is_known_and_how(house, reader):
    html = read(reader.get(ADDRESS).content)
    text = html.one("main").text
    assert html.one("h1").text == "Amselweg 3"
    assert "Jedes Haus heizt für sich." in text
    assert text.index("Gebäudetyp") < text.index("Höhe")
    assert "amtlich erfasst" in text
    assert "Kataster" in text
    assert "Baujahr" in text


def test_the_first_step_is_the_flow_that_asks_most_and_it_knows_the_building(house, reader):
    html = read(reader.get(ADDRESS).content)
    first = html.one("a", class_="kern-btn kern-btn--primary")
    assert first.attrs["href"] == "/de/kompass/heizung/?building=B1"


def test_group_figures_say_over_how_many_and_why_one_is_missing(house, reader):
    text = read(reader.get(ADDRESS).content).one("main").text
    assert "7 Adressen" in text
    assert "Erdgas: 5 Adressen" in text
    assert "zu wenige Häuser" in text


def test_nobody_keeps_or_lists_the_page_of_a_building(house, reader):
    response = reader.get(ADDRESS)
    assert response["Cache-Control"] == "no-store"
    assert read(response.content).one("meta", name="robots").attrs["content"] == "noindex"


def test_after_an_objection_the_page_tells_nothing_but_why(house, reader):
    house(isHidden=True, hiddenReason="Es gibt einen Widerspruch.", facts=[], unknown=[], group=None, addresses=[])
    text = read(reader.get(ADDRESS).content).one("main").text
    assert "Es gibt einen Widerspruch." in text
    assert "Welche Heizung" not in text


def test_what_is_gone_names_what_stands_there_now(house, reader):
    house(goneSince="2026-05-01", successor={"path": "/energiekarte/gebaeude/2/"}, facts=[], areas=[], group=None)
    html = read(reader.get(ADDRESS).content)
    assert "1. Mai 2026" in html.one("main").text
    assert any(link.attrs["href"] == "/de/energiekarte/gebaeude/2/" for link in html.all("a"))


def sent(reader, **fields: str) -> Any:
    token = read(reader.get(ADDRESS).content).one("input", name="token").attrs["value"]
    return reader.post(ADDRESS, {"token": token, "kind": "CORRECTION", "text": "Es hat fünf Geschosse.", **fields})


def test_a_correction_is_handed_on_and_confirmed_with_its_day(house, api, reader):
    receipt = {"accepted": True, "reference": "AB12", "answerBy": "2026-12-22", "errors": []}
    api.answers["ReportBuilding"] = {"reportBuilding": receipt}
    response = sent(reader, attribute="height")
    given = next(variables["input"] for name, variables in api.asked if name == "ReportBuilding")
    assert given["kind"] == "CORRECTION"
    assert given["attribute"] == "height"
    assert given["building"] == "X"
    text = read(reader.get(response["Location"].partition("#")[0]).content).one("main").text
    assert "AB12" in text
    assert "22. Dezember 2026" in text


def test_an_objection_needs_no_words_but_a_correction_does(house, api, reader):
    api.answers["ReportBuilding"] = {
        "reportBuilding": {"accepted": True, "reference": "1", "answerBy": "2026-12-22", "errors": []}
    }
    assert sent(reader, kind="OBJECTION", text="").status_code == 302
    response = sent(reader, text="")
    assert response.status_code == 422
    assert "Bitte schreiben Sie eine Nachricht." in read(response.content).one("main").text


def test_the_map_finds_addresses_without_scripts_and_keeps_no_search(api, reader):
    start = {**page("EnergyMap", title="Energiekarte"), "intro": "Was ist geplant?"}
    listed = {"page": start, "heatPlans": [PLAN], "areas": connection(AREA), "mapLayers": []}
    api.answers |= {"Resolve": found("ENERGY_MAP"), "EnergyMap": listed}
    api.answers["AddressSearch"] = {"addressSuggestions": [{"text": "Amselweg 3", "path": HOUSE["path"]}]}
    response = reader.get("/de/energiekarte/?q=amsel")
    html = read(response.content)
    assert response["Cache-Control"] == "no-store"
    assert any(link.attrs["href"] == "/de" + HOUSE["path"] for link in html.all("a", class_="hit"))
    assert "Zum Entwurf Stellung nehmen" in html.one("main").text
    assert "Amselweg" not in read(reader.get("/de/energiekarte/").content).one("main").text


def test_an_area_says_what_it_means_and_how_much_is_known(api, reader):
    area = {
        **AREA,
        "suitability": [{"supply": "HYDROGEN", "supplyLabel": "Wasserstoff", "level": "X", "levelLabel": "nein"}],
        "statute": {"title": "Satzung", "url": ""}, "isDesignated": True, "gas": None, "isForEnergySaving": None,
        "isShortened": None, "isUnplanned": None, "size": figure("13 ha"), "buildings": figure("200"),
        "dataset": {
            "title": "Plan", "attribution": "Stadt", "licence": "CC0", "licenceUrl": "",
            "source": {"title": "Stadt", "url": ""}, "downloads": [{"format": "csv", "url": "/data/x.csv"}],
        },
    }  # fmt: skip
    known = {"attributes": [{"attribute": {"key": "year", "label": "Baujahr"}, "known": 50, "unknown": 150}]}
    api.answers |= {
        "Resolve": stands_at("Area"),
        "AreaPage": {"area": area, "dataQuality": known, "map": MAP, "flows": FLOWS},
    }
    html = read(reader.get("/de/energiekarte/gebiet/1/").content)
    text = html.one("main").text
    assert "Jedes Haus heizt für sich." in text
    assert "25 %" in text
    assert "Satzung" in text
    assert any(link.attrs["href"].endswith("?area=A1") for link in html.all("a"))
    assert any(link.attrs["href"] == "/data/x.csv" for link in html.all("a"))
