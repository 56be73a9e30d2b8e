from __future__ import annotations

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from cms.core.actions import set_up_municipality
from cms.core.actions.read_documents import read_all_waiting
from cms.core.models import Document, User
from cms.core.reports.media import untagged_documents
from tests.asking import ask
from tests.factories import ArticlePageFactory, DocumentFactory, Saxony, block, private_collection, saxony
from tests.factories.pdfs import pdf

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7"
BODY = """
{ article(path: "/wissen/plan/") { body { ... on DownloadsBlock { items { url tagged fileType } } } } }
"""


@pytest.fixture
def place() -> Saxony:
    return saxony()


@pytest.fixture
def reader() -> Client:
    return Client(headers={"host": "leipzig.localhost"})


def body_of(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def test_a_document_is_downloaded_under_an_address_without_its_number(place: Saxony, reader: Client):
    document = DocumentFactory(title="Plan")
    response = reader.get(document.url)
    assert body_of(response) == PDF
    assert document.url == f"/documents/{document.key}/{document.filename}"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("inline")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'"
    assert not response.cookies


def test_anything_but_a_pdf_is_saved_and_not_shown(place: Saxony, reader: Client):
    document = DocumentFactory(file=ContentFile(b"<script>", name="seite.html"))
    assert reader.get(document.url)["Content-Disposition"] == f'attachment; filename="{document.filename}"'


def test_an_unchanged_document_is_not_sent_again(place: Saxony, reader: Client):
    document = DocumentFactory()
    document._set_document_file_metadata()
    document.save()
    first = reader.get(document.url)
    assert first["Cache-Control"] == "no-cache"
    assert reader.get(document.url, headers={"if-none-match": first["ETag"]}).status_code == 304


def test_numbers_other_names_and_lost_files_are_not_found(place: Saxony, reader: Client):
    document = DocumentFactory()
    for address in (
        f"/documents/{document.pk}/{document.filename}",
        f"/documents/{document.key}/andere.pdf",
        f"/documents/{'0' * 8}-0000-4000-8000-{'0' * 12}/{document.filename}",
    ):
        assert reader.get(address).status_code == 404, address
    document.file.storage.delete(document.file.name)
    assert reader.get(document.url).status_code == 404


def test_a_private_document_is_there_for_its_people_only(place: Saxony, reader: Client):
    set_up_municipality(place.leipzig)
    set_up_municipality(place.dresden)
    document = DocumentFactory(collection=private_collection(parent=place.leipzig.collection))
    assert reader.get(document.url).status_code == 404
    for municipality, status in ((place.leipzig, 200), (place.dresden, 404)):
        user = User.objects.create_user(f"editor-{municipality.key}")
        user.groups.add(municipality.roles.get(role="editor").group)
        signed_in = Client(headers={"host": "leipzig.localhost"})
        signed_in.force_login(user)
        response = signed_in.get(document.url)
        assert response.status_code == status
    assert reader.get(document.url).status_code == 404


def test_a_file_s_own_place_sends_no_document(place: Saxony, reader: Client):
    assert reader.get(f"/media/{DocumentFactory().file.name}").status_code == 404


def test_downloads_of_the_api_have_that_address_and_what_the_file_says(
    place: Saxony, django_capture_on_commit_callbacks: Any
):
    with django_capture_on_commit_callbacks(execute=True):
        tagged = DocumentFactory(file=ContentFile(pdf(), name="plan.pdf"))
        bare = DocumentFactory(file=ContentFile(pdf(tagged=False), name="bild.pdf"))
    hidden = DocumentFactory(collection=private_collection())
    items = [{"document": each.pk, "note": ""} for each in (tagged, bare, hidden)]
    body = [block("downloads", {"items": items})]
    ArticlePageFactory(parent=place.leipzig_knowledge, title="Plan", slug="plan", body=body)
    [downloads] = ask(BODY, place.leipzig)["article"]["body"]
    assert [(each["url"], each["tagged"]) for each in downloads["items"]] == [(tagged.url, True), (bare.url, False)]


def test_the_report_names_what_the_files_lack(place: Saxony):
    for name, content in (
        ("gut", pdf()),
        ("ohne", pdf(tagged=False, language="", title="")),
        ("kaputt", PDF),
    ):
        DocumentFactory(title=name, file=ContentFile(content, name=f"{name}.pdf"))
    DocumentFactory(title="tabelle", file=ContentFile(b"a;b", name="tabelle.csv"))
    assert list(untagged_documents(admin())) == []
    assert read_all_waiting() == 4
    assert read_all_waiting() == 0
    found = {row.title: row.detail for row in untagged_documents(admin())}
    assert found == {
        "kaputt": "nicht lesbar: beschädigt, verschlüsselt oder zu groß",
        "ohne": "ohne Tags, ohne Sprache, ohne Titel",
    }


def admin() -> User:
    return User.objects.filter(is_superuser=True).first() or User.objects.create_superuser("verwaltung")


def test_a_new_file_is_read_anew_and_no_form_says_it_is_tagged(place: Saxony, django_capture_on_commit_callbacks: Any):
    signed_in = Client()
    signed_in.force_login(admin())
    with django_capture_on_commit_callbacks(execute=True):
        signed_in.post(
            reverse("wagtaildocs:add"),
            {
                "title": "Plan", "file": ContentFile(pdf(tagged=False), name="plan.pdf"), "language": "de",
                "collection": place.leipzig.collection.pk, "tagged": "on",
            },
        )  # fmt: skip
    document = Document.objects.get()
    assert (document.reading, document.tagged, document.title_in_file) == ("read", False, "Wärmeplan")
    document.file = ContentFile(pdf(), name="neu.pdf")
    with django_capture_on_commit_callbacks(execute=True):
        document.save()
    document.refresh_from_db()
    assert document.tagged
