from __future__ import annotations

import hashlib
import json
import logging

import pytest

from tests.cms.core.graphql import small
from tests.cms.core.graphql.conftest import Asker, code

RESPONSE = "application/graphql-response+json"


def sha(name: str) -> str:
    return "sha256:" + hashlib.sha256(small.TEXTS[name].encode()).hexdigest()


def test_a_query_is_answered_by_post_with_its_cost(ask):
    response = ask.post("{ greeting }")
    assert response.status_code == 200
    assert response["Content-Type"] == f"{RESPONSE}; charset=utf-8"
    assert response.json() == {
        "data": {"greeting": "Hello you"},
        "extensions": {"cost": {"requested": 0, "limit": 1000}},
    }
    assert response["Cache-Control"] == "no-store"


def test_no_cookie_is_set_or_varied_by_and_none_is_read(ask, admin_user):
    ask.client.force_login(admin_user)
    for response in (ask.post("{ greeting }"), ask.get(query="{ greeting }"), ask.get(documentId=sha("Hello"))):
        assert not response.cookies
        assert "Cookie" not in response["Vary"]
        assert not hasattr(response.wsgi_request, "session")


def test_anybody_elses_site_may_read_without_credentials(ask):
    response = ask.get(documentId=sha("Hello"))
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response
    preflight = ask.client.options("/graphql")
    assert preflight.status_code == 204
    assert "Content-Type" in preflight["Access-Control-Allow-Headers"]


