"""Pieces of a text that show what was found: whole sentences where they are short enough. Pure Python."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

LONGEST = 180
# How much of a sentence may stand before the word that was found.
LEAD = 110
# How many letters a piece has at least before it may end with a sentence.
ENOUGH = 90
# Between the parts of a text, such as a heading and the paragraph below it.
BREAK = "\n"
ELLIPSIS = "…"
# "z. B." and "Abs. 2" end no sentence.
_SENTENCE = re.compile(r"(?<=[^\W\d_]{3}[.!?])\s+(?=[„“\"»(]?[A-ZÄÖÜÀÈÉÌÒÙ])|" + BREAK)


@dataclass(frozen=True, slots=True)
class HighlightPart:
    """A piece of an excerpt."""

    text: str
    marked: bool


def excerpt(text: str, found: Sequence[tuple[int, int]]) -> list[HighlightPart]:
    """A piece of ``text`` around the first of the places ``found``, these marked; else its beginning."""
    begin = _begin(text, found[0][0]) if found else 0
    end = _end(text, begin, found[0][1] if found else 0)
    parts, place = [], begin
    for start, stop in found:
        if begin <= start and stop <= end:
            parts += [HighlightPart(_flat(text[place:start]), False), HighlightPart(text[start:stop], True)]
            place = stop
    parts.append(HighlightPart(_flat(text[place:end].rstrip()), False))
    if begin and not _starts_sentence(text, begin):
        parts.insert(0, HighlightPart(f"{ELLIPSIS} ", False))
    if end < len(text.rstrip()) and not _ends_sentence(text, end):
        parts.append(HighlightPart(f" {ELLIPSIS}", False))
    return _joined(parts)


def _begin(text: str, found: int) -> int:
    """Where the sentence with the word begins, or a word not far before it."""
    sentence = max((match.end() for match in _SENTENCE.finditer(text, 0, found + 1) if match.end() <= found), default=0)
    if found - sentence <= LEAD:
        return sentence
    return text.rfind(" ", 0, found - LEAD // 2) + 1


def _end(text: str, begin: int, found_end: int) -> int:
    """The end of the last sentence that fits, or of the last word."""
    limit = max(begin + LONGEST, found_end)
    if limit >= len(text):
        return len(text)
    least = max(begin + ENOUGH, found_end)
    sentences = [match.start() for match in _SENTENCE.finditer(text, begin, limit + 1) if match.start() >= least]
    if sentences:
        return sentences[-1]
    word = max(text.rfind(" ", begin, limit), text.rfind(BREAK, begin, limit))
    return word if word >= found_end and word > begin else limit


def _starts_sentence(text: str, place: int) -> bool:
    return any(match.end() == place for match in _SENTENCE.finditer(text, 0, place + 2))


def _ends_sentence(text: str, place: int) -> bool:
    return any(match.start() == place for match in _SENTENCE.finditer(text, max(0, place - 5)))


def _flat(text: str) -> str:
    """Parts of a text in one line: a heading is set off from what follows it."""
    return re.sub(rf"([.!?:])?{BREAK}", lambda match: f"{match[1]} " if match[1] else " – ", text)


def _joined(parts: list[HighlightPart]) -> list[HighlightPart]:
    joined: list[HighlightPart] = []
    for part in parts:
        if joined and not part.marked and not joined[-1].marked:
            joined[-1] = HighlightPart(joined[-1].text + part.text, False)
        elif part.text:
            joined.append(part)
    return joined
