"""Versions of a definition, so that a client knows whether what it holds still is the same."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence

from .facts import Catalogue
from .flow import Flow
from .measure import Measure
from .writing import write_fact, write_flow, write_measure

_WORDS = frozenset({"label", "title", "words", "why", "more", "because", "personas", "checked_on", "to_check"})


def version(flow: Flow, measures: Sequence[Measure], catalogue: Catalogue) -> str:
    """A hash of all that a client holds of a flow, words included."""
    return _hash(_whole(flow, measures, catalogue))


def structure_version(flow: Flow, measures: Sequence[Measure], catalogue: Catalogue) -> str:
    """A hash that stays the same as long as answers lead to the same steps and judgements, however they are worded."""
    return _hash(_without_words(_whole(flow, measures, catalogue)))


def _whole(flow: Flow, measures: Sequence[Measure], catalogue: Catalogue) -> dict[str, object]:
    names = {name for step in flow.steps for name in step.names} | {name for m in measures for name in m.names}
    return {
        "flow": write_flow(flow),
        "facts": [write_fact(catalogue[name]) for name in sorted(names) if name in catalogue],
        "measures": [write_measure(measure) for measure in measures],
    }


def _without_words(data: object) -> object:
    if isinstance(data, Mapping):
        return {key: _without_words(item) for key, item in data.items() if key not in _WORDS}
    return [_without_words(item) for item in data] if isinstance(data, list) else data


def _hash(data: object) -> str:
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]
