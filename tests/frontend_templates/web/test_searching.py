from __future__ import annotations

import pytest

from tests.frontend_templates.answers import connection, nothing
from tests.frontend_templates.web.html import read

HIT = {
    "title": "Wärmepumpe <b>", "path": "/wissen/wp/", "type": "ARTICLE", "teaser": "", "contentLocale": "DE",
    "highlight": [{"text": "Die ", "marked": False}, {"text": "<Pumpe>", "marked": True}],
}  # fmt: skip


@pytest.fixture
def search(api, reader):
    facets = {"type": [{"value": "ARTICLE", "count": 1}], "topic": []}
    api.answers |= {"Resolve": nothing(), "Search": {"search": {**connection(HIT), "facets": facets}}}
    return lambda address="/de/suche/?q=pumpe", **headers: reader.get(address, **headers)


def test_hits_show_where_the_words_stand_and_how_many_there_are(search):
    html = read(search().content)
    assert html.one("p", role="status").text == "1 Treffer für „pumpe“"
    assert html.one("mark").text == "<Pumpe>"
    assert html.one("a", href="/de/wissen/wp/").text == "Wärmepumpe <b>"


def test_what_was_searched_is_kept_by_nobody_and_sent_to_nobody(search):
    response = search()
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert not response.cookies


def test_the_words_stay_in_the_form_and_can_not_break_out(search):
    html = read(search('/de/suche/?q="><script>alert(1)</script>').content)
    assert html.one("input", name="q").attrs["value"] == '"><script>alert(1)</script>'
    assert not html.all("script")


def test_results_are_narrowed_by_kind(search, api):
    search("/de/suche/?q=pumpe&type=article")
    assert api.asked[-1][1]["types"] == ["ARTICLE"]


def test_without_words_there_is_only_the_form(search, api):
    html = read(search("/de/suche/").content)
    assert html.one("form", role="search")
    assert "Search" not in [name for name, _variables in api.asked]


def test_a_search_leaves_no_words_in_the_log(search, caplog):
    caplog.set_level("DEBUG")
    search("/de/suche/?q=geheimeswort")
    search("/de/suche/?q=geheimeswort&type=unknown")
    assert "geheimeswort" not in caplog.text
