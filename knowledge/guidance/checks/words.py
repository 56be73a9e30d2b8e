"""Are the words easy to read, and there in every language that is offered?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.translation import gettext
from wagtail.models import Locale

from cms.core.models import Municipality
from cms.core.values.translations import UNTRANSLATED
from knowledge.guidance.engine.flow import Flow
from knowledge.guidance.files.records import SOURCE
from knowledge.guidance.models import GuidancePage

from .messages import LONG_SENTENCE, NO_TRANSLATION
from .notes import Note, note

MOST_WORDS = 20
_SENTENCES = re.compile(r"(?<=[.!?:])\s+|\n+")
_START = 6


def review_words(page: GuidancePage, flow: Flow) -> Iterator[Note]:
    """Sentences of a flow that are too long to read."""
    yield from _long(page.intro, "intro")
    for step in flow.steps:
        for words in (step.words, step.why, step.more):
            yield from _long(words.get(SOURCE, ""), f"steps.{step.key}")


def _long(text: str, place: str) -> Iterator[Note]:
    for sentence in _SENTENCES.split(text):
        words = sentence.split()
        if len(words) > MOST_WORDS:
            yield note(LONG_SENTENCE, place, count=len(words), most=MOST_WORDS, start=" ".join(words[:_START]))


def review_translations(record: Any, municipality: Municipality | None, place: str) -> Iterator[Note]:
    """Languages that are offered and have no published words of ``record``."""
    offered = municipality.languages if municipality else [code for code, _name in settings.LANGUAGES]
    others = type(record)._base_manager.filter(translation_key=record.translation_key, live=True)
    if hasattr(record, "alias_of_id"):
        others = others.filter(alias_of=None)
    there = others.exclude(source_text_digest=UNTRANSLATED).values_list("locale__language_code", flat=True)
    missing = [code for code in offered if code != settings.SOURCE_LOCALE and code not in set(there)]
    if missing:
        names = {each.language_code: each.get_display_name() for each in Locale.objects.all()}
        yield note(NO_TRANSLATION, place, languages=", ".join(gettext(names.get(code, code)) for code in missing))
