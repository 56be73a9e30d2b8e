"""How words are found: folded, stemmed, and German compounds taken apart. Pure Python."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import snowballstemmer

LANGUAGES = {"de": "german", "en": "english", "it": "italian"}
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
FOLDS = (("ä", "a"), ("ö", "o"), ("ü", "u"), ("ß", "ss"), ("ae", "a"), ("oe", "o"), ("ue", "u"))
SHORTEST_COMPOUND = 8
SHORTEST_PART = 4
# Sounds that German puts between the parts of a compound.
LINKS = ("", "s", "n", "en", "es", "e", "er")
# Parts of the field's compounds that a text may never have on their own.
PARTS = Path(__file__).with_name("parts.txt").read_text(encoding="utf-8").split()


def fold(word: str) -> str:
    """Lower case without accents; Wärme, waerme and warme are the same."""
    folded = word.casefold()
    for written, read in FOLDS:
        folded = folded.replace(written, read)
    return "".join(char for char in unicodedata.normalize("NFD", folded) if not unicodedata.combining(char))


@cache
def stemmer(language: str) -> Any:
    return snowballstemmer.stemmer(LANGUAGES[language])


@lru_cache(maxsize=50_000)
def stem(folded: str, language: str) -> str:
    """The stem of a folded word."""
    return str(stemmer(language).stemWord(folded))


class Lexicon:
    """The words that compounds may be made of: the field's parts, and those the content uses itself."""

    def __init__(self, words: Collection[str] = ()) -> None:
        parts = {part for part in map(fold, (*PARTS, *words)) if len(part) >= SHORTEST_PART or part in SHORT_PARTS}
        self.parts = parts | {part + ending for part in parts for ending in ENDINGS}
        self._known: dict[str, tuple[str, ...]] = {}

    def split(self, folded: str) -> tuple[str, ...]:
        """The parts of a compound, as many as there are; empty for a word that is none."""
        if not SHORTEST_COMPOUND <= len(folded) <= LONGEST_COMPOUND:
            return ()
        if folded not in self._known:
            found = self._parts_of(folded)
            self._known[folded] = found if len(found) > 1 else ()
        return self._known[folded]

    def _parts_of(self, word: str) -> tuple[str, ...]:
        # From the end: what the word can be made of from each place on.
        from_place: dict[int, tuple[str, ...]] = {len(word): ()}
        for start in range(len(word) - LEAST, -1, -1):
            ways = list(self._ways(word, start, from_place))
            if ways:
                from_place[start] = max(ways, key=len)
        return from_place.get(0, ())

    def _ways(self, word: str, start: int, from_place: dict[int, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
        for end in range(start + LEAST, len(word) + 1):
            head = word[start:end]
            if head == word or head not in self.parts:
                continue
            for link in LINKS:
                rest = end + len(link)
                if rest in from_place and word.startswith(link, end) and (rest < len(word) or not link):
                    yield (head, *from_place[rest])


ENDINGS = ("e", "n", "en", "s")
LEAST = 3
LONGEST_COMPOUND = 60
SHORT_PARTS = {"gas", "ol", "nah", "bau", "amt", "rat", "sud"}


def words_in(text: str) -> list[str]:
    """The words of ``text`` as they are written."""
    return WORD.findall(text)


def terms_of(word: str, language: str, lexicon: Lexicon) -> Iterator[str]:
    """Everything a text with ``word`` is found by: the word, its stem, and those of its parts, alone and joined."""
    folded = fold(word)
    yield folded
    yield stem(folded, language)
    if language == "de":
        parts = lexicon.split(folded)
        for first in range(len(parts)):
            for last in range(first + 1, len(parts) + 1):
                joined = "".join(parts[first:last])
                yield joined
                yield stem(joined, language)


def analysed(text: str, language: str, lexicon: Lexicon) -> str:
    """The terms of ``text``, in order, for the index."""
    return " ".join(dict.fromkeys(term for word in words_in(text) for term in terms_of(word, language, lexicon)))


def query_terms(query: str, language: str) -> list[str]:
    """The terms that a text must have to answer ``query``. A query is not taken apart: Wärmepumpe is no Fernwärme."""
    return list(dict.fromkeys(stem(fold(word), language) for word in words_in(query)))[:MOST_TERMS]


MOST_TERMS = 8
