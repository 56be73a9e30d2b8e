from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from html import escape
from typing import Any

from django.conf import settings

from cms.core.queries.readings import Reader
from cms.core.queries.snippets import SnippetReading, entries_of, path_of, snippets, snippets_by_pk

from .models import GlossaryTerm


def glossary(reader: Reader, letter: str | None = None) -> list[SnippetReading[GlossaryTerm]]:
    """All terms by the alphabet of the reader's language; with ``letter`` only those that begin with it."""
    terms = sorted(snippets(reader, GlossaryTerm), key=lambda term: sorting(term.translation.term))
    wanted = sorting(letter) if letter else ""
    return [term for term in terms if sorting(term.translation.term).startswith(wanted)]


FOLDED = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss", "à": "a", "è": "e", "é": "e", "ì": "i", "ò": "o"})


def sorting(word: str) -> str:
    """What ``word`` is sorted by: umlauts beside their vowels, as in a dictionary."""
    return word.casefold().translate(FOLDED)


def terms_by_pk(reader: Reader) -> dict[int, SnippetReading[GlossaryTerm]]:
    return snippets_by_pk(reader, GlossaryTerm)


def related_terms(term: SnippetReading[GlossaryTerm]) -> list[SnippetReading[GlossaryTerm]]:
    known = terms_by_pk(term.reader)
    related = [known[key] for key in related_keys(term.reader).get(term.source.pk, ()) if key in known]
    return sorted(related, key=lambda other: sorting(other.translation.term))


def related_keys(reader: Reader) -> dict[int, list[int]]:
    """The terms that each term names, kept with the edition."""
    return reader.edition.keep("related terms", _read_related_keys)


def _read_related_keys() -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for term, other in GlossaryTerm.related.through.objects.values_list("from_glossaryterm", "to_glossaryterm"):
        found[term].append(other)
    return found


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The forms of all terms in a language, as one pattern, and which term each form is of."""

    pattern: re.Pattern[str] | None
    terms: dict[str, int]


def vocabulary(reader: Reader, language: str) -> Vocabulary:
    """Kept with the edition: it is made of every form of every term."""
    return reader.edition.keep(("vocabulary", language), lambda: make_vocabulary(reader, language))


def make_vocabulary(reader: Reader, language: str) -> Vocabulary:
    terms: dict[str, int] = {}
    for entry in entries_of(reader, GlossaryTerm):
        term = entry.source if language == settings.SOURCE_LOCALE else entry.translations.get(language)
        if term is not None:
            terms |= {written(form): entry.source.pk for form in term.all_forms}
    forms = sorted(terms, key=len, reverse=True)
    if not forms:
        return Vocabulary(None, terms)
    alternatives = "|".join(re.escape(form) if form.isupper() else f"(?i:{re.escape(form)})" for form in forms)
    return Vocabulary(re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w]|-\w)"), terms)


def written(form: str) -> str:
    """Acronyms are found as they are written (WEG is no Weg), other words in any case."""
    return form if form.isupper() else form.lower()


@dataclass(slots=True)
class TermMarker:
    """Marks the first occurrence of each term on a page and remembers which it found."""

    reader: Reader
    language: str
    found: dict[int, SnippetReading[Any]] = field(default_factory=dict)

    def __call__(self, text: str) -> str:
        words = vocabulary(self.reader, self.language)
        if words.pattern is None:
            return escape(text, quote=False)
        parts, end = [], 0
        for match in words.pattern.finditer(text):
            term = self._term(words, match.group())
            if term is not None:
                parts += [escape(text[end : match.start()], quote=False), self._link(term, match.group())]
                end = match.end()
        return "".join(parts) + escape(text[end:], quote=False)

    def _term(self, words: Vocabulary, form: str) -> SnippetReading[Any] | None:
        key = words.terms.get(form, words.terms.get(form.lower(), 0))
        term = None if key in self.found else terms_by_pk(self.reader).get(key)
        if term is None or path_of(term) is None:
            return None
        self.found[key] = term
        return term

    def _link(self, term: SnippetReading[Any], words: str) -> str:
        href, slug = escape(self.reader.href(path_of(term) or "/")), escape(term.source.slug)
        return f'<a class="term" href="{href}" data-term="{slug}">{escape(words, quote=False)}</a>'
