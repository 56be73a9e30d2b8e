"""Everything that is to be said about a flow before it is published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.models import Municipality, municipality_of_path
from knowledge.guidance.engine.condition_reading import read_condition
from knowledge.guidance.engine.review import Code, review
from knowledge.guidance.engine.review.conditions import review_condition
from knowledge.guidance.files.stock import Stock
from knowledge.guidance.models import GuidancePage, PersonaOverride
from knowledge.guidance.values.conditions import Stored, plain_condition

from .drafts import Draft, Surroundings, read_draft, readable
from .messages import CHANGED_KEY, MISSING_ALT, UNREADABLE
from .notes import Identity, Note, note, of_finding
from .rates import review_rates, rows_of
from .words import review_translations, review_words

# What follows from a mistake is not told beside it.
FOLLOW = {Code.NO_SUCH_STEP: (Code.DEAD_END, Code.UNREACHABLE_STEP), Code.CIRCLE: (Code.DEAD_END,)}


def notes_on_flow(page: GuidancePage) -> list[Note]:
    """What is wrong with ``page`` as it is in a form or a revision, errors first.

    Only what this version causes is an error. What was so before it is somebody's to mend, and keeps nothing back.
    """
    around = surroundings(page)
    found = found_in(page, around)
    live = live_version(page)
    if live is not None:
        found = [*_changed_keys(page, live), *found]
        if any(each.is_error for each in found):
            found = _inherited(found, {each.identity for each in found_in(live, surroundings(live))}, page, around)
    found = _excused(found, page)
    return sorted(dict.fromkeys(found), key=lambda each: not each.is_error)


def surroundings(page: GuidancePage, instead: Any = None) -> Surroundings:
    """What ``page`` rests on."""
    municipality = page.municipality or municipality_of_path(page.path or page.get_parent().path)
    if municipality is None:
        raise ValueError(f"{page} is in no municipality's tree")
    return Surroundings(Stock(municipality), instead)


def live_version(page: GuidancePage) -> GuidancePage | None:
    """The published version; None where there is none."""
    return GuidancePage.objects.filter(pk=page.pk, live=True).first() if page.pk else None


def found_in(page: GuidancePage, around: Surroundings) -> list[Note]:
    """What is wrong with one version, whoever caused it."""
    draft = read_draft(page, around)
    found = [*draft.notes, *_review(draft), *_review_measures(draft), *_review_next_steps(draft)]
    if draft.flow is not None:
        found += review_words(page, draft.flow)
    return found + list(review_translations(page, around.stock.municipality, "title") if page.pk else ())


def _review(draft: Draft) -> Iterator[Note]:
    if draft.flow is not None:
        found = review(draft.flow, draft.measures, draft.around.catalogue, timezone.localdate())
        codes = {each.code for each in found}
        follows = {code for cause, codes_after in FOLLOW.items() if cause in codes for code in codes_after}
        yield from (of_finding(each) for each in found if each.code not in follows)


def _review_measures(draft: Draft) -> Iterator[Note]:
    around, today = draft.around, timezone.localdate()
    rows = rows_of(around.rows, around.stock.municipality)
    for measure in draft.measures:
        record = around.measures[measure.key]
        if draft.page.shows_estimates:
            yield from review_rates(record, rows, today)
        if record.image is not None and not record.image.alt_de:
            yield note(MISSING_ALT, f"measures.{measure.key}", measure=measure.key)
        for block in record.grants.raw_data:
            for item in block["value"].get("bonuses") or []:
                place = f"measures.{measure.key}.grants"
                yield from _review_condition(item["value"].get("condition"), place, around)


def _review_next_steps(draft: Draft) -> Iterator[Note]:
    for number, block in enumerate(draft.page.next_steps.raw_data):
        yield from _review_condition(block["value"].get("condition"), f"next_steps[{number}]", draft.around)


def _review_condition(stored: Stored, place: str, around: Surroundings) -> Iterator[Note]:
    plain = plain_condition(stored, around.kinds)
    if plain is None:
        return
    condition, problems = readable(read_condition, plain)
    if condition is None:
        yield from (note(UNREADABLE, place, field=problem.path) for problem in problems[:1])
        return
    yield from map(of_finding, review_condition(condition, around.catalogue, place))


def _changed_keys(page: GuidancePage, live: GuidancePage) -> Iterator[Note]:
    before = {block["id"]: key_of_block(block) for block in live.steps.raw_data}
    for block in page.steps.raw_data:
        old, new = before.get(block["id"]), key_of_block(block)
        if old and new and old != new:
            yield note(CHANGED_KEY, f"steps.{new}", before=old, after=new)


def key_of_block(block: Stored) -> str:
    """The key of a step as it is stored."""
    return str(block["value"].get("key") or block["value"].get("fact") or "")


def _inherited(found: Iterable[Note], before: set[Identity], page: GuidancePage, around: Surroundings) -> list[Note]:
    return [
        replace(each, owner=_owner(each, page, around)) if each.is_error and each.identity in before else each
        for each in found
    ]


def _owner(each: Note, page: GuidancePage, around: Surroundings) -> str:
    """Who mends what was so before: whose measure it is, or whose page."""
    kind, _dot, rest = each.place.partition(".")
    record = around.measures.get(rest.partition(".")[0]) if kind == "measures" else None
    if record is not None:
        return str(record.municipality or _("library"))
    person = page.owner.get_full_name() if page.owner else ""
    place: Municipality | None = page.municipality
    return person or str(place or _("library"))


def _excused(found: list[Note], page: GuidancePage) -> list[Note]:
    reasons = PersonaOverride.reasons_for(page) if page.pk else {}
    return [
        replace(each, reason=reasons.get(each.identity, "")) if each.is_error and each.is_of_persona else each
        for each in found
    ]
