"""The grants of a measure and the next steps of a flow, as blocks store them and as files have them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .conditions import Kinds, Plain, Stored, plain_condition, stored_condition
from .stored import ByLanguage, KeyOf, NameOf, lasting_id, with_words, words_named


def plain_grants(blocks: Sequence[Stored], kinds: Kinds, slug_of: NameOf) -> list[Plain]:
    """The grants of a measure; one whose programme is gone is left out."""
    grants = []
    for block in blocks:
        slug = slug_of(block["value"].get("programme"))
        bonuses = [_plain_bonus(item["value"], kinds) for item in block["value"].get("bonuses") or []]
        if slug:
            grants.append({"programme": slug} | ({"bonuses": bonuses} if bonuses else {}))
    return grants


def _plain_bonus(value: Stored, kinds: Kinds) -> Plain:
    condition = plain_condition(value.get("condition"), kinds)
    return {"rate": value.get("rate") or ""} | ({"if": condition} if condition else {})


def stored_grants(plain: Sequence[Plain], measure: str, key_of: KeyOf) -> list[Stored]:
    """The blocks of a measure's grants; one whose programme is nowhere is left out."""
    blocks = []
    for grant in plain:
        programme, name = key_of("programme", grant["programme"]), grant["programme"]
        bonuses = [
            {"type": "item", "id": str(lasting_id(measure, name, bonus["rate"])), "value": _stored_bonus(bonus)}
            for bonus in grant.get("bonuses") or []
        ]
        if programme is not None:
            value = {"programme": programme, "bonuses": bonuses}
            blocks.append({"type": "grant", "id": str(lasting_id(measure, name)), "value": value})
    return blocks


def _stored_bonus(bonus: Plain) -> Stored:
    return {"rate": bonus["rate"], "condition": stored_condition(bonus.get("if"))}


def plain_next_steps(blocks: ByLanguage, kinds: Kinds, path_of: NameOf) -> list[Plain]:
    """What people can do next."""
    steps = []
    for block, words in with_words(blocks):
        step: Plain = {"words": words_named("words", words)}
        condition = plain_condition(block["value"].get("condition"), kinds)
        page: Any = block["value"].get("page")
        path = path_of(page) if page else ""
        steps.append(step | ({"if": condition} if condition else {}) | ({"page": path} if path else {}))
    return steps


def stored_next_steps(plain: Sequence[Plain], flow: str, language: str, key_of: KeyOf) -> list[Stored]:
    """The blocks of a flow's next steps in one language, with ids by their order."""
    return [
        {
            "type": "step",
            "id": str(lasting_id(flow, "next", str(number))),
            "value": {
                "words": (step.get("words") or {}).get(language, ""),
                "condition": stored_condition(step.get("if")),
                "page": key_of("page", step["page"]) if step.get("page") else None,
            },
        }
        for number, step in enumerate(plain, start=1)
    ]
