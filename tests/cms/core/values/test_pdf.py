from __future__ import annotations

import subprocess
from io import BytesIO
from tempfile import TemporaryFile
from typing import Any

import pytest

from cms.core.values import pdf as module
from cms.core.values.pdf import PdfFacts, facts_in, read_pdf
from tests.factories.pdfs import deep_pdf, endless_pdf, pdf


def read(content: bytes) -> PdfFacts | None:
    with TemporaryFile() as file:
        file.write(content)
        file.flush()
        return read_pdf(file)


def test_a_tagged_pdf_says_its_language_and_title():
    assert read(pdf()) == PdfFacts(tagged=True, language="de-DE", title="Wärmeplan")


def test_a_pdf_without_tags_language_and_title_says_nothing():
    assert facts_in(BytesIO(pdf(tagged=False, language="", title=""))) == PdfFacts(False, "", "")


def test_a_mark_without_a_structure_is_no_tagged_pdf():
    content = pdf().replace(b"/StructTreeRoot", b"/NoSuchTreeRoot", 1)
    assert facts_in(BytesIO(content)).tagged is False


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ not a PDF startxref",
        pdf()[:300],
        b"%PDF-1.7\n" + b"\x00" * 5000 + b"startxref\n0\n%%EOF",
        pdf(password="geheim"),
        deep_pdf(),
    ],
    ids=["empty", "other", "cut", "broken", "encrypted", "deep"],
)
def test_what_is_hostile_or_broken_could_not_be_read(content: bytes):
    assert read(content) is None


def test_a_pdf_that_leads_back_to_itself_comes_to_an_end():
    assert read(endless_pdf()) in (None, PdfFacts(True, "de-DE", "Wärmeplan"))


def test_reading_that_takes_too_long_is_given_up(monkeypatch: Any):
    def too_long(*args: Any, **options: Any) -> None:
        raise subprocess.TimeoutExpired("reader", options["timeout"])

    monkeypatch.setattr(subprocess, "run", too_long)
    assert read(pdf()) is None


def test_a_file_that_is_too_large_is_not_begun(monkeypatch: Any):
    monkeypatch.setattr(module, "LARGEST", 100)
    assert read(pdf()) is None
