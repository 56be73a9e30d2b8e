"""A public flow with hidden things behind everything it names."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.factories import Saxony, guidance, restrict, translate

ASKED = {"key": "building.type", "kind": "choice", "options": [{"key": "house", "label": {"de": "Haus"}}]}
ALWAYS = {"!=": [{"var": "building.type"}, "castle"]}
# What a public rule names is public as a key; the words of a hidden fact are not.
HIDDEN = {"==": [{"var": "noch.verborgen"}, True]}


def rule(kind: str, condition: dict[str, Any], because: str) -> dict[str, Any]:
    return {kind: condition, "because": {"de": because}}


def seed_guidance(place: Saxony, pages: dict[str, Any], snippets: dict[str, Any], images: dict[str, Any]) -> list[Any]:
    """Everything hidden that belongs to the flow ``oeffentlich``; readers reach its result by one answer."""
    soon, past = timezone.now() + timedelta(days=3), timezone.now() - timedelta(days=3)
    public_fact = guidance.fact(ASKED)
    hidden_facts = [
        guidance.fact({"key": "noch.verborgen", "kind": "yes_no", "label": {"de": "Geheim-Fakt"}}, live=False),
        guidance.fact(
            {"key": "nur.dresden", "kind": "yes_no", "label": {"de": "Nur-Dresden"}}, municipality=place.dresden
        ),
    ]
    hidden_measures = [
        guidance.measure({"key": "geheim-massnahme", "title": {"de": "Geheim-Maßnahme"}}, live=False),
        guidance.measure({"key": "geheim-kuenftig", "title": {"de": "Geheim-Künftig"}}, go_live_at=soon),
        guidance.measure({"key": "nur-dresden", "title": {"de": "Nur-Dresden"}}, municipality=place.dresden),
    ]
    measure = guidance.measure(
        {"key": "oeffentlich", "rules": [rule("favours", ALWAYS, "Weil."), rule("needs_check", HIDDEN, "Prüfen.")]},
        pages=[pages["private"], pages["draft"], pages["main"]], carrier="gas", efficiency="efficiency.gas",
        investment=["investment.gas"], image=images["image"], documents="Rechnung",
        grants=[{"programme": snippets["hidden"][3]}, {"programme": snippets["programme"]}],
    )  # fmt: skip
    measure.summary = "Geheim-Entwurf"
    measure.save_revision()
    rows = [
        guidance.CalculationParameterFactory(
            key="investment.gas", label="Geheim-Kosten", low=1, high=2, unit="EUR", live=False
        ),
        guidance.CalculationParameterFactory(
            key="efficiency.gas", label="Geheim-Ablauf", low=1, high=2, unit="percent", expire_at=past
        ),
    ]
    for snippet in (*hidden_measures, *rows):
        if snippet.expire_at or snippet.go_live_at:
            type(snippet).objects.filter(pk=snippet.pk).update(live=True)
    translate(public_fact, "it", live=False, label="geheim bozza")
    flows = seed_flows(place, pages)
    return [*hidden_facts, *hidden_measures, *rows, *flows]


def seed_flows(place: Saxony, pages: dict[str, Any]) -> list[Any]:
    index = guidance.GuidanceIndexPageFactory(parent=place.region.site.root_page)
    step = {"ask": "building.type", "words": {"de": "Was für ein Haus ist es?"}}
    end = {"end": "ende", "words": {"de": "Ende"}, "only_if": HIDDEN, "contact": pages["private"].url_path}
    plain = {
        "steps": [step, end],
        "measures": ["geheim-massnahme", "geheim-kuenftig", "nur-dresden", "oeffentlich"],
        "personas": [{"name": "Geheim-Persona", "on": "2026-01-01", "facts": {}, "expects": {}}],
    }
    words = [
        {"words": {"de": "Lesen Sie das"}, "page": pages["private"]},
        {"words": {"de": "Ein anderer Schritt"}, "if": {"==": [{"var": "building.type"}, "castle"]}},
    ]
    public = guidance.flow({**plain, "key": "oeffentlich", "title": {"de": "Kompass"}}, index, next_steps=words)
    public.intro = "Geheim-Einleitung"
    public.save_revision()
    here = guidance.GuidanceIndexPageFactory(parent=place.leipzig.site.root_page, title="Geheim Kompass", live=False)
    private = guidance.flow({**plain, "key": "geheim-privat", "title": {"de": "Geheim privat"}}, index)
    restrict(private)
    return [
        here,
        private,
        guidance.flow({**plain, "key": "geheim-fluss", "title": {"de": "Geheim Fluss"}}, index, live=False),
    ]
