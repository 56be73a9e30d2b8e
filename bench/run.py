"""`make bench`: how much faster than the rivals, in one run, with the same content and the same server.

Prints ratios only; a number of requests a second says more about the machine than about the software.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench import geodata, guidance
from frontend_templates.documents import document

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var" / "bench"
SECONDS = int(os.environ.get("BENCH_SECONDS", "5"))
OURS = Path(os.environ.get("BENCH_OURS", str(ROOT / ".venv" / "bin")))
RIVALS = ROOT / ".venv-bench" / "bin"

GRAPPLE_ARTICLE = """query($slug: String) { page(slug: $slug) { ... on ArticlePage { title slug teaser summary
  body { id blockType ... on RichTextBlock { value } ... on StructBlock { blocks { id blockType rawValue } } }
  image { rendition(fill: "640x400") { url width height } } topics { name }
  relatedArticles { article { title slug url } } } } }"""
GRAPPLE_LIST = """{ pages(contentType: "articles.ArticlePage", limit: 20) { ... on ArticlePage { title slug url teaser
  topics { name } image { rendition(fill: "640x400") { url width height } } } } }"""


@dataclass(frozen=True)
class Target:
    """One server and the two things asked of it."""

    name: str
    python: Path
    settings: str
    article: list[str]
    list: list[str]
    page: list[str] | None = None
    document: list[str] | None = None
    position: list[str] | None = None
    cold: bool = False

    @property
    def module(self) -> str:
        return "bench.wsgi" if self.python == OURS else "cms.wsgi"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(**more: str) -> dict[str, str]:
    return {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{VAR / 'bench.sqlite3'}",
        "VAR_DIR": str(VAR),
        "PYTHONPATH": str(ROOT),
        **more,
    }


@contextlib.contextmanager
def serving(target: Target, port: int, **more: str) -> Iterator[None]:
    """granian with one worker, ready to answer; ``more``: of its environment."""
    command = [
        str(target.python / "granian"), "--interface", "wsgi", "--workers", "1", "--blocking-threads", "1",
        "--host", "127.0.0.1", "--port", str(port), "--log-level", "error", f"{target.module}:application",
    ]  # fmt: skip
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment(DJANGO_SETTINGS_MODULE=target.settings, BENCH_COLD="1" if target.cold else "", **more),
    )
    try:
        for _attempt in range(300):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.2):
                break
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(20)


def load(port: int, request: list[str], clients: int) -> float:
    """Requests answered a second with ``clients`` in parallel; stops where an answer is wrong."""
    check(port, request)
    return rate(port, request, clients)


def rate(port: int, request: list[str], clients: int, *headers: str) -> float:
    """The same without a look at the answer; ``headers``: more of them, as NAME=VALUE."""
    method, path, body = request
    more = [word for header in headers for word in ("-H", header)]
    command = [
        str(OURS / "node"), str(ROOT / "node_modules" / "autocannon" / "autocannon.js"), "-j", "-c", str(clients),
        "-d", str(SECONDS), "-m", method, "-H", "Host=localhost", "-H", "Content-Type=application/json", *more,
        *(["-b", body] if body else []), f"http://127.0.0.1:{port}{path}",
    ]  # fmt: skip
    result = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    if result["non2xx"] or result["errors"]:
        raise SystemExit(f"{path}: {result['non2xx']} answers were no 200, {result['errors']} failed")
    return result["requests"]["average"]


def check(port: int, request: list[str]) -> None:
    """Refuse to measure answers that hold errors, or neither an article nor a position."""
    text = answer(port, request)
    if "Artikel 1" not in text and '"toCome":' not in text:
        raise SystemExit(f"{request[1]} does not answer as it should: {text[:400]}")


def answer(port: int, request: list[str]) -> str:
    """What is answered. Stops where that holds errors."""
    method, path, body = request
    call = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}", data=body.encode() or None, method=method,
        headers={"Host": "localhost", "Content-Type": "application/json"},
    )  # fmt: skip
    with urllib.request.urlopen(call, timeout=60) as answered:
        text: str = answered.read().decode()
    if '"errors"' in text:
        raise SystemExit(f"{path} does not answer as it should: {text[:400]}")
    return text


def rest_article() -> list[str]:
    """The REST API answers a path with a redirect to the key, which is what is measured."""
    with contextlib.closing(sqlite3.connect(VAR / "bench.sqlite3")) as database:
        key = database.execute("select id from wagtailcore_page where slug = 'artikel-10'").fetchone()[0]
    return ["GET", f"/api/pages/{key}/?fields=teaser,summary,body,topics,related_articles(article),card", ""]


def question(name: str) -> str:
    """The text of the bench's own document ``name``."""
    return (ROOT / "bench" / "questions" / f"{name}.graphql").read_text()


