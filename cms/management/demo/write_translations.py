"""Makes the translations of pages and snippets, and aliases of pages that have none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wagtail.models import Locale
from wagtail_localize.models import TranslationLog, TranslationSource

from cms.core.actions.store_words import store_words
from cms.core.models import BasePage
from cms.core.values.record import LANGUAGES

from .flows import reword_flow
from .made import Made
from .pages import Page, WordsFile
from .publish import publish
from .snippets import Entry
from .write_maps import legend_of
from .write_pages import MODELS as PAGE_MODELS
from .write_pages import body_of
from .write_snippets import MODELS as SNIPPET_MODELS
from .write_snippets import WORDS, entries, new, row_key

# The words of an entry's rows: relation, then the fields of each row.
ROWS: dict[str, tuple[str, tuple[str, ...]]] = {
    "funding": ("rates", ("label", "condition")),
    "advice": ("closures", ("reason",)),
}


def translate_pages(made: Made) -> None:
    """Each new page in each language: its translation, or the alias that stands for a missing one."""
    for site in sorted(made.demo.pages, key=lambda key: key != made.demo.region):
        for page in made.demo.pages[site]:
            if made.is_new("page", page.place):
                _translate_page(made, page)
                made.tick(page.place)


def _translate_page(made: Made, page: Page) -> None:
    german = PAGE_MODELS[page.type].objects.get(pk=made.pk("page", page.place))
    source = TranslationSource.update_or_create_from_instance(german)[0] if page.translations else None
    for language in LANGUAGES[1:]:
        words = page.translations.get(language)
        if source is None or words is None:
            german.copy_for_translation(made.locales[language], alias=True)
            continue
        copy: BasePage = german.copy_for_translation(made.locales[language])
        for name, value in words.words.items():
            setattr(copy, name, value)
        if page.type == "guidance":
            reword_flow(page, copy, german, language)
        if hasattr(copy, "body"):
            copy.body = body_of(copy, made, words.blocks)
        if page.path:
            copy.slug = german.slug
        store(source, german, copy, made.locales[language], _page_teller(made, words))
        publish(copy)


def translate_snippets(made: Made, kinds: list[str]) -> None:
    """Each new snippet in each language that its entry has words of."""
    for kind in kinds:
        for entry in new(made, entries(made, kind)):
            german = SNIPPET_MODELS[kind].objects.get(pk=made.pk(kind, row_key(entry)))
            languages = [language for language in LANGUAGES[1:] if entry.values[WORDS[kind][0]].get(language)]
            source = TranslationSource.update_or_create_from_instance(german)[0] if languages else None
            for language in languages:
                copy = german.copy_for_translation(made.locales[language])
                for name in WORDS[kind]:
                    setattr(copy, name, entry.values[name].get(language, ""))
                _translate_rows(kind, entry, copy, language)
                if kind == "layer":
                    copy.legend = legend_of(entry, language)
                store(source, german, copy, made.locales[language], _entry_teller(made, entry))
                publish(copy)
            made.tick(entry.key)


def _translate_rows(kind: str, entry: Entry, copy: Any, language: str) -> None:
    relation, names = ROWS.get(kind, ("", ()))
    if not relation:
        return
    children = list(getattr(copy, relation).all())
    for child, row in zip(children, entry.values[relation], strict=True):
        for name in names:
            setattr(child, name, row[name].get(language, ""))
    getattr(copy, relation).set(children)


def store(source: Any, german: Any, copy: Any, locale: Locale, tell: Callable[[str, str], None]) -> None:
    """Keep the words of ``copy`` as a translator's, and note that the translator is done."""
    store_words(source, german, copy, locale, tell)
    TranslationLog.objects.create(source=source, locale=locale)


def _page_teller(made: Made, words: WordsFile) -> Callable[[str, str], None]:
    def tell(path: str, message: str) -> None:
        field, _, rest = path.partition(".")
        block = next((block for block in words.blocks if rest.startswith(block.id)), None)
        if block:
            made.problems.add(block.file, block.line, f"{block.kind}{rest.removeprefix(block.id)}", message)
        else:
            made.problems.add(words.record.file, words.record.line(field), field, message)

    return tell


def _entry_teller(made: Made, entry: Entry) -> Callable[[str, str], None]:
    def tell(path: str, message: str) -> None:
        field = path.partition(".")[0]
        made.problems.add(entry.record.file, entry.record.line(field), field, message)

    return tell
