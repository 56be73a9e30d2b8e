"""Small PDF files, good and bad."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, BooleanObject, DictionaryObject, NameObject, TextStringObject


def pdf(*, tagged: bool = True, language: str = "de-DE", title: str = "Wärmeplan", password: str = "") -> bytes:
    """A PDF of one page that says these things of itself."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    if tagged:
        tree = DictionaryObject({NameObject("/Type"): NameObject("/StructTreeRoot"), NameObject("/K"): ArrayObject()})
        writer.root_object[NameObject("/StructTreeRoot")] = writer._add_object(tree)
        writer.root_object[NameObject("/MarkInfo")] = DictionaryObject({NameObject("/Marked"): BooleanObject(True)})
    if language:
        writer.root_object[NameObject("/Lang")] = TextStringObject(language)
    if title:
        writer.add_metadata({"/Title": title})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def deep_pdf() -> bytes:
    """A PDF whose objects are nested deeper than any reader can follow."""
    return pdf().replace(b"/Type /Catalog", b"/Type /Catalog /Deep " + b"[" * 20_000 + b"]" * 20_000)


def endless_pdf() -> bytes:
    """A PDF that names itself as the one before it."""
    start = pdf()
    at = start.rindex(b"startxref")
    offset = int(start[at:].split()[1])
    return start[:at].replace(b"trailer\n<<", b"trailer\n<<\n/Prev %d" % offset) + start[at:]
