"""Write a flow with all it needs into one file, so that it can travel to another municipality."""

from __future__ import annotations

from typing import Any

from cms.core.models import Municipality
from knowledge.guidance.files.stock import Stock, in_languages, latest
from knowledge.guidance.files.written import written_fact, written_flow, written_measure, written_parameter
from knowledge.guidance.files.yaml_text import yaml_text
from knowledge.guidance.models import GuidancePage

VERSION = 1
Plain = dict[str, Any]
# Numbers that estimates look up by the energy carrier, whichever measure they are for.
OF_ESTIMATES = ("efficiency.", "co2-price.", "grid-fee.", "green.", "need.", "prebound")


def export_flow(page: GuidancePage) -> str:
    """The YAML of ``page`` as its editors see it. Raises DefinitionError for a draft that can't be read yet."""
    draft = latest(page)
    municipality: Municipality = page.municipality  # type: ignore[assignment]
    stock = Stock(municipality)
    [words] = in_languages([draft]).values()
    flow = written_flow(words, stock.kinds, stock.name_of)
    measures = _measures(flow, stock)
    facts = named_facts(flow) | {name for measure in measures for name in named_facts(measure)}
    plain = {
        "version": VERSION,
        "flow": flow,
        "facts": _facts(facts, stock),
        "measures": measures,
        "parameters": _parameters(measures, draft.shows_estimates, stock),
    }
    return yaml_text({name: each for name, each in plain.items() if each})


def named_facts(plain: Any) -> set[str]:
    """The facts that an entry asks for, answers or names in a condition."""
    if isinstance(plain, list):
        return {name for each in plain for name in named_facts(each)}
    if not isinstance(plain, dict):
        return set()
    found = {plain[name] for name in ("var", "ask") if isinstance(plain.get(name), str)}
    answers = plain.get("facts")
    found |= set(answers) if isinstance(answers, dict) else set()
    return found | {name for each in plain.values() for name in named_facts(each)}


def _facts(names: set[str], stock: Stock) -> list[Plain]:
    records = [stock.found["fact"][name] for name in sorted(names) if name in stock.found["fact"]]
    words = in_languages(records)
    return [written_fact(words[record.pk]) for record in records]


def _measures(flow: Plain, stock: Stock) -> list[Plain]:
    expected = sorted({key for persona in flow.get("personas", []) for key in persona["expects"]})
    names = list(dict.fromkeys([*flow.get("measures", []), *expected]))
    records = [stock.found["measure"][name] for name in names if name in stock.found["measure"]]
    words = in_languages(records)
    return [written_measure(words[record.pk], stock.kinds, stock.name_of) for record in records]


def _parameters(measures: list[Plain], has_estimates: bool, stock: Stock) -> list[Plain]:
    names = {each[field] for each in measures for field in ("efficiency", "saving") if field in each}
    names |= {name for each in measures for name in each.get("investment", [])}
    records = [
        row
        for _name, row in sorted(stock.found["parameter"].items())
        if row.key in names or (has_estimates and row.key.startswith(OF_ESTIMATES))
    ]
    words = in_languages(records)
    return [written_parameter(words[record.pk]) for record in records]
