"""Whether a translation still says what its source says, and whether readers get it."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

# In place of a digest: the record exists, but not all of its words are translated.
UNTRANSLATED = "untranslated"


class TranslationState(StrEnum):
    """How a translation stands to its source."""

    CURRENT = "current"
    OUTDATED = "outdated"
    MISSING = "missing"


def digest_of(words: Iterable[str]) -> str:
    """The same for the same words in the same order, however they are spaced or composed."""
    lines = (" ".join(unicodedata.normalize("NFC", text).split()) for text in words)
    return hashlib.sha256("\n".join(line for line in lines if line).encode()).hexdigest()


def translation_state(source_digest: str, made_from: str | None, *, law_or_money: bool) -> TranslationState:
    """The state of a public translation made from the words with the digest ``made_from``; None is no translation.

    Only where law or money is concerned does a changed source make a translation outdated. A translation without a
    digest was never compared and counts as current.
    """
    if made_from is None or made_from == UNTRANSLATED:
        return TranslationState.MISSING
    if law_or_money and made_from and source_digest and made_from != source_digest:
        return TranslationState.OUTDATED
    return TranslationState.CURRENT


def falls_back(state: TranslationState, outdated_since: datetime | None, now: datetime, days: int) -> bool:
    """Whether readers get the source instead of a translation in ``state``."""
    if state is TranslationState.OUTDATED:
        at = falls_back_at(outdated_since, days)
        return at is not None and now >= at
    return state is TranslationState.MISSING


def falls_back_at(outdated_since: datetime | None, days: int) -> datetime | None:
    """When an outdated translation gives way to its source."""
    return outdated_since + timedelta(days=days) if outdated_since else None
