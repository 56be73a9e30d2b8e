"""The largest flow that guidance is made for: 40 steps and 25 measures.

Run as ``python -m bench.guidance`` with ``DATABASE_URL`` and ``VAR_DIR`` of the bench to add it to the content.
"""

from __future__ import annotations

import gzip
import json
import os
import timeit
import urllib.parse
from typing import Any

STEPS = 40
MEASURES = 25
RULES = 4
ROUNDS = 300
WORDS = "Danach richtet sich, was zu Ihrem Haus passt und was die Förderung verlangt. "

Plain = dict[str, Any]


def facts() -> list[Plain]:
    options = [{"key": f"o{n}", "label": {"de": f"Antwort {n}"}} for n in range(5)]
    return [
        {"key": f"fact.n{n}", "kind": "choice", "label": {"de": f"Frage {n}"}, "options": options} for n in range(STEPS)
    ]


def flow() -> Plain:
    steps: list[Plain] = []
    for n in range(STEPS):
        step: Plain = {"ask": f"fact.n{n}", "words": {"de": f"Frage {n}: Was trifft zu?"}, "why": {"de": WORDS}}
        if n % 3 == 2:
            step["only_if"] = {"in": [{"var": f"fact.n{n - 1}"}, ["o0", "o1", "o2"]]}
        if n % 5 == 4 and n < STEPS - 2:
            step["routes"] = [{"if": {"==": [{"var": f"fact.n{n}"}, "o4"]}, "to": f"fact.n{n + 2}"}, {"to": "next"}]
        steps.append(step)
    return {
        "key": "bench", "title": {"de": "Bench"}, "steps": steps, "measures": [f"measure-{n}" for n in range(MEASURES)]
    }  # fmt: skip


def measures() -> list[Plain]:
    return [
        {"key": f"measure-{n}", "title": {"de": f"Maßnahme {n}"}, "rules": [_rule(n, place) for place in range(RULES)]}
        for n in range(MEASURES)
    ]


def _rule(measure: int, place: int) -> Plain:
    """Every other rule names one fact, the others two, as those of the demo do."""
    one, other = (f"fact.n{(measure * 3 + place * 7 + step) % STEPS}" for step in range(2))
    condition: Plain = {"!=": [{"var": one}, "o4"]}
    if place % 2:
        condition = {"or": [condition, {"in": [{"var": other}, ["o0", "o3"]]}]}
    kind = ("requires", "favours", "needs_check")[place % 3]
    return {kind: condition, "because": {"de": WORDS}, "valid_from": "2026-01-01"}


def answers(count: int = STEPS) -> list[dict[str, str]]:
    """What a person told, as a client sends it."""
    return [{"fact": f"fact.n{n}", "value": f"o{n % 4}"} for n in range(count)]


def engine_alone() -> tuple[float, float, int]:
    """Milliseconds of a call, how many times the parsing of its answers as JSON, and the definition's gzipped bytes."""
    from datetime import date

    from knowledge.guidance.engine.answers import read_texts
    from knowledge.guidance.engine.dates import Dates
    from knowledge.guidance.engine.judge import judge_all
    from knowledge.guidance.engine.reading import read_facts, read_flow, read_measures
    from knowledge.guidance.engine.walk import walk

    catalogue, read, judged = read_facts(facts()), read_flow(flow()), read_measures(measures())
    texts = [(each["fact"], each["value"]) for each in answers()]
    sent, day = json.dumps(answers()), Dates(date(2026, 9, 1))

    def call() -> None:
        given, _refused = read_texts(texts, catalogue)
        judge_all(judged, walk(read, given).facts, day)

    def best(what: Any) -> float:
        return min(timeit.repeat(what, number=ROUNDS, repeat=5)) / ROUNDS * 1000

    whole = json.dumps({"flow": flow(), "facts": facts(), "measures": measures()}, ensure_ascii=False)
    engine = best(call)
    return engine, engine / best(lambda: json.loads(sent)), len(gzip.compress(whole.encode()))


def tell(times_cold: float) -> None:
    """Print what was measured; ``times_cold`` is a whole request by a cold document of one object."""
    engine, ratio, size = engine_alone()
    print(
        f"\nguidance, {STEPS} steps and {MEASURES} measures: the engine takes {engine:.2f} ms,"
        f" {ratio:.0f} times the parsing of its answers;\na whole request costs {times_cold:.2f} times"
        f" a cold document of one object; the definition is {size / 1000:.1f} kB gzipped"
    )


def request(document: list[str]) -> list[str]:
    """The request of a registered document with half of the answers."""
    method, path, body = document
    variables = json.dumps({"answers": answers(STEPS // 2)}, separators=(",", ":"))
    address, _question, query = path.partition("?")
    named = dict(urllib.parse.parse_qsl(query)) | {"variables": variables}
    return [method, f"{address}?{urllib.parse.urlencode(named)}", body]


def make() -> None:
    """Add the flow, its facts and measures to the bench's content, unless they are there."""
    from django.core.management import call_command
    from wagtail.models import Locale

    from cms.core.models import Municipality
    from knowledge.guidance.models import GuidanceFact, GuidanceIndexPage, GuidancePage, Measure
    from knowledge.guidance.values.stored import stored_options, stored_rules, stored_steps

    # The content of an earlier run is kept, whatever has been migrated since.
    call_command("migrate", verbosity=0, interactive=False)
    if GuidancePage.objects.exists():
        return
    german, bench = Locale.objects.get(language_code="de"), Municipality.objects.get(key="bench")
    for plain in facts():
        GuidanceFact.objects.create(
            key=plain["key"], slug=plain["key"].replace(".", "-"), kind=plain["kind"], label=plain["label"]["de"],
            options=stored_options(plain["options"], plain["key"], "de"), locale=german,
        )  # fmt: skip
    chosen = [
        Measure.objects.create(
            slug=plain["key"], title=plain["title"]["de"], rules=stored_rules(plain["rules"], plain["key"], "de"),
            locale=german,
        )
        for plain in measures()
    ]  # fmt: skip
    plain = flow()
    shared = {"locale": german, "municipality": bench}
    index = bench.site.root_page.add_child(instance=GuidanceIndexPage(title="Kompass", slug="kompass", **shared))
    index.add_child(
        instance=GuidancePage(
            title="Bench", slug="bench", steps=stored_steps(plain["steps"], "bench", "de", lambda kind, name: None),
            measures=[{"type": "measure", "value": each.pk, "id": each.slug} for each in chosen], **shared,
        )
    )  # fmt: skip


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.demo")
    django.setup()
    make()
