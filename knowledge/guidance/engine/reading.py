"""Definitions from plain data, as YAML or an API give them, to values. Parsing the text stays outside."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from .condition_reading import read_answer, read_condition
from .dates import Dates, Turns
from .entries import FACT_KEY, Entry, read_whole
from .facts import UNKNOWN_TEXT, Answer, Fact, Kind, Option
from .flow import NEXT, RESULT, Flow, Persona, Route, Step, StepKind
from .judge import Outcome
from .measure import Measure, Rule, Rules

_STEP_KINDS = {"ask": StepKind.QUESTION, "show": StepKind.INFORMATION, "end": StepKind.OUTCOME}


def read_facts(data: object) -> dict[str, Fact]:
    """A catalogue from a list of facts. Raises DefinitionError with all problems."""
    return read_whole({"facts": data}, _facts)


def read_flow(data: object) -> Flow:
    """A flow. Raises DefinitionError with all problems."""
    return read_whole(data, _flow)


def read_measures(data: object) -> tuple[Measure, ...]:
    """A list of measures. Raises DefinitionError with all problems."""
    return read_whole({"measures": data}, lambda entry: tuple(_measure(item) for item in entry.entries("measures")))


def read_answers(data: object) -> dict[str, Answer]:
    """Answers by fact, in their order. Raises DefinitionError with all problems."""
    return read_whole({"answers": data}, lambda entry: _answers(entry, "answers"))


def read_dates(data: object) -> Dates:
    """The day of reading, and those of installation and application where decided. Raises DefinitionError."""
    return read_whole(data, lambda entry: _dates(entry, "reading"))


def _facts(entry: Entry) -> dict[str, Fact]:
    facts: dict[str, Fact] = {}
    for item in entry.entries("facts"):
        fact = _fact(item)
        if fact.key in facts:
            item.wrong("key", f"{fact.key} is there twice")
        facts[fact.key] = fact
    return facts


def _fact(entry: Entry) -> Fact:
    kind = entry.choice("kind", Kind, Kind.CHOICE)
    fact = Fact(
        key=entry.key("key", FACT_KEY),
        kind=kind,
        label=entry.words("label"),
        options=tuple(_options(entry)),
        unit=entry.text("unit"),
        low=entry.number("low"),
        high=entry.number("high"),
        whole=entry.flag("whole"),
        private=entry.flag("private"),
        from_data=entry.flag("from_data"),
    )
    entry.close()
    if kind is Kind.CHOICE and not fact.options:
        entry.wrong("options", "is missing")
    if fact.low is not None and fact.high is not None and fact.low > fact.high:
        entry.wrong("high", "is below the lower limit")
    return fact


def _options(entry: Entry) -> Iterator[Option]:
    for item in entry.entries("options"):
        option = Option(item.key("key"), item.words("label"))
        if option.key == UNKNOWN_TEXT:
            item.wrong("key", f"{UNKNOWN_TEXT} can be answered to every question")
        item.close()
        yield option


def _flow(entry: Entry) -> Flow:
    return Flow(
        key=entry.key("key"),
        steps=tuple(_step(item) for item in entry.entries("steps")),
        measures=entry.keys("measures"),
        personas=tuple(_persona(item) for item in entry.entries("personas")),
        title=entry.words("title"),
    )


def _step(entry: Entry) -> Step:
    words = [word for word in _STEP_KINDS if word in entry.data]
    if len(words) != 1:
        entry.wrong("", "must either ask, show or end")
    word = words[0] if words else "ask"
    asks = word == "ask"
    subject = entry.key(word, FACT_KEY) if asks else entry.key(word)
    step = Step(
        key=entry.key("key", default=subject) if asks and (subject or "key" in entry.data) else subject,
        kind=_STEP_KINDS[word],
        fact=subject if asks else "",
        only_if=entry.read("only_if", read_condition),
        else_not_applicable=entry.flag("else_not_applicable"),
        routes=tuple(_route(item) for item in entry.entries("routes")),
        contact=entry.text("contact"),
        words=entry.words("words"),
        why=entry.words("why"),
        more=entry.words("more"),
    )
    if step.key in (NEXT, RESULT):
        entry.wrong("key" if asks else word, f"{step.key} is the name of a route")
    entry.close()
    return step


def _route(entry: Entry) -> Route:
    route = Route(entry.key("to"), entry.read("if", read_condition))
    entry.close()
    return route


def _persona(entry: Entry) -> Persona:
    expected = Entry.of(entry.get("expects") or {}, entry.at("expects"), entry.problems)
    expects = {measure: expected.choice(measure, Outcome, Outcome.OPEN) for measure in expected.data}
    dates = _dates(entry, "on")
    persona = Persona(entry.text("name"), dates, _answers(entry, "facts"), expects, entry.keys("path"))
    entry.close()
    return persona


def _dates(entry: Entry, reading: str) -> Dates:
    day = entry.day(reading)
    if day is None and entry.data.get(reading) is None:
        entry.wrong(reading, "is missing")
    return Dates(day or date.min, entry.day("installation"), entry.day("application"))


def _answers(entry: Entry, name: str) -> dict[str, Answer]:
    given = Entry.of(entry.get(name) or {}, entry.at(name), entry.problems)
    read = {key: given.read(key, read_answer) for key in given.data}
    return {key: answer for key, answer in read.items() if answer is not None}


def _measure(entry: Entry) -> Measure:
    measure = Measure(
        key=entry.key("key"),
        rules=tuple(rule for item in entry.entries("rules") if (rule := _rule(item)) is not None),
        title=entry.words("title"),
    )
    entry.close()
    return measure


def _rule(entry: Entry) -> Rule | None:
    kinds = [kind for kind in Rules if kind.value in entry.data]
    if len(kinds) != 1:
        entry.wrong("", "must have one of " + ", ".join(Rules))
        return None
    condition = entry.read(kinds[0].value, read_condition)
    first, last = entry.day("valid_from"), entry.day("valid_to")
    if first is not None and last is not None and last < first:
        entry.wrong("valid_to", "is before valid_from")
    fields = {
        "because": entry.words("because"),
        "turns_on": entry.choice("turns_on", Turns, Turns.READING),
        "legal_basis": entry.text("legal_basis"),
        "source_url": entry.text("source_url"),
        "checked_on": entry.day("checked_on"),
        "to_check": entry.flag("to_check"),
    }
    entry.close()
    if condition is None:
        return None
    return Rule(kinds[0], condition, valid_from=first, valid_to=last, **fields)  # type: ignore[arg-type]
