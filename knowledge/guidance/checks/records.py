"""What publishing a fact, a measure or a number does to the published flows that rest on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from cms.core.models import source_locale
from knowledge.guidance.models import GuidanceFact, GuidancePage, Measure, PersonaOverride
from knowledge.guidance.values.conditions import Stored, split

from .flows import found_in, surroundings
from .messages import FACT_USED, KEY_IN_USE, OPTION_USED
from .notes import Names, Note, note


@dataclass(frozen=True, slots=True)
class Effect:
    """A note on a flow, or on the record itself where ``page`` is None."""

    note: Note
    page: GuidancePage | None = None
    names: Names = field(default_factory=Names)

    @property
    def message(self) -> str:
        """In words."""
        persona = dict(self.note.values).get("persona")
        return f"{persona}: {self.names.message(self.note)}" if persona else self.names.message(self.note)


def effects_of(record: Any) -> list[Effect]:
    """What would go wrong with published flows if ``record`` were published as it is now."""
    reasons = PersonaOverride.reasons_for(record) if record.pk else {}
    found = [Effect(each) for each in _changed_names(record)]
    for page in flows_resting_on(record):
        after = surroundings(page, record)
        before = {each.identity for each in found_in(page, surroundings(page)) if each.is_error}
        for each in found_in(page, after):
            if each.is_error and each.identity not in before:
                excused = reasons.get(each.identity, "") if each.is_of_persona else ""
                found.append(Effect(replace(each, reason=excused), page, after.names))
    return found


def flows_resting_on(record: Any) -> Iterator[GuidancePage]:
    """The published flows whose facts, measures or numbers ``record`` may be among."""
    pages = GuidancePage.objects.filter(live=True, alias_of=None, locale=source_locale())
    if record.municipality_id is not None:
        pages = pages.filter(municipality=record.municipality_id)
    live = type(record).objects.filter(pk=record.pk, live=True).first() if record.pk else None
    for page in pages.select_related("municipality", "owner"):
        if _rests_on(page, record) or (live is not None and _rests_on(page, live)):
            yield page


def _rests_on(page: GuidancePage, record: Any) -> bool:
    chosen = [block["value"] for block in page.measures.raw_data]
    if isinstance(record, Measure):
        return record.pk in chosen
    measures = Measure.objects.filter(pk__in=chosen)
    if isinstance(record, GuidanceFact):
        raw = [page.steps, page.personas, page.next_steps, *(measure.rules for measure in measures)]
        return any(mentions(list(stream.raw_data), record.key) is not None for stream in raw)
    # Every flow that reckons looks numbers up by what its measures and its house name.
    return page.shows_estimates


def _changed_names(record: Any) -> Iterator[Note]:
    """Keys that must stay because something names them."""
    live = type(record).objects.filter(pk=record.pk, live=True).first() if record.pk else None
    if isinstance(live, Measure) and live.slug != record.slug:
        for page in flows_resting_on(live):
            yield note(KEY_IN_USE, "slug", where=page.title)
            return
    if isinstance(live, GuidanceFact):
        yield from _changed_fact(live, record)


def _changed_fact(live: GuidanceFact, record: GuidanceFact) -> Iterator[Note]:
    renamed = (live.key, live.kind) != (record.key, record.kind)
    gone = options_of(live) - options_of(record)
    for where, named in _uses(live):
        if renamed:
            yield note(FACT_USED, "key", where=where)
        for option in sorted(gone & named):
            yield note(OPTION_USED, "options", option=option, where=where)


def options_of(fact: GuidanceFact) -> set[str]:
    """The keys of its options."""
    return {block["value"]["key"] for block in fact.options.raw_data}


def _uses(fact: GuidanceFact) -> Iterator[tuple[str, set[str]]]:
    """What names ``fact``, with the values it is compared with there."""
    models: tuple[tuple[Any, tuple[str, ...]], ...] = (
        (Measure, ("rules", "grants")), (GuidancePage, ("steps", "personas", "next_steps")),
    )  # fmt: skip
    for model, names in models:
        records = model.objects.filter(locale=source_locale())
        if fact.municipality_id is not None:
            records = records.filter(municipality=fact.municipality_id)
        for each in records:
            found = [mentions(list(getattr(each, name).raw_data), fact.key) for name in names]
            if any(values is not None for values in found):
                yield f"„{each.title}“", set().union(*(values or () for values in found))


def mentions(stored: Stored, fact: str) -> set[str] | None:
    """The values that ``fact`` is compared with, or answered, in stored blocks; None where nothing names it."""
    if isinstance(stored, list | tuple):
        inner: list[Stored] = list(stored)
        found: set[str] | None = None
    elif isinstance(stored, dict):
        inner = list(stored.values())
        found = set(split(str(stored.get("value") or ""))) if stored.get("fact") == fact else None
    else:
        return None
    for each in inner:
        named = mentions(each, fact)
        if named is not None:
            found = (found or set()) | named
    return found
