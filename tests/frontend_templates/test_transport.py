from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from frontend_templates.documents import document
from frontend_templates.transport import ApiError, Http


@pytest.fixture
def server():
    """An API of its own process, as far as a client sees; answers what ``reply`` holds."""

    class Handler(BaseHTTPRequestHandler):
        def answer(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            http.seen.append((self.command, self.path, dict(self.headers), body))
            status, headers, payload = http.reply
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(payload)

        do_GET = do_POST = answer

        def log_message(self, *_args):
            """Tests need no log."""

    http = HTTPServer(("127.0.0.1", 0), Handler)
    http.seen = []
    http.reply = (200, {"Cache-Control": "public, max-age=60"}, b'{"data": {"x": 1}}')
    thread = threading.Thread(target=http.serve_forever, daemon=True)
    thread.start()
    yield http
    http.shutdown()
    thread.join()
    http.server_close()


@pytest.fixture
def http(server):
    return Http(f"http://127.0.0.1:{server.server_port}/graphql")


def test_what_reads_is_asked_by_get_with_the_hash_of_its_document_for_the_readers_host(http, server):
    answer = http.execute("Theme", {"locale": "DE"}, host="leipzig.test")
    method, path, headers, _body = server.seen[0]
    query = parse_qs(urlsplit(path).query)
    assert method == "GET"
    assert headers["Host"] == "leipzig.test"
    assert query["documentId"] == [document("Theme").hash]
    assert json.loads(query["variables"][0]) == {"locale": "DE"}
    assert answer.data == {"x": 1}
    assert not answer.no_store
    assert answer.expires is not None


def test_what_writes_is_posted(http, server):
    http.execute("SubmitFeedback", {"input": {}}, host="leipzig.test", client_address="192.0.2.1")
    method, path, headers, body = server.seen[0]
    assert (method, path) == ("POST", "/graphql")
    assert json.loads(body)["documentId"] == document("SubmitFeedback").hash
    assert headers["X-Forwarded-For"] == "192.0.2.1"


def test_what_a_person_answered_never_stands_in_an_address(http, server):
    answers = [{"fact": "owner.income", "value": "up_to_40000"}]
    http.execute("Guidance", {"flow": "heizung", "answers": answers, "locale": "DE"}, host="leipzig.test")
    method, path, _headers, body = server.seen[0]
    assert (method, path) == ("POST", "/graphql")
    assert json.loads(body)["variables"]["answers"] == answers


def test_tokens_of_drafts_never_stand_in_an_address(http, server):
    http.execute("Preview", {"token": "secret", "locale": "DE"}, host="leipzig.test", preview_token="secret")
    assert "secret" not in server.seen[0][1]


def test_what_may_not_be_kept_is_not_kept(http, server):
    server.reply = (200, {"Cache-Control": "no-store, max-age=60"}, b'{"data": {}}')
    assert http.execute("Theme", {}, host="leipzig.test").no_store


@pytest.mark.parametrize("payload", [b"<html>", b"[1]", b""])
def test_an_answer_that_is_none_is_an_error_of_the_api(http, server, payload):
    server.reply = (502, {}, payload)
    with pytest.raises(ApiError):
        http.execute("Theme", {}, host="leipzig.test")


def test_an_api_that_is_down_is_an_error_of_the_api(http, server):
    server.shutdown()
    server.server_close()
    with pytest.raises(ApiError):
        http.execute("Theme", {}, host="leipzig.test")


@pytest.mark.parametrize("url", ["", "ftp://x/", "file:///etc/passwd"])
def test_only_web_addresses_can_be_the_api(url, settings):
    settings.FRONTEND_API_URL = url
    with pytest.raises(ApiError):
        Http()
