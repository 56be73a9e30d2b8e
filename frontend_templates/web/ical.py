"""Events as iCalendar (RFC 5545): times in UTC, text escaped, lines folded."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

LINE = 75


def escaped(text: str) -> str:
    """``text`` as a value: backslashes, separators and line ends escaped."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def folded(line: str) -> str:
    """``line`` in pieces of at most 75 bytes, never cutting a character."""
    pieces, piece, room = [], b"", LINE
    for letter in line:
        encoded = letter.encode()
        if len(piece) + len(encoded) > room:
            pieces.append(piece)
            # The space that continues a line counts too.
            piece, room = b"", LINE - 1
        piece += encoded
    pieces.append(piece)
    return b"\r\n ".join(pieces).decode()


def _moment(text: str) -> str:
    return datetime.fromisoformat(text).astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _event(event: dict[str, Any]) -> list[str]:
    place = ", ".join(part for part in (event["venue"], event["address"]) if part) or event["onlineUrl"] or ""
    lines = [
        "BEGIN:VEVENT",
        f"UID:{escaped(event['id'])}@enact",
        f"DTSTAMP:{_moment(event['changedAt'])}",
        f"LAST-MODIFIED:{_moment(event['changedAt'])}",
        f"DTSTART:{_moment(event['startsAt'])}",
        f"DTEND:{_moment(event['endsAt'])}",
        f"SUMMARY:{escaped(event['title'])}",
        f"DESCRIPTION:{escaped(event['teaser'] or '')}",
        f"LOCATION:{escaped(place)}",
        f"URL:{event['url']}",
        "END:VEVENT",
    ]
    return [line for line in lines if not line.endswith(":")]


def calendar(name: str, events: Iterable[dict[str, Any]]) -> str:
    """A calendar of ``events``."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//EnAct Toolkit//Events//EN", "CALSCALE:GREGORIAN"]
    lines.append(f"X-WR-CALNAME:{escaped(name)}")
    for event in events:
        lines += _event(event)
    lines.append("END:VCALENDAR")
    return "".join(folded(line) + "\r\n" for line in lines)
