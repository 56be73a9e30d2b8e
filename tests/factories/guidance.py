"""Facts, measures and flows, made of the engine's plain data as an import makes them."""

from __future__ import annotations

from typing import Any

import factory
from django.utils.text import slugify

from cms.core.models import BasePage
from knowledge.funding.models import FundingProgramme
from knowledge.guidance.models import (
    CalculationParameter,
    GuidanceFact,
    GuidanceIndexPage,
    GuidancePage,
    Measure,
    MeasurePage,
)
from knowledge.guidance.values.conditions import stored_condition
from knowledge.guidance.values.stored import stored_options, stored_personas, stored_rules, stored_steps

from .pages import PageFactory, block
from .snippets import SnippetFactory
from .translations import translate

GERMAN = "de"


class GuidanceIndexPageFactory(PageFactory):
    class Meta:
        model = GuidanceIndexPage

    title = "Kompass"


class GuidancePageFactory(PageFactory):
    class Meta:
        model = GuidancePage

    teaser = "In fünf Minuten zur passenden Heizung."


class GuidanceFactFactory(SnippetFactory):
    class Meta:
        model = GuidanceFact


class MeasureFactory(SnippetFactory):
    class Meta:
        model = Measure

    summary = "Was es ist. Was es bringt."


class CalculationParameterFactory(SnippetFactory):
    class Meta:
        model = CalculationParameter

    label = factory.LazyAttribute(lambda row: row.key)
    slug = factory.LazyAttribute(lambda row: slugify(row.key.replace(".", "-")))


def fact(plain: dict[str, Any], **fields: Any) -> GuidanceFact:
    """A fact of the catalogue; its label is its key unless the data have words."""
    words = plain.get("label") or {GERMAN: plain["key"]}
    record = GuidanceFactFactory(
        key=plain["key"],
        slug=slugify(plain["key"].replace(".", "-").replace("_", "-")),
        kind=plain["kind"],
        label=words[GERMAN],
        help=(plain.get("help") or {}).get(GERMAN, ""),
        options=stored_options(plain.get("options") or [], plain["key"], GERMAN),
        **{name: plain[name] for name in ("unit", "low", "high", "whole", "private", "from_data") if name in plain},
        **fields,
    )
    for language in words.keys() - {GERMAN}:
        options = stored_options(plain.get("options") or [], plain["key"], language)
        translate(record, language, label=words[language], options=options)
    return record


def measure(
    plain: dict[str, Any],
    *,
    grants: list[dict[str, Any]] | None = None,
    pages: list[BasePage] | None = None,
    **fields: Any,
) -> Measure:
    """A measure with its rules; ``grants`` name a saved programme and its bonuses with their conditions."""
    words = plain.get("title") or {GERMAN: plain["key"]}
    record = MeasureFactory(
        slug=plain["key"],
        title=words[GERMAN],
        rules=stored_rules(plain.get("rules") or [], plain["key"], GERMAN),
        grants=[stored_grant(**grant) for grant in grants or []],
        **fields,
    )
    for number, page in enumerate(pages or []):
        MeasurePage.objects.create(measure=record, page=page, sort_order=number)
    for language in words.keys() - {GERMAN}:
        rules = stored_rules(plain.get("rules") or [], plain["key"], language)
        translate(record, language, title=words[language], rules=rules)
    return record


def stored_grant(programme: FundingProgramme, bonuses: dict[str, Any] | None = None) -> dict[str, Any]:
    items = [
        {"type": "item", "value": {"rate": key, "condition": stored_condition(condition)}}
        for key, condition in (bonuses or {}).items()
    ]
    return block("grant", {"programme": programme.pk, "bonuses": items})


def flow(
    plain: dict[str, Any],
    parent: Any,
    *,
    next_steps: list[dict[str, Any]] | None = None,
    **fields: Any,
) -> GuidancePage:
    """A flow below ``parent`` that judges those of its measures that are there."""
    words = plain.get("title") or {GERMAN: plain["key"]}
    steps = [step | {"words": step.get("words") or {GERMAN: f"{step}"[:60]}} for step in plain["steps"]]
    known = {each.slug: each.pk for each in Measure.objects.filter(locale__language_code=GERMAN)}

    def key_of(kind: str, name: str) -> Any:
        if kind == "measure":
            return known.get(name)
        return BasePage.objects.get(url_path__endswith=name, locale__language_code=GERMAN).pk

    page = GuidancePageFactory(
        parent=parent,
        title=words[GERMAN],
        slug=plain["key"],
        steps=stored_steps(steps, plain["key"], GERMAN, key_of),
        measures=[block("measure", known[key]) for key in plain.get("measures") or [] if key in known],
        next_steps=[stored_next_step(step, GERMAN) for step in next_steps or []],
        personas=stored_personas(plain.get("personas") or [], key_of),
        **fields,
    )
    for language in words.keys() - {GERMAN}:
        translate(
            page,
            language,
            title=words[language],
            steps=stored_steps(steps, plain["key"], language, key_of),
            next_steps=[stored_next_step(step, language) for step in next_steps or []],
        )
    return page


def stored_next_step(plain: dict[str, Any], language: str) -> dict[str, Any]:
    value = {
        "words": plain["words"].get(language, ""),
        "condition": stored_condition(plain.get("if")),
        "page": plain["page"].pk if plain.get("page") else None,
    }
    return block("step", value, key=f"next-{plain['words'][GERMAN]}")
