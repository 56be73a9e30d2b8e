"""Markdown of the demo as blocks and as the HTML that Wagtail stores."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token

PARSER = MarkdownIt("commonmark", {"html": False})
TAGS = {
    "paragraph_open": "<p>", "paragraph_close": "</p>", "bullet_list_open": "<ul>", "bullet_list_close": "</ul>",
    "ordered_list_open": "<ol>", "ordered_list_close": "</ol>", "list_item_open": "<li>", "list_item_close": "</li>",
    "strong_open": "<b>", "strong_close": "</b>", "em_open": "<i>", "em_close": "</i>", "link_close": "</a>",
    "softbreak": " ", "hardbreak": "<br/>",
}  # fmt: skip
_PAGE_LINK = re.compile(r'<a href="page:([^"]*)">')


class Html(str):
    """HTML whose links to pages are still ``page:`` addresses."""

    __slots__ = ()

    def with_pages(self, key_of: Callable[[str], int]) -> str:
        """The HTML as Wagtail stores it: links to pages by primary key."""
        return _PAGE_LINK.sub(lambda match: f'<a id="{key_of(match[1])}" linktype="page">', self)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a Markdown text: ``text`` with its HTML, ``heading2``, ``heading3``, or a fence with its name."""

    kind: str
    content: str
    line: int
    addresses: tuple[str, ...] = ()
    mistakes: tuple[str, ...] = ()


def pieces_of(source: str, first_line: int) -> list[Piece]:
    """``source`` as pieces in order; paragraphs and lists between others are one text."""
    pieces: list[Piece] = []
    run: list[Token] = []

    def end_run() -> None:
        if run:
            html, addresses, mistakes = _render(run)
            line = first_line + (run[0].map[0] if run[0].map else 0)
            pieces.append(Piece("text", html, line, tuple(addresses), tuple(mistakes)))
            run.clear()

    tokens = PARSER.parse(source)
    position = 0
    while position < len(tokens):
        token = tokens[position]
        line = first_line + (token.map[0] if token.map else 0)
        if token.type == "fence":
            end_run()
            pieces.append(Piece(token.info.strip() or "fence", token.content, line))
        elif token.type == "heading_open":
            end_run()
            position += 1
            pieces.append(Piece(f"heading{token.tag[1]}", tokens[position].content, line))
            position += 1
        else:
            run.append(token)
        position += 1
    end_run()
    return pieces


def html_of(source: str) -> tuple[Html, list[str], list[str]]:
    """HTML of paragraphs and lists, the addresses of pages it links to, and what is not allowed in it."""
    return _render(PARSER.parse(source))


def _render(tokens: Sequence[Token]) -> tuple[Html, list[str], list[str]]:
    parts: list[str] = []
    addresses: list[str] = []
    mistakes: list[str] = []
    for token in tokens:
        if token.hidden:
            continue
        if token.type == "inline":
            html, more_addresses, more_mistakes = _render(token.children or [])
            parts.append(html)
            addresses += more_addresses
            mistakes += more_mistakes
        elif token.type == "text":
            parts.append(escape(token.content, quote=False))
        elif token.type == "link_open":
            target = str(token.attrs["href"])
            mistakes += _mistake_of_link(target)
            if target.startswith("page:"):
                addresses.append(target.removeprefix("page:"))
            parts.append(f'<a href="{escape(target)}">')
        elif token.type in TAGS:
            parts.append(TAGS[token.type])
        else:
            mistakes.append(f"has {token.type.removesuffix('_open')}, which texts can't have")
    return Html("".join(parts)), addresses, mistakes


def _mistake_of_link(target: str) -> list[str]:
    if target.startswith(("page:", "https://", "mailto:", "tel:")):
        return []
    return [f"links to {target!r}; write page:ADDRESS or https://..."]
