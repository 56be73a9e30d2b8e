"""Steps, rules, options and personas as blocks store them, and as the engine reads them.

Everything but words is the same in all languages. Functions take the stored blocks by language, the source language
first; words of the others are found by the block's id.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from .conditions import Kinds, Plain, Stored, plain_condition, stored_condition, text_of, typed

ByLanguage = Mapping[str, Sequence[Stored]]
NameOf = Callable[[Any], str]
"""The lasting name of what a chooser chose, by its number: a page's path, a snippet's address; empty where gone."""
KeyOf = Callable[[str, str], Any]
"""The other way round, by kind (page, measure, programme) and name."""

STEP_WORDS = {"question": "ask", "information": "show", "outcome": "end"}
STEP_TYPES = {word: kind for kind, word in STEP_WORDS.items()}
WORDS = ("words", "why", "more")
RULE_FACTS = ("turns_on", "valid_from", "valid_to", "legal_basis", "source_url", "checked_on", "to_check")


def plain_steps(blocks: ByLanguage, kinds: Kinds, path_of: NameOf) -> list[Plain]:
    """The steps as the engine reads them; ``path_of`` finds the path of a page."""
    return [_plain_step(block, words, kinds, path_of) for block, words in with_words(blocks)]


def with_words(blocks: ByLanguage) -> list[tuple[Stored, dict[str, Stored]]]:
    """Each block of the first language with its values in all languages that have it."""
    languages = list(blocks)
    if not languages:
        return []
    by_id = {language: {block.get("id"): block for block in blocks[language]} for language in languages}
    return [
        (
            block,
            {lang: found["value"] for lang in languages if (found := _same(by_id[lang].get(block.get("id")), block))},
        )
        for block in blocks[languages[0]]
    ]


def _same(found: Stored, block: Stored) -> Stored:
    return found if found is not None and found["type"] == block["type"] else None


def words_named(name: str, words: Mapping[str, Stored]) -> dict[str, str]:
    """What a field says in each language that has words for it."""
    return {language: value[name] for language, value in words.items() if value.get(name)}


def reworded(
    blocks: Sequence[Stored], plain: Sequence[Plain], names: Sequence[str], language: str, *, otherwise: bool = False
) -> list[Stored]:  # fmt: skip
    """Stored blocks with the words that the plain forms they were made of have in another language.

    Where these have none, the words are empty, or, with ``otherwise``, those of the blocks.
    """
    result = []
    for block, each in zip(blocks, plain, strict=True):
        value = block["value"]
        words = {name: (each.get(name) or {}).get(language, "") for name in names if name in value}
        kept = {name: value[name] for name, said in words.items() if otherwise and not said}
        result.append({**block, "value": {**value, **words, **kept}})
    return result


def _plain_step(block: Stored, words: Mapping[str, Stored], kinds: Kinds, path_of: NameOf) -> Plain:
    kind, value = block["type"], block["value"]
    fact = value.get("fact") or ""
    key = value.get("key") or ""
    plain: Plain = {STEP_WORDS[kind]: fact if kind == "question" else key}
    if kind == "question" and key and key != fact:
        plain["key"] = key
    _put(plain, "only_if", plain_condition(value.get("only_if"), kinds))
    _put(plain, "else_not_applicable", value.get("else_not_applicable"))
    _put(plain, "routes", [_plain_route(item["value"], kinds) for item in value.get("routes") or []])
    if value.get("contact"):
        _put(plain, "contact", path_of(value["contact"]))
    for name in WORDS:
        _put(plain, name, words_named(name, words))
    return plain


def _plain_route(value: Stored, kinds: Kinds) -> Plain:
    plain: Plain = {}
    _put(plain, "if", plain_condition(value.get("condition"), kinds))
    return plain | {"to": value.get("to") or "next"}


def _put(plain: Plain, name: str, value: Any) -> None:
    if value:
        plain[name] = value


def stored_steps(plain: Sequence[Plain], flow: str, language: str, key_of: KeyOf) -> list[Stored]:
    """The blocks of steps in one language; their ids last as long as the keys of flow and step."""
    return [_stored_step(step, flow, language, key_of) for step in plain]


def _stored_step(step: Plain, flow: str, language: str, key_of: KeyOf) -> Stored:
    word = next(word for word in STEP_TYPES if word in step)
    kind = STEP_TYPES[word]
    key = step.get("key") or step[word]
    value: dict[str, Any] = {name: (step.get(name) or {}).get(language, "") for name in WORDS}
    value |= {
        "key": key if kind != "question" or key != step[word] else "",
        "only_if": stored_condition(step.get("only_if")),
        "routes": [_item(_stored_route(route)) for route in step.get("routes") or []],
    }
    if kind == "question":
        value |= {"fact": step[word], "else_not_applicable": bool(step.get("else_not_applicable"))}
    if kind == "outcome":
        value["contact"] = key_of("page", step["contact"]) if step.get("contact") else None
    allowed = {"outcome": {"why", "routes"}, "information": {"why"}}.get(kind, set())
    kept = {name: part for name, part in value.items() if name not in allowed}
    return {"type": kind, "id": str(lasting_id(flow, str(key))), "value": kept}


def _stored_route(route: Plain) -> Stored:
    return {"condition": stored_condition(route.get("if")), "to": route["to"]}


def _item(value: Stored) -> Stored:
    return {"type": "item", "value": value, "id": str(uuid4())}


def lasting_id(*parts: str) -> UUID:
    """The id of a block by what it is part of, the same in every language and at every import."""
    return uuid5(NAMESPACE_URL, "guidance:" + ":".join(parts))


def plain_options(blocks: ByLanguage) -> list[Plain]:
    """The options of a fact."""
    return [
        {"key": block["value"].get("key") or "", "label": words_named("label", words)}
        for block, words in with_words(blocks)
    ]


def stored_options(plain: Sequence[Plain], fact: str, language: str) -> list[Stored]:
    return [
        {
            "type": "option",
            "id": str(lasting_id(fact, option["key"])),
            "value": {"key": option["key"], "label": (option.get("label") or {}).get(language, "")},
        }
        for option in plain
    ]


def plain_rules(blocks: ByLanguage, kinds: Kinds) -> list[Plain]:
    """The rules of a measure; one without a condition is left out, for nothing can be decided by it."""
    rules = []
    for block, words in with_words(blocks):
        value = block["value"]
        condition = plain_condition(value.get("condition"), kinds)
        if condition is None:
            continue
        rule: Plain = {value["kind"]: condition, "because": words_named("because", words)}
        for name in RULE_FACTS:
            _put(rule, name, value.get(name))
        rules.append(rule)
    return rules


def stored_rules(plain: Sequence[Plain], measure: str, language: str) -> list[Stored]:
    """The blocks of a measure's rules in one language, with ids by their order."""
    kinds = ("rules_out", "requires", "favours", "needs_check")
    blocks = []
    for number, rule in enumerate(plain, start=1):
        kind = next(kind for kind in kinds if kind in rule)
        value = {
            "kind": kind,
            "condition": stored_condition(rule[kind]),
            "because": (rule.get("because") or {}).get(language, ""),
            "turns_on": rule.get("turns_on") or "reading",
            "legal_basis": rule.get("legal_basis") or "",
            "source_url": rule.get("source_url") or "",
            "to_check": bool(rule.get("to_check")),
            **{name: _day(rule.get(name)) for name in ("valid_from", "valid_to", "checked_on")},
        }
        blocks.append({"type": "rule", "id": str(lasting_id(measure, str(number))), "value": value})
    return blocks


