"""The typed blocks of bodies that the ground floor knows. Upper apps add theirs; the union is made with the pages."""

from __future__ import annotations

import mimetypes
from datetime import date
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

import graphene
from django.utils.text import slugify

from cms.core.models import Document
from cms.core.queries.body import Part, block, items
from cms.core.queries.media import documents, image_reading
from energy.figures import Figure as FigureValue
from energy.figures import Source as FigureSource
from energy.figures import State as FigureState
from energy.figures import Unit as FigureUnit

from . import access
from .figures import Figure, FigureReading
from .images import Image
from .interfaces import Page
from .scalars import Locale, enum

# The type of each kind of block.
BLOCK_TYPES: dict[str, Any] = {}


def block_type(kind: str) -> Any:
    """Say that blocks of ``kind`` have the decorated type."""

    def register(type_: Any) -> Any:
        BLOCK_TYPES[kind] = type_
        return type_

    return register


def words(description: str) -> graphene.String:
    return graphene.String(required=True, description=description)


def listed(type_: Any, description: str) -> graphene.Field:
    return graphene.Field(graphene.NonNull(graphene.List(graphene.NonNull(type_))), description=description)


class Block(graphene.Interface):
    """A block of a body."""

    id = graphene.ID(required=True, description="The same in all languages and, of adopted articles, as in the base.")
    is_local = graphene.Boolean(required=True, description="Whether the city added or replaced it in an adopted text.")
    content_locale = graphene.Field(Locale, required=True, description="The language its words are in.")

    @classmethod
    def resolve_type(cls, instance: Any, info: Any) -> Any:
        return BLOCK_TYPES[instance["kind"]]


@block_type("text")
class TextBlock(graphene.ObjectType):
    """Running text."""

    class Meta:
        interfaces = (Block,)

    html = words("Harmless HTML; links lead to the reader's language, words of the glossary are links once a page.")


@block_type("heading")
class HeadingBlock(graphene.ObjectType):
    """A heading inside the body."""

    class Meta:
        interfaces = (Block,)

    text = words("Its words.")
    level = graphene.Int(required=True, description="2 or 3.")
    anchor = words("A name to link to, made from its words.")


@block_type("image")
class ImageBlock(graphene.ObjectType):
    """A picture."""

    class Meta:
        interfaces = (Block,)

    image = graphene.Field(Image, required=True, description="The picture.")
    alt = words("What it tells here, for people who can't see it.")
    caption = words("Words below it; may be empty.")


@block_type("figure")
class FigureBlock(graphene.ObjectType):
    """A number that says how it is known."""

    class Meta:
        interfaces = (Block,)

    label = words("What it is a number of.")
    figure = graphene.Field(Figure, required=True, description="The number.")


class CalloutKey(StrEnum):
    """What a callout is, as it is stored."""

    FACT = "fact"
    WARNING = "warning"
    LAW = "law"


CalloutKind = enum(
    CalloutKey,
    "CalloutKind",
    "What a callout is.",
    {"FACT": "Good to know.", "WARNING": "To beware of.", "LAW": "The law as of a day."},
)


@block_type("callout")
class CalloutBlock(graphene.ObjectType):
    """Something that stands out."""

    class Meta:
        interfaces = (Block,)

    # `kind` of the stored block is its type; this is the callout's own.
    kind = graphene.Field(CalloutKind, required=True, description="What it is.")
    title = words("Its title.")
    date = graphene.Date(description="The day on which this was the law.")
    html = words("Its text as harmless HTML.")

    @staticmethod
    def resolve_kind(value: dict[str, Any], info: Any) -> str:
        return str(value["callout_kind"])


class TitledText(graphene.ObjectType):
    """A step or an entry."""

    title = words("Its title.")
    html = words("Its text as harmless HTML.")


@block_type("steps")
class StepsBlock(graphene.ObjectType):
    """Things to do, one after the other."""

    class Meta:
        interfaces = (Block,)

    items = listed(TitledText, "The steps, in order.")


@block_type("accordion")
class AccordionBlock(graphene.ObjectType):
    """Questions or details to open."""

    class Meta:
        interfaces = (Block,)

    items = listed(TitledText, "The entries, in order.")


@block_type("table")
class TableBlock(graphene.ObjectType):
    """A table of texts."""

    class Meta:
        interfaces = (Block,)

    caption = words("What the table shows.")
    header = listed(graphene.String, "The titles of the columns.")
    rows = listed(graphene.List(graphene.NonNull(graphene.String)), "The rows, each with a text for every column.")


@block_type("quote")
class QuoteBlock(graphene.ObjectType):
    """Somebody's words."""

    class Meta:
        interfaces = (Block,)

    text = words("The words.")
    who = words("Who said them; may be empty.")


@block_type("video")
class VideoBlock(graphene.ObjectType):
    """A video elsewhere; load nothing from there before the reader asks for it."""

    class Meta:
        interfaces = (Block,)

    title = words("Its title.")
    url = words("Its address.")
    host = words("The host the reader would visit.")
    poster = graphene.Field(Image, description="A still picture.")
    captions = graphene.Boolean(required=True, description="Whether it has captions.")
    transcript = words("What is said and shown; may be empty.")


