"""Takes texts in Markdown out of a demo file."""

from __future__ import annotations

from cms.core.values.record import Parser, Record

from .rich_text import Html, html_of


def markdown(required: bool = False) -> Parser:
    """A text in Markdown, as HTML whose internal links still have the demo's addresses."""

    def parse(record: Record, name: str) -> Html:
        source = record.take(name, str, required=required) or ""
        html, addresses, mistakes = html_of(source)
        for message in mistakes:
            record.wrong(name, message)
        for address in addresses:
            record.refer("page", address, name)
        return html

    return parse