def _day(value: Any) -> str | None:
    return str(value) if value else None


def plain_personas(blocks: Sequence[Stored], kinds: Kinds, key_of_measure: NameOf) -> list[Plain]:
    """The personas as the engine reads them."""
    return [_plain_persona(block["value"], kinds, key_of_measure) for block in blocks]


def _plain_persona(value: Stored, kinds: Kinds, key_of_measure: NameOf) -> Plain:
    items = [item["value"] for item in value.get("facts") or []]
    expected = [item["value"] for item in value.get("expects") or []]
    plain: Plain = {
        "name": value.get("name") or "",
        "on": value.get("on"),
        "facts": {item["fact"]: _plain_answer(item, kinds) for item in items},
        "expects": {key_of_measure(item["measure"]): item["outcome"] for item in expected},
    }
    for name in ("installation", "application"):
        _put(plain, name, value.get(name))
    _put(plain, "path", [item["value"] for item in value.get("path") or []])
    return plain


def _plain_answer(item: Stored, kinds: Kinds) -> Any:
    state = item.get("state") or "known"
    if state == "dont_know":
        return None
    if state == "not_applicable":
        return {"not_applicable": True}
    value = typed(item.get("value") or "", kinds.get(item["fact"], ""))
    return {"estimated": value} if state == "estimated" else value


def stored_personas(plain: Sequence[Plain], key_of: KeyOf) -> list[Stored]:
    return [{"type": "persona", "id": str(uuid4()), "value": _stored_persona(each, key_of)} for each in plain]


def _stored_persona(persona: Plain, key_of: KeyOf) -> Stored:
    return {
        "name": persona["name"],
        **{name: _day(persona.get(name)) for name in ("on", "installation", "application")},
        "facts": [_item(_stored_answer(fact, answer)) for fact, answer in (persona.get("facts") or {}).items()],
        "expects": [
            _item({"measure": key_of("measure", measure), "outcome": outcome})
            for measure, outcome in (persona.get("expects") or {}).items()
        ],
        "path": [_item(step) for step in persona.get("path") or []],
    }


def _stored_answer(fact: str, answer: Any) -> Stored:
    if answer is None:
        return {"fact": fact, "state": "dont_know", "value": ""}
    if isinstance(answer, Mapping):
        [state] = [name for name in ("known", "estimated", "not_applicable") if name in answer]
        value = "" if state == "not_applicable" else text_of(answer[state])
        return {"fact": fact, "state": state, "value": value}
    return {"fact": fact, "state": "known", "value": text_of(answer)}