def persisted(text: str, /, **variables: object) -> list[str]:
    """A GET of the registered document with this text."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    query = {"documentId": f"sha256:{digest}", "variables": json.dumps(variables, separators=(",", ":"))}
    return ["GET", f"/graphql?{urllib.parse.urlencode(query)}", ""]


def targets() -> list[Target]:
    path = "/wissen/heizung/artikel-10/"
    article = persisted(question("article"), path=path)
    listing = persisted(question("articles"))
    site = ["GET", f"/de{path}", ""]
    behind = persisted(document("Article").text, path=path, locale="DE")
    position = guidance.request(persisted(question("position")))
    post = ["POST", "/graphql/"]
    return [
        Target("ours, warm", OURS, "bench.settings", article, listing, site, behind, position),
        Target("ours, cold", OURS, "bench.settings", article, listing, site, behind, cold=True),
        Target(
            "grapple", RIVALS, "bench.rivals.grapple_settings",
            [*post, json.dumps({"query": GRAPPLE_ARTICLE, "variables": {"slug": "artikel-10"}})],
            [*post, json.dumps({"query": GRAPPLE_LIST})],
        ),
        Target(
            "REST v2", RIVALS, "bench.rivals.rest_settings", rest_article(),
            ["GET", "/api/pages/?type=articles.ArticlePage&limit=20&fields=teaser,topics,card", ""],
        ),
    ]  # fmt: skip


def make_content() -> None:
    modules = ["bench.guidance"]
    if not (VAR / "bench.sqlite3").exists():
        print("Making 1,000 articles (about a minute) ...", flush=True)
        VAR.mkdir(parents=True, exist_ok=True)
        modules.insert(0, "bench.content")
    for module in modules:
        command = [str(OURS / "python"), "-m", module]
        subprocess.run(command, check=True, cwd=ROOT, env=environment(DJANGO_SETTINGS_MODULE="cms.settings.demo"))


def measure(target: Target, rates: dict[tuple[str, str, int], float]) -> None:
    """Put the requests a second of everything that ``target`` is asked into ``rates``."""
    port = free_port()
    with serving(target, port):
        for clients in (1, 16):
            for what in ("article", "list", "page", "document", "position"):
                if request := getattr(target, what):
                    print(f"  {target.name}: {what}, {clients} at a time ...", flush=True)
                    rates[target.name, what, clients] = load(port, request, clients)


def tell(rates: dict[tuple[str, str, int], float]) -> None:
    """Print the ratios."""
    print(f"\n{'times the requests a second of':36}{'grapple':>10}{'REST v2':>10}")
    for mine in ("ours, warm", "ours, cold"):
        for what in ("article", "list"):
            for clients in (1, 16):
                rate = rates[mine, what, clients]
                ratios = [rate / rates[rival, what, clients] for rival in ("grapple", "REST v2")]
                print(f"{mine}, {what}, {clients:2} at a time".ljust(36) + "".join(f"{r:10.1f}" for r in ratios))
    cold = rates["ours, cold", "document", 1] / rates["ours, cold", "page", 1]
    warm = rates["ours, warm", "page", 1] / rates["ours, cold", "page", 1]
    print(f"\na cold article page costs {cold:.2f} times its cold document; a warm one is {warm:.1f} times as fast")
    guidance.tell(rates["ours, cold", "document", 1] / rates["ours, warm", "position", 1])
    if os.environ.get("BENCH_RATES"):
        print(json.dumps({" | ".join(map(str, key)): value for key, value in rates.items()}, indent=1))


def measure_geodata() -> None:
    """Import a city, ask for it, and print what that costs."""
    print("  geodata: inventing, importing and asking (some minutes) ...", flush=True)
    cold = next(target for target in targets() if target.cold)

    def asked(name: str, variables: object) -> list[str]:
        if name == "document":
            return cold.document or []
        if name.startswith("/"):
            return ["GET", name, ""]
        return persisted(question(name), **dict(variables or {}))

    def rated(port: int, name: str, variables: object, *headers: str) -> float:
        if not name.startswith("/"):
            answer(port, asked(name, variables))
        return rate(port, asked(name, variables), 1, *headers)

    @contextlib.contextmanager
    def served(places: dict[str, str], cold: bool) -> Iterator[int]:
        target, port = Target("geodata", OURS, "bench.settings", [], [], cold=cold), free_port()
        more = {name: value for name, value in places.items() if name not in ("DJANGO_SETTINGS_MODULE", "PYTHONPATH")}
        with serving(target, port, **more):
            yield port

    city = geodata.City(ROOT, VAR, OURS / "python")
    geodata.measure(city, rated, lambda port, name, variables: answer(port, asked(name, variables)), served)


def main() -> None:
    make_content()
    if os.environ.get("BENCH_ONLY") == "geodata":
        measure_geodata()
        return
    rates: dict[tuple[str, str, int], float] = {}
    for target in targets():
        measure(target, rates)
    tell(rates)
    measure_geodata()


if __name__ == "__main__":
    sys.exit(main())
