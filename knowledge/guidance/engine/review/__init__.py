"""Review a flow and its measures before anybody reads them: everything found, errors first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from knowledge.guidance.engine.facts import Catalogue
from knowledge.guidance.engine.flow import Flow
from knowledge.guidance.engine.measure import Measure

from .findings import MESSAGES, Code, Finding, finding
from .measures import review_asking, review_measure
from .paths import review_paths
from .personas import PersonaRun, review_personas, run_persona
from .steps import review_steps
from .ways import review_ways

__all__ = ["MESSAGES", "Code", "Finding", "PersonaRun", "review", "run_persona"]

_BLIND = frozenset({Code.UNKNOWN_FACT, Code.WRONG_TYPE, Code.NO_SUCH_STEP, Code.CIRCLE, Code.DUPLICATE_KEY})


def review(flow: Flow, measures: Sequence[Measure], catalogue: Catalogue, on: date) -> tuple[Finding, ...]:
    """All that is wrong with a flow and the measures it may name, read on that day: errors first, then warnings.

    Paths and personas are looked at once steps and routes are in order: what follows from a fault is not told twice.
    """
    found = [*review_steps(flow, catalogue), *review_ways(flow)]
    sees = not _BLIND & {item.code for item in found}
    if sees:
        found += review_paths(flow, catalogue)
    found += _review_measures(flow, measures, catalogue, on)
    if sees:
        found += review_personas(flow, {measure.key: measure for measure in measures})
    return tuple(sorted(dict.fromkeys(found), key=lambda item: not item.is_error))


def _review_measures(flow: Flow, measures: Sequence[Measure], catalogue: Catalogue, on: date) -> Iterator[Finding]:
    counts = Counter(measure.key for measure in measures)
    yield from (finding(Code.DUPLICATE_KEY, f"measures.{key}", key=key) for key, count in counts.items() if count > 1)
    for key in flow.measures:
        if key not in counts:
            yield finding(Code.UNKNOWN_MEASURE, "measures", measure=key)
    for measure in measures:
        if measure.key in flow.measures:
            yield from review_measure(measure, catalogue, on)
            yield from review_asking(flow, measure, catalogue)