def test_a_registered_document_by_get_may_be_kept_for_a_short_time(ask):
    response = ask.get(documentId=sha("Hello"), variables='{"name": "Ada"}')
    assert response.json()["data"] == {"greeting": "Hello Ada", "place": "leipzig"}
    assert response["Cache-Control"] == "public, max-age=30, s-maxage=120"
    again = ask.get(documentId=sha("Hello"), variables='{"name": "Ada"}', headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    weak = ask.get(
        documentId=sha("Hello"), variables='{"name": "Ada"}', headers={"If-None-Match": f"W/{response['ETag']}"}
    )
    assert weak.status_code == 304


def test_a_kept_answer_ends_at_its_boundary(ask):
    assert ask.get(documentId=sha("Soon"))["Cache-Control"] in (
        "public, max-age=19, s-maxage=19",
        "public, max-age=20, s-maxage=20",
    )


@pytest.mark.parametrize(("name", "variables"), [("Search", {"text": "Frau Meier"}), ("Near", {"near": "51.3,12.4"})])
def test_what_a_person_typed_is_never_kept(ask, name, variables):
    response = ask.get(documentId=sha(name), variables=json.dumps(variables))
    assert response["Cache-Control"] == "no-store"
    assert "ETag" not in response


def test_a_document_that_could_take_something_personal_is_kept_without_it(ask):
    assert "public" in ask.get(documentId=sha("Near"))["Cache-Control"]
    assert "public" in ask.get(documentId=sha("Near"), variables='{"near": null}')["Cache-Control"]


def test_a_preview_is_never_kept(ask):
    assert ask.get(documentId=sha("Hello"), headers={"Preview-Token": "x"})["Cache-Control"] == "no-store"


def test_a_mutation_goes_by_post_only(ask):
    by_get = ask.get(query="mutation { store }")
    assert (by_get.status_code, code(by_get), by_get["Allow"]) == (405, "MUTATION_BY_GET", "POST")
    assert ask.get(documentId=sha("Store")).status_code == 405
    assert small.CALLS == []
    assert ask.post(documentId=sha("Store")).json()["data"] == {"store": "stored"}


@pytest.mark.parametrize(
    "content_type", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain"]
)
def test_a_plain_form_of_another_site_is_not_read(ask, content_type):
    response = ask.raw('{"query": "mutation { store }"}', content_type)
    assert (response.status_code, code(response)) == (415, "UNSUPPORTED_MEDIA_TYPE")
    assert small.CALLS == []


@pytest.mark.parametrize(
    ("body", "status", "expected"),
    [
        (b'{"query": "\xff"}', 400, "BAD_REQUEST"),
        (b"[" * 90_000, 400, "BAD_REQUEST"),
        (
            b'{"query": "{ greeting }", "variables": ' + b'{"a":' * 15_000 + b"1" + b"}" * 15_000 + b"}",
            400,
            "BAD_REQUEST",
        ),
        (b" ", 400, "BAD_REQUEST"),
        (b"17", 400, "BAD_REQUEST"),
        (b'{"query": NaN}', 400, "BAD_REQUEST"),
        (b'{"query": ["{ greeting }"]}', 400, "BAD_REQUEST"),
        (b'{"query": "{ greeting }", "variables": [1]}', 400, "BAD_REQUEST"),
        (b'{"query": "{ greeting }", "extensions": 0}', 400, "BAD_REQUEST"),
        (b'{"query": "{ greeting }", "documentId": "x"}', 400, "BAD_REQUEST"),
        (b'[{"query": "{ greeting }"}]', 400, "BATCHING_NOT_SUPPORTED"),
        (b'{"query": "' + b" " * 100_000 + b'"}', 413, "BODY_TOO_LARGE"),
        (b'{"documentId": "sha256:abc"}', 404, "UNKNOWN_DOCUMENT"),
        (b'{"query": "query A { greeting } query B { greeting }"}', 200, "UNKNOWN_OPERATION"),
        (b'{"query": "query A { greeting }", "operationName": "B"}', 200, "UNKNOWN_OPERATION"),
        (b'{"query": "fragment A on Query { greeting }"}', 200, "GRAPHQL_VALIDATION_FAILED"),
        (b'{"query": "subscription { greeting }"}', 200, "UNKNOWN_OPERATION"),
        (b'{"query": "{ nothing }"}', 200, "GRAPHQL_VALIDATION_FAILED"),
        (b'{"query": "{ greeting"}', 200, "GRAPHQL_PARSE_FAILED"),
        (b'{"query": "\\u0000"}', 200, "GRAPHQL_PARSE_FAILED"),
        (b'{"query": "query($n: String!) { greeting(name: $n) }"}', 200, "BAD_USER_INPUT"),
        (b'{"query": "query($n: String!) { greeting(name: $n) }", "variables": {"n": 1}}', 200, "BAD_USER_INPUT"),
        (b'{"query": "{ leaf ' + b"{ next " * 320 + b"}" * 320 + b' }"}', 400, "TOO_DEEP"),
        (b'{"query": "{ greeting(name: ' + b"[" * 480 + b"]" * 480 + b') }"}', 400, "TOO_DEEP"),
        (b'{"query": "{ greeting }", "operationName": {}}', 400, "BAD_REQUEST"),
    ],
)
def test_bad_input_is_refused_with_a_code(ask, body, status, expected):
    response = ask.raw(body)
    assert (response.status_code, code(response)) == (status, expected)
    assert response["Cache-Control"] == "no-store"


def test_an_unknown_host_is_refused(places):
    response = Asker("berlin.example").post("{ place }")
    assert (response.status_code, code(response)) == (400, "UNKNOWN_HOST")


def test_an_unknown_host_is_the_regions_where_the_settings_say_so(places, settings):
    settings.FALLBACK_MUNICIPALITY = "saxony"
    assert Asker("berlin.example").post("{ place }").json()["data"] == {"place": "saxony"}


def test_the_port_a_site_is_reached_at_does_not_matter(places):
    assert Asker("leipzig.localhost:8765").post("{ place }").json()["data"] == {"place": "leipzig"}


def test_other_methods_and_media_types_are_refused(ask):
    response = ask.client.put("/graphql", "{}", content_type="application/json")
    assert (response.status_code, code(response)) == (405, "METHOD_NOT_ALLOWED")
    response = ask.get(accept="image/png", query="{ greeting }")
    assert (response.status_code, code(response)) == (406, "NOT_ACCEPTABLE")
    response = ask.raw('{"query": "{ greeting }"}', "application/json; charset=utf-16")
    assert response.status_code == 415


def test_a_failure_is_masked_and_found_in_the_log_by_its_reference(ask, capsys):
    response = ask.post("{ broken greeting }")
    error = response.json()["errors"][0]
    assert response.json()["data"] == {"broken": None, "greeting": "Hello you"}
    assert error["extensions"]["code"] == "INTERNAL"
    assert b"swordfish" not in response.content
    assert error["extensions"]["reference"] in capsys.readouterr().out


def test_what_was_raised_for_the_client_keeps_its_words_and_code(ask):
    error = ask.post("{ refused }").json()["errors"][0]
    assert (error["message"], error["extensions"]["code"]) == ("That letter does not exist.", "NO_LETTER")


def test_a_failure_is_never_kept(ask):
    assert ask.get(documentId=sha("Broken"))["Cache-Control"] == "no-store"


def test_the_failure_of_a_personal_document_is_logged_without_its_words(ask, capsys, monkeypatch):
    def fail(root, info, text):
        raise ValueError(f"bad text {text}")

    monkeypatch.setattr(small.schema.graphql_schema.query_type.fields["search"], "resolve", fail)
    response = ask.post(documentId=sha("Search"), variables={"text": "Frau Meier"})
    assert response.json()["errors"][0]["extensions"]["code"] == "INTERNAL"
    assert "Meier" not in capsys.readouterr().out + response.content.decode()


def test_a_failure_outside_of_resolvers_is_masked_too(ask, monkeypatch):
    def fail(self, question):
        raise RuntimeError("swordfish")

    monkeypatch.setattr("cms.core.graphql.api.Api.answer", fail)
    logging.disable(logging.CRITICAL)
    response = ask.post("{ greeting }")
    logging.disable(logging.NOTSET)
    assert (response.status_code, code(response)) == (500, "INTERNAL")
    assert b"swordfish" not in response.content


def test_a_browser_gets_graphiql_from_local_files_only(ask):
    response = ask.get(accept="text/html,application/xhtml+xml,*/*;q=0.8")
    assert response["Content-Type"].startswith("text/html")
    assert "default-src 'none'; script-src 'self'; style-src 'self'" in response["Content-Security-Policy"]
    assert "unsafe" not in response["Content-Security-Policy"]
    assert b"http://" not in response.content
    assert b"https://" not in response.content
    assert b"core/dist/graphiql.js" in response.content


def test_the_schema_is_served_as_text(ask):
    response = ask.client.get("/schema.graphql")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "type LeafConnection" in response.content.decode()
    assert ask.client.get("/schema.graphql", headers={"If-None-Match": response["ETag"]}).status_code == 304
