"""Makes the facts, measures and numbers of guidance, in German and in the languages they have words of."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid5

from wagtail_localize.models import TranslationSource

from cms.core.values.record import LANGUAGES
from knowledge.guidance.files.entries import Entry
from knowledge.guidance.files.records import MODELS, built, words_in

from .blocks import NAMESPACE
from .flows import block_teller, check_blocks, finder
from .made import Made
from .publish import publish
from .write_translations import store

KINDS = ("fact", "measure", "parameter")
NAMES = {"image": "image", "image_id": "image", "slug": "key"}


def write_guidance(made: Made) -> None:
    """Make the German records and publish them."""
    for entry in _new(made):
        key = uuid5(NAMESPACE, f"{entry.kind}:{entry.name}")
        record = built(entry, finder(made), locale=made.locales["de"], translation_key=key, live=False)
        made.check(record, entry.record, named=NAMES, skip=("municipality",))
        check_blocks(entry, record)
        made.problems.stop_if_any()
        publish(record)
        made.note(entry.kind, entry.name, record)
        made.tick(entry.name)


def translate_guidance(made: Made) -> None:
    """Make the translations of the new records."""
    for entry in _new(made):
        german = MODELS[entry.kind]._default_manager.get(pk=made.pk(entry.kind, entry.name))
        languages = [language for language in entry.languages if language in LANGUAGES[1:]]
        source = TranslationSource.update_or_create_from_instance(german)[0] if languages else None
        for language in languages:
            copy = german.copy_for_translation(made.locales[language])
            for name, value in words_in(entry, language, german).items():
                setattr(copy, name, value)
            store(source, german, copy, made.locales[language], block_teller(entry, german))
            publish(copy)
        made.tick(entry.name)


def _new(made: Made) -> Iterator[Entry]:
    """The entries that no earlier load made."""
    for kind in KINDS:
        yield from (entry for entry in made.demo.guidance[kind] if made.is_new(kind, entry.name))
