"""What changed since a moment, for whoever keeps copies: what was published, and what is gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Q

from cms.core.models import AddressChange, BasePage

from .directory import Entry
from .navigation import Listed, addresses
from .readings import PageReading, Reader
from .snippets import INDEX_PAGES, entries_of, path_of_kind
from .visibility import is_over


@dataclass(frozen=True, slots=True)
class Removed:
    """Something that was at ``path`` and no longer is. No word of it is told."""

    reader: Reader
    model: Any
    key: UUID
    path: str
    changed_at: datetime
    title: None = None


def changes(reader: Reader, since: datetime | None) -> list[Listed | Removed]:
    """What was published or has gone after ``since``, newest first.

    What has come to an address, or back to it, counts as changed then, so whoever follows from the oldest change to
    the newest holds what is there now.
    """
    present = addresses(reader)
    here = {(key_of(listed), listed.path) for listed in present}
    gone = [removed for removed in removals(reader) if (removed.key, removed.path) not in here]
    times = last_times(reader, gone)
    found: list[Listed | Removed] = [
        replace(listed, changed_at=max(known))
        for listed in present
        if (known := [at for at in (listed.changed_at, *times_of(listed, times)) if at])
    ]
    found += gone
    after = [change for change in found if change.changed_at and (since is None or change.changed_at > since)]
    return sorted(after, key=lambda change: (-timestamp(change), isinstance(change, Removed)))


def timestamp(change: Listed | Removed) -> float:
    return change.changed_at.timestamp() if change.changed_at else 0.0


def key_of(listed: Listed) -> UUID:
    reading = listed.reading
    key: UUID = reading.entry.key if isinstance(reading, PageReading) else reading.source.translation_key
    return key


def times_of(listed: Listed, times: dict[UUID | str, datetime]) -> list[datetime | None]:
    return [times.get(key_of(listed)), times.get(listed.path)]


def last_times(reader: Reader, gone: list[Removed]) -> dict[UUID | str, datetime]:
    """When each key and each path was last left by, or reached by, something."""
    found: dict[UUID | str, datetime] = {}
    noted = [(note.key, note.address, note.at) for note in notes(reader)]
    for key, path, at in [*noted, *((removed.key, removed.path, removed.changed_at) for removed in gone)]:
        for name in (key, path):
            found[name] = max(found.get(name, at), at)
    return found


def notes(reader: Reader) -> list[AddressChange]:
    """What is noted of the municipality and its library, read once for each edition."""
    concerned = Q(municipality=None) | Q(municipality__in=reader.municipality.readable_keys)
    return reader.edition.keep("address changes", lambda: list(AddressChange.objects.filter(concerned)))


def removals(reader: Reader) -> Iterator[Removed]:
    """Everything that is no longer where readers of the municipality could find it."""
    for note in notes(reader):
        model = model_named(note.kind)
        if note.gone and model is not None:
            yield from removed_as_noted(reader, note, model)
    for entry in reader.directory.whole.expired:
        if entry.expire_at is not None:
            yield removed_page(reader, entry, entry.expire_at)
    for base, instead in reader.directory.whole.replaced:
        at = instead.first_published_at
        if at and base.first_published_at and base.first_published_at < at:
            yield removed_page(reader, base, at)
    yield from expired_snippets(reader)


def removed_page(reader: Reader, entry: Entry, at: datetime) -> Removed:
    return Removed(reader, entry.model, entry.key, entry.path, at)


def removed_as_noted(reader: Reader, note: AddressChange, model: Any) -> Iterator[Removed]:
    if not issubclass(model, BasePage):
        above = path_of_kind(reader, model)
        if above:
            yield Removed(reader, model, note.key, f"{above}{note.address}/", note.at)
        return
    yield Removed(reader, model, note.key, note.address, note.at)
    # What was shown below the page of its kind went with it.
    for kind, index in INDEX_PAGES.items():
        if index is model:
            for entry in entries_of(reader, kind):
                path = f"{note.address}{entry.source.slug}/"
                yield Removed(reader, kind, entry.source.translation_key, path, note.at)


def expired_snippets(reader: Reader) -> Iterator[Removed]:
    for model in INDEX_PAGES:
        above = path_of_kind(reader, model)
        for entry in entries_of(reader, model) if above else ():
            source = entry.source
            if source.expire_at and is_over(source.go_live_at, source.expire_at, reader.now):
                yield Removed(reader, model, source.translation_key, f"{above}{source.slug}/", source.expire_at)


def model_named(label: str) -> Any:
    """The model of what was noted; None where the installation no longer has it."""
    try:
        return apps.get_model(label)
    except LookupError:
        return None
