from __future__ import annotations

from cms.core.actions.content_version import raise_content_version
from cms.core.graphql.transport import InProcess


def test_a_frontend_in_the_same_process_shares_kept_answers(ask):
    answer = InProcess().execute("Hello", {"name": "Ada"}, host="leipzig.localhost")
    assert answer.data == {"greeting": "Hello Ada", "place": "leipzig"}
    assert (answer.status, answer.no_store) == (200, False)
    over_http = ask.post(documentId="Hello", variables={"name": "Ada"})
    assert over_http.content == answer.body


def test_a_refusal_is_an_answer_without_data(places):
    for document, host, status, code in (
        ("Nothing", "leipzig.localhost", 404, "UNKNOWN_DOCUMENT"),
        ("Hello", "berlin.example", 400, "UNKNOWN_HOST"),
        ("Search", "leipzig.localhost", 400, "BAD_USER_INPUT"),
    ):
        answer = InProcess().execute(document, {}, host=host)
        assert (answer.data, answer.status, answer.errors[0]["extensions"]["code"]) == (None, status, code)
        assert answer.no_store


def test_what_a_person_typed_is_marked_for_the_frontend(places):
    assert InProcess().execute("Search", {"text": "Meier"}, host="leipzig.localhost").no_store


def test_the_version_changes_with_the_content_of_the_host(places):
    transport = InProcess()
    before = transport.version("leipzig.localhost"), transport.version("dresden.localhost")
    raise_content_version(places.leipzig)
    after = transport.version("leipzig.localhost"), transport.version("dresden.localhost")
    assert after[0] != before[0]
    assert after[1] == before[1] != after[0]
    assert transport.version("berlin.example") == ""
