"""Drafts, for who holds the token that an editor's preview made. A token opens one page or snippet and nothing else."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.signing import BadSignature
from wagtail_headless_preview.models import PagePreview

from cms.core.models import BasePage, Municipality, PreviewedSnippet
from cms.core.values.translations import TranslationState

from .atlas import Atlas
from .directory import Entry, PageWords, path_below_home
from .editions import edition_of
from .pages import clean_path
from .readings import PageReading, Reader, records_of
from .snippets import READINGS, SnippetEntry, SnippetReading, entries_of
from .versions import Versions

DAY = 24 * 60 * 60


def draft_of(token: str) -> BasePage | PreviewedSnippet | None:
    """The draft that ``token`` opens; None where it is not ours, older than a day, or its preview is gone."""
    try:
        BasePage.get_preview_signer().unsign(token, max_age=DAY)
    except BadSignature:
        return None
    preview = PagePreview.objects.filter(token=token).first()
    draft = preview.as_page() if preview else None
    return draft if isinstance(draft, BasePage | PreviewedSnippet) else None


def preview(reader: Reader, versions: Versions, token: str) -> Any:
    """The draft that ``token`` opens, in its own language, at the municipality whose it is."""
    draft = draft_of(token)
    owner = owner_of(draft, reader.edition.atlas) if draft is not None else None
    if draft is None or owner is None or owner.pk != reader.municipality.pk:
        return None
    edition = edition_of(owner, versions)
    there = Reader(edition, draft.locale.language_code, reader.now, reader.expires)
    return reading_of(there, draft, owner) if isinstance(draft, BasePage) else snippet_of(there, draft)


def owner_of(draft: BasePage | PreviewedSnippet, atlas: Atlas) -> Municipality | None:
    """At whose website the draft is shown."""
    if isinstance(draft, BasePage):
        return atlas.owner_of(draft.path or "") or draft.municipality
    return draft.previewed_at


def snippet_of(reader: Reader, draft: PreviewedSnippet) -> Any:
    """A draft of a snippet: of its words where it is a translation of something public, else of all it says."""
    entries = entries_of(reader, type(draft))
    public = next((entry for entry in entries if entry.source.translation_key == draft.translation_key), None)
    leads = reader.language == settings.SOURCE_LOCALE or public is None
    source = draft if leads or public is None else public.source
    reading = SnippetReading(reader, SnippetEntry(source, {}))
    reading.translation, reading.translation_state = draft, TranslationState.CURRENT
    reading.language, reading.is_fallback = reader.language, False
    read_as = READINGS.get(type(draft))
    return read_as(reading) if read_as else reading


def reading_of(reader: Reader, draft: BasePage, owner: Municipality) -> PageReading:
    public = reader.directory.whole.by_key.get(draft.translation_key)
    leads = reader.language == settings.SOURCE_LOCALE or public is None
    entry = entry_of(draft, owner) if leads or public is None else copy_of(public)
    entry.words |= {reader.language: words_of(draft), settings.SOURCE_LOCALE: entry.words.get("de", words_of(draft))}
    reading = PageReading(reader, entry, [])
    reading.peers.append(reading)
    reading.is_draft = leads
    reading.whole = True
    source: Any = draft if leads else records_of(type(draft))(pks=[entry.pk])[0]
    reading.set_records(source, draft)
    return reading


def entry_of(draft: BasePage, owner: Municipality) -> Entry:
    path = path_below_home(draft.url_path) if draft.url_path else clean_path(draft.slug or "")
    return Entry(
        draft.pk or 0, draft.translation_key, type(draft), draft.path or "", owner, path, draft.image_id,
        draft.show_in_menus, draft.first_published_at, draft.last_published_at, None, None, draft.text_changed_at, "",
        bool(draft.law_or_money), getattr(draft, "base_id", None), {settings.SOURCE_LOCALE: words_of(draft)},
    )  # fmt: skip


def copy_of(entry: Entry) -> Entry:
    values = {name: getattr(entry, name) for name in Entry.__slots__}
    return Entry(**{**values, "words": dict(entry.words)})


def words_of(draft: BasePage) -> PageWords:
    return PageWords(
        draft.pk or 0, draft.locale.language_code, draft.title, draft.seo_title, draft.search_description, draft.teaser,
        "", None, draft.last_published_at,
    )  # fmt: skip
