"""Reads pages as a browser would, as far as tests need it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Element:
    tag: str
    attrs: dict[str, str | None]
    parent: Element | None = None
    children: list[Element] = field(default_factory=list)
    own_text: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.own_text + [child.text for child in self.children]).split())

    def all(self, tag: str = "", **attrs: str) -> list[Element]:
        found = []
        for child in self.children:
            wanted = all(child.attrs.get(name.rstrip("_").replace("_", "-")) == value for name, value in attrs.items())
            if (not tag or child.tag == tag) and wanted:
                found.append(child)
            found += child.all(tag, **attrs)
        return found

    def one(self, tag: str = "", **attrs: str) -> Element:
        found = self.all(tag, **attrs)
        assert len(found) == 1, f"{len(found)} of {tag} {attrs}"
        return found[0]

    @property
    def language(self) -> str | None:
        node: Element | None = self
        while node is not None and "lang" not in node.attrs:
            node = node.parent
        return node.attrs["lang"] if node else None


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = self.current = Element("", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs), self.current)
        self.current.children.append(element)
        if tag not in VOID:
            self.current = element

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self.current.tag == tag, f"</{tag}> closes <{self.current.tag}>"
        assert self.current.parent is not None
        self.current = self.current.parent

    def handle_data(self, data: str) -> None:
        self.current.own_text.append(data)


def read(content: bytes) -> Element:
    """The document; fails where elements are not closed in order."""
    reader = _Reader()
    reader.feed(content.decode())
    assert reader.current is reader.root, f"<{reader.current.tag}> is never closed"
    return reader.root
