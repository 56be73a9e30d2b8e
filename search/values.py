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
        self.parts = {part for part in map(fold, (*PARTS, *words)) if len(part) >= SHORTEST_PART or part in SHORT_PARTS}
        self._split = lru_cache(maxsize=20_000)(self._find)

    def split(self, folded: str) -> tuple[str, ...]:
        """The parts of a compound, as many as there are; empty for a word that is none."""
        return self._split(folded) if len(folded) >= SHORTEST_COMPOUND else ()

    def _find(self, folded: str) -> tuple[str, ...]:
        best = self._tail(folded, whole=folded)
        return best if len(best) > 1 else ()

    def _tail(self, rest: str, whole: str) -> tuple[str, ...]:
        if rest == "":
            return ()
        best: tuple[str, ...] = ()
        for end in range(3, len(rest) + 1):
            head = rest[:end]
            if head == whole or not self._knows(head):
                continue
            if end == len(rest):
                return best or (head,)
            best = self._joined(head, rest[end:], whole) or best
        return best

    def _joined(self, head: str, after: str, whole: str) -> tuple[str, ...]:
        for link in LINKS:
            if after.startswith(link) and len(after) - len(link) >= 3:
                tail = self._tail(after[len(link) :], whole)
                if tail:
                    return (head, *tail)
        return ()

    def _knows(self, word: str) -> bool:
        return word in self.parts or any(
            word.endswith(ending) and word[: -len(ending)] in self.parts for ending in ("e", "n", "en", "s")
        )


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