class Download(graphene.ObjectType):
    """A file to download."""

    title = words("Its title.")
    url = words("Its address.")
    size = graphene.Int(required=True, description="In bytes.")
    file_type = words("For example application/pdf.")
    language = graphene.Field(Locale, required=True, description="Its language.")
    tagged = graphene.Boolean(
        required=True, description="Whether the file has the tags by which a screen reader reads a PDF well."
    )
    note = words("What is in it; may be empty.")
    licence = words("Under which licence it may be used; may be empty.")
    attribution = words("Who made it; may be empty.")


@block_type("downloads")
class DownloadsBlock(graphene.ObjectType):
    """Files to download."""

    class Meta:
        interfaces = (Block,)

    items = listed(Download, "The files.")


@block_type("teaser")
class TeaserBlock(graphene.ObjectType):
    """A page worth reading."""

    class Meta:
        interfaces = (Block,)

    page = graphene.Field(Page, required=True, description="The page.")
    note = words("Why; may be empty.")


@block("text")
def read_text(part: Part) -> dict[str, Any]:
    return {"html": part.html(part.words)}


@block("heading")
def read_heading(part: Part) -> dict[str, Any]:
    said = part.word("text")
    return {"text": said, "level": int(part.fact("level") or 2), "anchor": slugify(said)}


@block("image")
def read_image(part: Part) -> dict[str, Any] | None:
    reader = part.body.reader
    image = image_reading(reader, part.fact("image"), part.body.images, alt=part.word("alt"))
    return {"image": image, "alt": image.alt, "caption": part.word("caption")} if image else None


@block("figure")
def read_figure(part: Part) -> dict[str, Any] | None:
    try:
        figure = figure_of(part)
    except ValueError:
        # A draft whose editor has not written the number yet.
        return None
    to_check = bool(part.fact("to_check"))
    return {"label": part.word("label"), "figure": FigureReading(figure, part.body.reader.language, to_check)}


def figure_of(part: Part) -> FigureValue:
    """The number of a stored block. Raises ValueError where its parts contradict each other."""
    low, high = part.fact("low"), part.fact("high")
    title = part.fact("source_title")
    source = FigureSource(title, part.fact("source_url") or "") if title else None
    return FigureValue(
        low, low if high is None else high, FigureUnit(part.fact("unit")), FigureState(part.fact("state")),
        part.word("method"), source, part.fact("year"),
    )  # fmt: skip


@block("callout")
def read_callout(part: Part) -> dict[str, Any] | None:
    if not part.fact("kind"):
        return None
    day = part.fact("date")
    return {
        "callout_kind": part.fact("kind"),
        "title": part.word("title"),
        "date": date.fromisoformat(day) if day else None,
        "html": part.html(part.word("text")),
    }


@block("steps")
@block("accordion")
def read_titled_texts(part: Part) -> dict[str, Any]:
    entries = items(part.words.get("items"))
    return {"items": [{"title": entry["title"] or "", "html": part.html(entry["text"])} for entry in entries]}


@block("table")
def read_table(part: Part) -> dict[str, Any]:
    rows = [[cell or "" for cell in items(row)] for row in items(part.words.get("rows"))]
    return {
        "caption": part.word("caption"),
        "header": [cell or "" for cell in items(part.words.get("header"))],
        "rows": rows,
    }


@block("quote")
def read_quote(part: Part) -> dict[str, Any]:
    return {"text": part.word("text"), "who": part.word("who")}


@block("video")
def read_video(part: Part) -> dict[str, Any]:
    url = part.fact("url") or ""
    return {
        "title": part.word("title"),
        "url": url,
        "host": urlsplit(url).hostname or "",
        "poster": image_reading(part.body.reader, part.fact("poster"), part.body.images),
        "captions": bool(part.fact("captions")),
        "transcript": part.word("transcript"),
    }


@block("downloads")
def read_downloads(part: Part) -> dict[str, Any] | None:
    found = documents(part.body.reader, part.body.documents)
    pairs = zip(items(part.source.get("items")), items(part.words.get("items")), strict=False)
    files = [
        download_of(found[source["document"]], note.get("note") or "")
        for source, note in pairs
        if source.get("document") in found
    ]
    return {"items": files} if files else None


def download_of(file: Document, note: str) -> dict[str, Any]:
    return {
        "title": file.title,
        "url": file.url,
        "size": file.get_file_size() or 0,
        "file_type": mimetypes.guess_type(file.filename)[0] or "application/octet-stream",
        "language": file.language,
        "tagged": file.tagged,
        "note": note,
        "licence": file.licence,
        "attribution": file.credit,
    }


@block("teaser")
def read_teaser(part: Part) -> dict[str, Any] | None:
    reader = part.body.reader
    page = reader.page(reader.directory.by_pk.get(part.fact("page")))
    return {"page": page, "note": part.word("note")} if page else None


access.public("TextBlock", "html")
access.public("Block", "id isLocal contentLocale")
access.public("HeadingBlock", "text level anchor")
access.public("ImageBlock", "image alt caption")
access.public("FigureBlock", "label figure")
access.public("CalloutBlock", "kind title date html")
access.public("StepsBlock", "items")
access.public("TitledText", "title html")
access.public("AccordionBlock", "items")
access.public("TableBlock", "caption header rows")
access.public("QuoteBlock", "text who")
access.public("VideoBlock", "title url host poster captions transcript")
access.public("DownloadsBlock", "items")
access.public("Download", "title url size fileType language tagged note licence attribution")
access.public("TeaserBlock", "page note")
