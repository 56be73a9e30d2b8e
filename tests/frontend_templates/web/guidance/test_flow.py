"""The pages of a flow, as a reader without scripts meets them."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.frontend_templates.answers import connection, found, page
from tests.frontend_templates.web.guidance.conftest import ADDRESS
from tests.frontend_templates.web.guidance.positions import (
    answer,
    asking,
    choice,
    ended,
    fact,
    passed,
    position,
    question,
    refused,
)
from tests.frontend_templates.web.html import read

INCOME = choice("owner.income", "low", "high", isPrivate=True)


def hidden(form):
    return {each.attrs["name"]: each.attrs["value"] for each in form.all("input", type="hidden")}


def asked_of(api):
    return next(variables for name, variables in reversed(api.asked) if name == "Guidance")


def test_the_start_says_how_long_it_takes_and_has_one_button(stands, opened):
    html = opened()
    assert html.one("h1").text == "Welche Heizung?"
    assert "etwa 6 Minuten" in html.one("main").text
    form = html.one("main").one("form")
    assert form.one("button").text == "Los geht’s"
    assert hidden(form)["start"] == "1"


def test_the_start_may_be_found_but_a_page_with_answers_may_not(stands, reader):
    stands(asking())
    assert "X-Robots-Tag" not in reader.get(ADDRESS)
    response = reader.get(ADDRESS + "?start=1&building.dwellings=3")
    assert response["X-Robots-Tag"] == "noindex"
    assert read(response.content).one("meta", name="robots").attrs["content"] == "noindex"


@pytest.mark.parametrize("query", ["", "?start=1", "?start=1&building.dwellings=12"])
def test_nothing_of_a_flow_is_kept_told_to_others_or_marked_by_a_cookie(stands, reader, query):
    stands(asking())
    response = reader.get(ADDRESS + query)
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert not response.cookies


def test_a_number_is_asked_with_its_unit_its_range_and_a_way_not_to_know(stands, opened):
    stands(asking(fact("building.floor_area", unit="m2", low=20, high=100_000, isWhole=False)))
    html = opened("?start=1")
    field = html.one("input", id="answer")
    assert field.attrs["inputmode"] == "decimal"
    described = [html.one(id=name).text for name in (field.attrs["aria-describedby"] or "").split()]
    assert described == ["Eine Zahl von 20 bis 100.000", "m²"]
    assert html.one("h1").one("label").attrs["for"] == "answer"
    assert html.one("button", name="skip").text == "Weiß ich nicht"
    assert [button.text for button in html.one("main").all("button")] == ["Weiter", "Weiß ich nicht"]


def test_a_choice_is_a_group_named_by_the_question(stands, opened):
    stands(asking(choice("owner.role", "landlord", "tenant")))
    html = opened("?start=1")
    assert html.one("fieldset").one("legend").one("h1").text == "Wie viele Wohnungen?"
    assert [each.attrs["value"] for each in html.all("input", type="radio")] == ["landlord", "tenant"]
    assert not [each for each in html.all("input", type="radio") if "checked" in each.attrs]


def test_earlier_answers_and_days_travel_with_the_form(stands, opened):
    stands(asking(path=[passed(fact("heating.carrier"))]))
    form = opened("?start=1&heating.carrier=gas&date.installation=2026-09-01").one("form", class_="ask__form")
    fields = hidden(form)
    assert fields["heating.carrier"] == "gas"
    assert fields["date.installation"] == "2026-09-01"
    assert fields["asked"] == "building.dwellings"


def test_progress_is_told_in_words_and_by_a_bar(stands, opened):
    stands(asking(done=2, toCome=7))
    html = opened("?start=1&a.b=1&c.d=2")
    assert html.one(id="progress").text == "Frage 3 von etwa 9"
    assert html.one("progress").attrs["value"] == "3"


def test_back_is_the_same_address_without_the_last_answer(stands, opened):
    stands(asking(path=[passed(fact("a.b")), passed(fact("c.d"))]))
    link = next(a for a in opened("?start=1&a.b=1&c.d=2").all("a") if a.text == "Zurück")
    query = parse_qs(urlsplit(link.attrs["href"] or "").query)
    assert query == {"start": ["1"], "version": ["v1"], "a.b": ["1"]}


def test_what_was_wrong_is_told_above_and_by_the_field_and_the_typing_is_kept(stands, reader):
    stands(asking(refused=[refused("building.dwellings")]))
    response = reader.get(ADDRESS + "?start=1&building.dwellings=12,5&asked=building.dwellings")
    assert response.status_code == 422
    html = read(response.content)
    assert html.one("title").text.startswith("Fehler: ")
    summary = html.one(role="alert")
    assert "autofocus" in summary.attrs
    assert summary.one("a").attrs["href"] == "#answer"
    field = html.one("input", id="answer")
    assert field.attrs["value"] == "12,5"
    assert field.attrs["aria-invalid"] == "true"
    assert "wrong" in (field.attrs["aria-describedby"] or "").split()
    assert "building.dwellings" not in hidden(html.one("form", class_="ask__form"))


def test_a_question_sent_back_empty_asks_for_an_answer(stands, reader):
    stands(asking(choice("owner.role", "landlord")))
    html = read(reader.get(ADDRESS + "?start=1&asked=owner.role").content)
    assert html.one(role="alert").one("a").attrs["href"] == "#answer-1"
    assert "Weiß ich nicht" in html.one(id="wrong").text


def test_other_parts_of_an_address_that_can_not_be_read_are_told(stands, opened):
    stands(asking(refused=[refused("heating.carrier", "UNKNOWN_OPTION", "Bitte wählen Sie eine Antwort.")]))
    text = opened("?start=1&heating.carrier=feenstaub").one("main").text
    assert "Ein Teil dieser Adresse war nicht lesbar" in text
    assert "Bitte wählen Sie eine Antwort." in text


def test_what_others_put_into_addresses_worries_nobody(stands, opened):
    stands(asking(refused=[refused("fbclid", "UNKNOWN_FACT", "")]))
    assert "nicht lesbar" not in opened("?start=1&fbclid=abc").one("main").text


def test_answers_to_another_version_of_the_flow_are_told(stands, opened, api):
    stands(asking(isOtherVersion=True))
    assert "Die Fragen haben sich geändert" in opened("?start=1&version=v0").one("main").text
    assert asked_of(api)["version"] == "v0"


def test_an_estimate_is_shown_with_its_source_to_be_confirmed(stands, opened):
    carrier = choice("heating.carrier", "gas", "oil")
    stands(asking(carrier, suggestion=answer(carrier, "gas", state="ESTIMATED", source="Gebäudedaten")))
    html = opened("?start=1")
    assert "Gebäudedaten" in html.one(id="suggestion").text
    assert html.one("input", type="radio", value="gas").attrs.keys() >= {"checked"}
    assert html.one("main").all("button")[0].text == "Bestätigen und weiter"


def test_an_answer_is_changed_in_place_and_the_others_stay(stands, opened, api):
    carrier = choice("heating.carrier", "gas", "oil")
    stands(asking(carrier, isChanging=True, current=answer(carrier, "oil"), path=[passed(carrier)]))
    html = opened("?start=1&heating.carrier=oil&a.b=1&ask=heating.carrier")
    assert asked_of(api)["at"] == "heating.carrier"
    assert "checked" in html.one("input", type="radio", value="oil").attrs
    assert "heating.carrier" not in hidden(html.one("form", class_="ask__form"))
    assert hidden(html.one("form", class_="ask__form"))["a.b"] == "1"


def test_private_answers_are_sent_in_the_body_only(stands, reader, api):
    stands(asking(INCOME))
    form = read(reader.get(ADDRESS + "?start=1&a.b=1").content).one("form", class_="ask__form")
    assert form.attrs["method"] == "post"
    assert form.all("input", type="radio")[0].attrs["name"] == "private.owner.income"
    stands(ended(answers=[answer(INCOME, "low")], link="a.b=1"))
    response = reader.post(form.attrs["action"] or "", {**hidden(form), "private.owner.income": "low"})
    assert response.status_code == 200
    assert {"fact": "owner.income", "value": "low"} in asked_of(api)["answers"]
    html = read(response.content)
    assert "income" not in (html.one("input", id="address").attrs["value"] or "")
    links = [a.attrs["href"] or "" for a in html.all("a")] + [f.attrs["action"] or "" for f in html.all("form")]
    assert not [link for link in links if "income" in link]


def test_with_private_answers_held_every_way_on_takes_them_along_in_the_body(stands, reader):
    told = fact("a.b")
    stands(ended(
        path=[passed(told)], answers=[answer(INCOME, "low")], of_result={"told": [answer(told, "1")]},
    ))  # fmt: skip
    html = read(reader.post(ADDRESS + "?start=1&version=v1&a.b=1", {"private.owner.income": "low"}).content)
    carry = html.one("form", id="carry")
    assert hidden(carry) == {"private.owner.income": "low"}
    buttons = {(b.attrs["name"], b.attrs["value"]) for b in html.all("button", form="carry")}
    assert {("ask", "a.b"), ("without", "a.b")} <= buttons


def test_public_answers_of_a_body_move_into_the_address(stands, reader):
    stands(asking())
    response = reader.post(ADDRESS + "?start=1&a.b=1", {"private.owner.income": "low", "c.d": "2", "asked": "c.d"})
    assert response.status_code == 307
    assert parse_qs(urlsplit(response["Location"]).query) == {"start": ["1"], "a.b": ["1"], "c.d": ["2"]}
    assert (
        reader.post(response["Location"], {"private.owner.income": "low", "c.d": "2", "asked": "c.d"}).status_code
        == 200
    )


def test_a_person_can_add_what_is_private_to_the_address(stands, reader, api):
    stands(ended(answers=[answer(INCOME, "low")], link="owner.income=low"))
    fields = {"private.owner.income": "low", "with": "private"}
    html = read(reader.post(ADDRESS + "?start=1&version=v1", fields).content)
    assert asked_of(api)["withPrivate"] is True
    assert "owner.income=low" in (html.one("input", id="address").attrs["value"] or "")


def test_who_opens_an_address_without_private_answers_is_not_asked_for_them(reader, stands, api):
    left_out = ended(answers=[answer(INCOME, "dont-know")])
    stands(asking(INCOME))
    asked = api.answers["Guidance"]
    api.answers["Guidance"] = lambda variables: (
        {"guidancePosition": left_out}
        if {"fact": "owner.income", "value": "dont-know"} in variables["answers"]
        else asked
    )
    given = "?start=1&private=left-out&a.b=1"
    html = read(reader.get(ADDRESS + given).content)
    assert "private=left-out" in html.one("input", id="address").attrs["value"]
    assert "income" not in html.one("input", id="address").attrs["value"]
    assert read(reader.get(ADDRESS + "?start=1&a.b=1").content).one("input", name="asked"), "others are asked"
    assert read(reader.get(ADDRESS + given + "&ask=owner.income").content).one("input", name="asked"), "may be told"


def test_an_outcome_names_who_helps(stands, opened):
    contact = {"title": "Beratung finden", "path": "/beratung/"}
    step = question(
        key="owner", kind="OUTCOME", words="Ihnen gehört das Haus", more="Dann so.", fact=None, contact=contact
    )
    stands(position(step=step, end="OUTCOME"))
    html = opened("?start=1&owner.role=owner")
    assert html.one("h1").text == "Ihnen gehört das Haus"
    assert html.one("main").one("a", href="/de/beratung/").text == "Beratung finden"


def test_the_same_place_in_another_language_keeps_the_answers(stands, opened):
    stands(asking())
    link = opened("?start=1&a.b=1").one("a", hreflang="it", lang="it")
    assert parse_qs(urlsplit(link.attrs["href"] or "").query)["a.b"] == ["1"]


def test_hostile_answers_can_not_break_out(stands, opened):
    stands(asking(refused=[refused("building.dwellings")]))
    hostile = '"><script>alert(1)</script>'
    html = opened(f"?start=1&building.dwellings={hostile}&a.b={hostile}&asked=building.dwellings")
    assert not [script for script in html.all("script") if not script.attrs.get("src")]


@pytest.mark.parametrize("query", [
    "?start=1&%00=%00", "?start=1&=x", "?ask=nowhere&start=1", "?view=adviser", "?asked=private.", "?start=1&a.b=%ff",
    "?without=a.b&start=1", "?skip=1&asked=a.b", "?date.installation=x",
])  # fmt: skip
def test_tampered_addresses_are_answered(stands, reader, query):
    stands(asking())
    assert reader.get(ADDRESS + query).status_code in (200, 422)
    assert reader.post(ADDRESS + query, {"private.": "x", "asked": "private.", "with": "y"}).status_code in (
        200,
        307,
        422,
    )


def test_a_flow_that_is_gone_is_not_found(stands, reader, api):
    api.answers["Guidance"] = {"guidancePosition": None}
    assert reader.get(ADDRESS + "?start=1").status_code == 404


def test_leaving_a_question_is_counted_and_answers_are_not_told(stands, opened, api):
    stands(asking(fact("c.d"), path=[passed(fact("a.b"))]))
    opened("?start=1&a.b=dont-know&asked=a.b")
    counted = [variables["input"] for name, variables in api.asked if name == "RecordGuidanceUse"]
    assert counted == [
        {"flow": "heizung", "step": "a.b", "event": "REACHED", "to": "c.d"},
        {"flow": "heizung", "step": "a.b", "event": "DONT_KNOW"},
        {"flow": "heizung", "step": "c.d", "event": "REACHED"},
    ]


@pytest.mark.parametrize("headers", [{"Sec-Purpose": "prefetch"}, {"User-Agent": "Somebot/1.0"}], ids=str)
def test_machines_are_not_counted(stands, reader, api, headers):
    stands(asking())
    reader.get(ADDRESS + "?start=1", headers=headers)
    assert "RecordGuidanceUse" not in [name for name, _variables in api.asked]


def test_a_count_that_fails_troubles_nobody(stands, reader, api):
    stands(asking())
    api.answers["RecordGuidanceUse"] = "INTERNAL"
    assert reader.get(ADDRESS + "?start=1").status_code == 200


def test_an_address_that_was_given_away_is_not_counted(stands, opened, api):
    stands(ended())
    opened("?start=1&a.b=1")
    assert "RecordGuidanceUse" not in [name for name, _variables in api.asked]


def test_answers_leave_no_trace_in_the_log(stands, opened, caplog):
    caplog.set_level("DEBUG")
    stands(asking(refused=[refused("building.dwellings")]))
    opened("?start=1&building.dwellings=geheim123&asked=building.dwellings")
    assert "geheim123" not in caplog.text


def test_a_draft_is_walked_with_its_token_and_is_not_counted(stands, reader, api):
    stands(asking())
    draft = api.answers["GuidanceStart"]["page"]
    api.answers |= {
        "Preview": {"page": draft, "snippet": None},
        "GuidanceDraft": {"page": {"position": asking(fact("c.d"), path=[passed(fact("a.b"))])}},
    }
    start = read(reader.get("/de/preview/?token=secret").content)
    assert hidden(start.one("main").one("form")) == {"token": "secret", "start": "1"}
    form = read(reader.get("/de/preview/?token=secret&start=1&a.b=1&asked=a.b").content).one("form", class_="ask__form")
    assert form.attrs["action"] == "/de/preview/"
    assert hidden(form)["token"] == "secret"
    assert set(api.tokens[-2:]) == {"secret"}
    assert "RecordGuidanceUse" not in [name for name, _variables in api.asked]


def test_the_home_leads_to_the_compass_wherever_it_comes_from(stands, reader, api):
    crumbs = [{"path": "/"}, {"path": "/kompass/"}]
    home = {
        "page": page("Home", path="/", lead="", body=[]),
        "topics": [],
        "compass": connection({"breadcrumbs": crumbs}),
    }
    api.answers |= {
        "Resolve": found("HOME"),
        "Home": {**home, **dict.fromkeys(("articles", "events", "campaigns"), connection())},
    }
    assert read(reader.get("/de/").content).one("main").one("a", href="/de/kompass/").text == "Kompass starten"


def test_the_index_shows_each_flow_once_under_whom_it_is_for(stands, reader, api):
    def flow(title, *audience):
        return page("GuidanceFlow", title=title, audience=list(audience), durationMinutes=3)

    flows = [flow("Ich wohne zur Miete", "TENANT"), flow("Welche Heizung?", "OWNER", "LANDLORD")]
    index = page("GuidanceIndex", path="/kompass/", intro="", flows=flows)
    api.answers |= {"Resolve": found("GUIDANCE_INDEX"), "GuidanceIndex": {"page": index}}
    main = read(reader.get("/de/kompass/").content).one("main")
    assert [section.one("h2").text for section in main.all("section")] == ["Eigentümerinnen und Eigentümer", "Mietende"]
    assert [card.text for card in main.all("h3")] == ["Welche Heizung?", "Ich wohne zur Miete"]
