"""What people type is known to nobody but who should read it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from .conftest import People
from .installation import LEIPZIG, Installation
from .readers import Reader

SEARCHED, WRITTEN, ASKED, LOST = "Geheimnisgrotte", "Vertrauensvogel", "2031-07-13", "Irrwegfrage"


def kept_in(folder: Path, secret: str) -> list[str]:
    """The files of the installation in which ``secret`` stands: logs, mails, the database, whatever is there."""
    found = []
    for file in folder.rglob("*"):
        if file.is_file() and not file.is_symlink() and secret.encode() in file.read_bytes():
            found.append(str(file.relative_to(folder)))
    return found


def test_no_trace_of_what_was_typed_stays_behind(new_person: People, own_site: Installation) -> None:
    page = new_person()
    reader = Reader(page, own_site)
    reader.open("/de/", LEIPZIG)
    page.get_by_role("searchbox").fill(SEARCHED)
    with page.expect_navigation() as searched:
        page.get_by_role("button", name="Suche").click()
    answer = searched.value
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"

    asked_elsewhere: list[str] = []
    page.on("request", lambda request: asked_elsewhere.append(request.headers.get("referer", "")))
    page.get_by_role("navigation").get_by_role("link", name="Wissen").click()
    assert set(asked_elsewhere) == {""}, "no address is handed on"

    dated = own_site.fetch(LEIPZIG, f"/de/foerderung/?on={ASKED}")
    assert dated.headers["Cache-Control"] == "no-store"
    reader.open("/de/rueckmeldung/")
    page.get_by_label("Ihre Nachricht", exact=True).fill(f"Nur für Sie: {WRITTEN}")
    page.get_by_label("Ihre E-Mail-Adresse").fill(f"{WRITTEN}-ohne-klammeraffe")
    with page.expect_navigation() as refused:
        page.get_by_role("button", name="Nachricht senden").click()
    assert refused.value.headers["cache-control"] == "no-store"
    page.get_by_label("Ihre E-Mail-Adresse").fill("")
    with page.expect_navigation() as sent:
        page.get_by_role("button", name="Nachricht senden").click()
    assert sent.value.headers["cache-control"] == "no-store"
    assert WRITTEN not in sent.value.url
    own_site.run_tasks()

    log = own_site.logged()
    for secret in (SEARCHED, WRITTEN, ASKED, quote(SEARCHED)):
        assert secret not in log
    assert kept_in(own_site.folder, SEARCHED) == []
    assert own_site.asked("SELECT count(*) FROM feedback_feedbackmessage WHERE text LIKE ?", f"%{WRITTEN}%") == [(1,)]
    own_site.change("DELETE FROM feedback_feedbackmessage WHERE text LIKE ?", f"%{WRITTEN}%")
    own_site.asked("VACUUM")
    own_site.asked("PRAGMA wal_checkpoint(TRUNCATE)")
    assert [file for file in kept_in(own_site.folder, WRITTEN) if not file.startswith("mail/")] == [], (
        "a message stands in its own table and in the mail to the office, nowhere else"
    )


def test_the_api_keeps_no_answer_to_what_was_typed(own_site: Installation) -> None:
    question = f'{{ search(query: "{SEARCHED}") {{ totalCount }} }}'
    answer = own_site.fetch(
        LEIPZIG,
        "/graphql",
        {"Content-Type": "application/json", "Accept": "application/json"},
        f'{{"query": "{question.replace(chr(34), chr(92) + chr(34))}"}}'.encode(),
    )
    assert answer.status == 200, answer.body
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Set-Cookie"] is None
    assert SEARCHED not in own_site.logged()


def test_an_error_page_tells_the_log_no_words_of_the_reader(own_site: Installation) -> None:
    own_site.fetch(LEIPZIG, f"/de/gibt-es-nicht/?q={LOST}")
    assert LOST not in own_site.logged()


def test_public_pages_set_no_cookie_and_name_their_policy(own_site: Installation) -> None:
    for path in ("/de/", "/de/wissen/", "/de/suche/?q=Netz", "/de/rueckmeldung/", "/robots.txt"):
        headers = own_site.fetch(LEIPZIG, path).headers
        assert headers["Set-Cookie"] is None, path
        assert "Cookie" not in (headers["Vary"] or ""), path
        policy = headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy, path
        assert "unsafe" not in policy, path
