"""What the pages of a result say."""

from __future__ import annotations

from tests.frontend_templates.web.guidance.conftest import ADDRESS
from tests.frontend_templates.web.guidance.positions import (
    answer,
    costs,
    ended,
    fact,
    figure,
    judgement,
    passed,
    reason,
)
from tests.frontend_templates.web.html import read


def asked_of(api):
    return next(variables for name, variables in reversed(api.asked) if name == "Guidance")


def test_the_result_says_why_on_which_law_and_what_is_missing(stands, opened):
    asked = fact("site.outdoor_space", label="Platz im Freien")
    law = reason("Ein neuer Kessel ist erlaubt.", legalBasis="GModG § 43", validFrom="2026-07-30",
                 turnsOn="INSTALLATION")  # fmt: skip
    stands(ended(
        judgement("Gaskessel", "SUITABLE", reasons=[law]),
        judgement("Wärmepumpe", "OPEN", decides={"key": asked["key"], "label": asked["label"], "contentLocale": "DE"}),
        judgement("Pellets", "UNSUITABLE", reasons=[reason("Kein Platz fürs Lager.", "SPEAKS_AGAINST")]),
        path=[passed(asked)],
    ))  # fmt: skip
    html = opened("?start=1&site.outdoor_space=dont-know")
    assert html.one("h1").text == "1 Heizung passt zu Ihrem Haus."
    assert "22. November 2026" in html.one("main").text
    suits = html.one(id="m-gaskessel").text
    assert "GModG § 43" in suits
    assert "gilt ab 30. Juli 2026" in suits
    assert "es zählt der Tag des Einbaus" in suits
    still_open = html.one(id="m-wärmepumpe")
    assert "Es fehlt: Platz im Freien." in still_open.text
    assert "ask=site.outdoor_space" in (still_open.all("a")[0].attrs["href"] or "")
    closed = html.one(id="m-pellets").parent.parent
    assert closed.tag == "details"
    assert "open" not in closed.attrs


def test_above_every_amount_stands_what_to_do_before_signing(stands, opened):
    grant = {
        "programme": {"title": "KfW", "path": "/foerderung/kfw/", "steps": ["Antrag stellen"], "contentLocale": "DE"},
        "eligible": figure(30_000), "percent": figure(55), "amount": figure(16_500), "own": None, "open": [],
        "toCheck": False,
    }  # fmt: skip
    stands(ended(judgement("Wärmepumpe", estimate=costs(grants=[grant]))))
    text = opened("?start=1&a.b=1").one("main").text
    warning = "Vertrag nur mit einer Bedingung"
    assert text.index(warning) < text.index("16500 €")
    funding = text[text.index("Förderung, Schritt für Schritt") :]
    assert funding.index(warning) < funding.index("16500 €")


def test_unknown_costs_are_open_and_never_a_number(stands, opened):
    stands(ended(judgement("Wärmenetz", estimate=costs(investment=figure(None), isRankable=False, open=["Preis"]))))
    row = opened("?start=1&a.b=1").one("table").all("tr")[1].text
    assert "offen" in row
    assert "0 €" not in row.replace("1000 €", "")


def test_a_year_of_which_a_part_is_missing_costs_at_least(stands, opened):
    years = [
        {"year": 2026, "figure": figure(2000), "isAtLeast": False, "missing": []},
        {"year": 2029, "figure": figure(2500), "isAtLeast": True, "missing": ["Biomethan"]},
        {"year": 2040, "figure": figure(None), "isAtLeast": True, "missing": ["Biomethan"]},
    ]
    stands(ended(judgement("Gaskessel", estimate=costs(years=years))))
    ladder = opened("?start=1&a.b=1").one(id="t-ladder").parent
    cells = [cell.text for cell in ladder.all("td")]
    assert "mindestens" not in cells[0]
    assert "mindestens" in cells[1]
    assert "2500 €" in cells[1]
    assert cells[2].endswith("offen")
    assert "mindestens" not in cells[2]


def test_what_a_tenant_can_do_is_no_heating_and_costs_nothing(stands, opened):
    stands(ended(judgement("Abrechnung prüfen", kind="TENANT")))
    html = opened("?start=1&owner.role=tenant")
    assert html.one("h1").text == "Das können Sie tun: 1 Schritt."
    assert not html.all("table")


def test_the_days_that_decide_can_be_entered_and_a_wrong_one_is_told(stands, reader, api):
    stands(ended(of_result={"openDates": ["INSTALLATION"]}))
    response = reader.get(ADDRESS + "?start=1&a.b=1&date.installation=31.12.2026&date.application=2026-12-01")
    assert response.status_code == 422
    assert asked_of(api)["installation"] is None
    assert asked_of(api)["application"] == "2026-12-01"
    html = read(response.content)
    assert html.one(role="alert").one("a").attrs["href"] == "#f-date.installation"
    assert html.one("input", id="f-date.installation").attrs["value"] == "31.12.2026"


def test_the_adviser_sees_answers_open_ones_and_estimates_and_can_correct_them(stands, opened):
    known, open_one, guessed = fact("a.b"), fact("c.d", label="Baujahr"), fact("e.f", label="Verbrauch")
    stands(ended(
        judgement("Wärmepumpe", "POSSIBLE", conditions=[reason("Wenn Platz ist.")]),
        path=[passed(known), passed(open_one), passed(guessed, "KNOWN")],
        of_result={
            "told": [answer(known, "12"), answer(open_one, "dont-know", state="DONT_KNOW")],
            "taken": [answer(guessed, "9", state="ESTIMATED", source="TABULA")],
            "documents": ["Energieausweis"],
        },
    ))  # fmt: skip
    html = opened("?start=1&view=adviser&a.b=12&c.d=dont-know")
    text = html.one("main").text
    for words in ("Baujahr", "offen", "geschätzt", "TABULA", "Energieausweis", "Wenn Platz ist."):
        assert words in text
    changes = [a.attrs["href"] or "" for a in html.all("a") if a.text.startswith(("Ändern", "Korrigieren"))]
    assert len(changes) == 3
    assert all("view=adviser" in href for href in changes)


def test_the_code_and_the_address_lead_to_the_city_and_load_nothing(stands, opened):
    stands(ended(link="a.b=1"))
    html = opened("?start=1&a.b=1")
    assert (html.one("input", id="address").attrs["value"] or "").startswith("http://leipzig.test/de/kompass/heizung/?")
    drawing = html.one("figure").one("svg")
    assert "style" not in drawing.attrs
    assert not html.all("img", src="data:")


def test_an_answer_too_long_for_a_code_leaves_the_address(stands, opened):
    stands(ended(link="a.b=" + "1" * 4000))
    html = opened("?start=1&a.b=1")
    assert not html.all("figure")
    assert html.one("input", id="address")
