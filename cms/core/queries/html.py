"""Rich text as readers get it: harmless markup, links that lead where the reader is, words of the glossary marked."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from html.parser import HTMLParser

from .media import documents
from .readings import Reader

TAGS = {"p", "b", "strong", "i", "em", "ul", "ol", "li", "h2", "h3", "h4", "sup", "sub"}
ALONE = {"br", "hr"}
UNREAD = {"script", "style", "template", "iframe", "object", "noscript", "textarea", "title"}
HEADINGS = {"h2", "h3", "h4"}
SCHEMES = ("https://", "http://", "mailto:", "tel:", "#")
# Takes a piece of text, gives safe markup.
Marker = Callable[[str], str]


class Renderer(HTMLParser):
    """Writes what it reads again, as far as it is allowed."""

    def __init__(self, reader: Reader, mark: Marker) -> None:
        super().__init__(convert_charrefs=True)
        self.reader = reader
        self.mark = mark
        self.parts: list[str] = []
        # For each open link, whether it was written.
        self.links: list[bool] = []
        self.headings = 0
        self.unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNREAD:
            self.unread += 1
        elif tag == "a":
            href = link_target(self.reader, {name: value or "" for name, value in attrs})
            self.links.append(bool(href))
            if href:
                self.parts.append(f'<a href="{escape(href)}">')
        elif tag in TAGS:
            self.headings += tag in HEADINGS
            self.parts.append(f"<{tag}>")
        elif tag in ALONE:
            self.parts.append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in UNREAD:
            self.unread = max(0, self.unread - 1)
        elif tag == "a":
            if self.links and self.links.pop():
                self.parts.append("</a>")
        elif tag in TAGS:
            self.headings -= tag in HEADINGS
            self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self.unread:
            return
        plain = bool(self.links) or self.headings > 0
        self.parts.append(escape(data, quote=False) if plain else self.mark(data))


def escape_text(text: str) -> str:
    """A marker that marks nothing."""
    return escape(text, quote=False)


def render(reader: Reader, html: str, mark: Marker = escape_text) -> str:
    """Stored rich text ``html`` for ``reader``."""
    renderer = Renderer(reader, mark)
    renderer.feed(html)
    renderer.close()
    return "".join(renderer.parts)


def link_target(reader: Reader, attributes: dict[str, str]) -> str:
    """Where a stored link leads for ``reader``; empty where it must not lead anywhere."""
    kind, key = attributes.get("linktype"), attributes.get("id", "")
    if kind is None:
        href = attributes.get("href", "").strip()
        return href if href.lower().startswith(SCHEMES) or internal(href) else ""
    if not key.isdecimal():
        return ""
    if kind == "page":
        entry = reader.directory.by_pk.get(int(key))
        return reader.href(entry.path) if entry else ""
    if kind == "document":
        found = documents(reader, [int(key)]).get(int(key))
        return str(found.url) if found else ""
    return ""


def internal(href: str) -> bool:
    return href.startswith("/") and not href.startswith(("//", "/\\"))
