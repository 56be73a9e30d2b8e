"""What columns a layer has, learnt while its features go by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .delivery import Column

MOST_COLUMNS = 2_000
_SAMPLES = 8
_SAMPLE_LENGTH = 80
_KINDS = {bool: "yes_no", int: "whole", float: "number", str: "text"}


class Columns:
    """Names, kinds and samples of columns, in the order in which they were met."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._kinds: dict[str, set[str]] = {name: set() for name in names}
        self._filled: dict[str, int] = dict.fromkeys(self._kinds, 0)
        self._samples: dict[str, dict[str, None]] = {name: {} for name in self._kinds}

    def __len__(self) -> int:
        return len(self._kinds)

    def add(self, fields: Mapping[str, Any]) -> None:
        """Learn from one feature."""
        for name, value in fields.items():
            if name not in self._kinds:
                self._kinds[name], self._filled[name], self._samples[name] = set(), 0, {}
            if value is None or value == "":
                continue
            self._filled[name] += 1
            self._kinds[name].add(_KINDS.get(type(value), "text"))
            samples = self._samples[name]
            if len(samples) < _SAMPLES:
                samples[str(value)[:_SAMPLE_LENGTH]] = None

    def found(self) -> tuple[Column, ...]:
        return tuple(
            Column(name, _kind(kinds), tuple(self._samples[name]), self._filled[name])
            for name, kinds in self._kinds.items()
        )


def _kind(kinds: set[str]) -> str:
    if len(kinds) == 1:
        return next(iter(kinds))
    return "number" if kinds == {"whole", "number"} else "text"
