import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from cms.core.values.problems import FileError
from geo.files.fetch import Limits, fetch, permitted_ip


@pytest.fixture
def service():
    """A service on loopback that answers by the table ``answers``: path to status, headers and body."""
    answers, asked = {}, []

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            status, headers, body = answers.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in ({"Content-Length": str(len(body))} | headers).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", answers, asked
    server.shutdown()
    server.server_close()


@pytest.fixture
def allowed(settings):
    settings.GEODATA_ALLOW_PRIVATE_HOSTS = ["127.0.0.1"]


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "0.0.0.0", "::1", "fe80::1", "::ffff:127.0.0.1",
     "100.64.0.1", "fc00::1", "224.0.0.1", "localhost"],
)  # fmt: skip
def test_hosts_that_are_not_public_are_refused(host):
    with pytest.raises(FileError, match="GEODATA_ALLOW_PRIVATE_HOSTS"):
        permitted_ip(host, 80, f"http://{host}/")


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://a.de/b", "http://", "https://me:secret@a.de/", "http://a b/"]
)
def test_what_is_no_address_of_the_web_is_refused(tmp_path, url):
    with pytest.raises(FileError):
        fetch(url, tmp_path / "got")


def test_nobody_is_asked_on_loopback_unless_a_setting_lets_it(tmp_path, service):
    url, answers, asked = service
    answers["/a"] = (200, {}, b"text")
    with pytest.raises(FileError):
        fetch(f"{url}/a", tmp_path / "got")
    assert asked == []
    assert list(tmp_path.iterdir()) == []


def test_an_allowed_host_is_fetched_and_followed(tmp_path, service, allowed):
    url, answers, _ = service
    answers["/a"] = (302, {"Location": "/b"}, b"")
    answers["/b"] = (200, {"Content-Type": "text/csv"}, b"a;b")
    got = fetch(f"{url}/a", tmp_path / "got")
    assert (tmp_path / "got").read_bytes() == b"a;b"
    assert got.kind == "text/csv"
    assert got.url.endswith("/b")


def test_a_redirect_to_a_private_host_is_refused(tmp_path, service, allowed):
    url, answers, _ = service
    answers["/a"] = (302, {"Location": url.replace("127.0.0.1", "127.0.0.2") + "/b"}, b"")
    with pytest.raises(FileError, match=r"127\.0\.0\.2"):
        fetch(f"{url}/a", tmp_path / "got")


def test_the_checked_address_is_the_one_connected_to(tmp_path, service, allowed, monkeypatch):
    """A name that is looked up again could lead elsewhere the second time."""
    url, answers, _ = service
    answers["/a"] = (200, {}, b"text")
    looked_up = []
    import geo.files.fetch as module

    real = module.socket.getaddrinfo

    def look_up(host, *arguments, **more):
        looked_up.append(host)
        return real("127.0.0.1" if host == "service.test" else host, *arguments, **more)

    monkeypatch.setattr(module.socket, "getaddrinfo", look_up)
    module.settings.GEODATA_ALLOW_PRIVATE_HOSTS = ["service.test"]
    fetch(url.replace("127.0.0.1", "service.test") + "/a", tmp_path / "got")
    assert looked_up.count("service.test") == 1


@pytest.mark.parametrize(
    "answer",
    [
        (200, {}, b"x" * 5000), (500, {}, b""), (200, {"Content-Length": "90"}, b"x"), (302, {"Location": "/a"}, b""),
    ],
)  # fmt: skip
def test_bad_answers_leave_nothing_behind(tmp_path, service, allowed, answer):
    url, answers, _ = service
    answers["/a"] = answer
    with pytest.raises(FileError):
        fetch(f"{url}/a", tmp_path / "got", Limits(bytes=1000))
    assert not (tmp_path / "got").exists()
