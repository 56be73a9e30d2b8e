"""Many rows in short transactions, so that nobody who saves a page has to wait for an import."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

from django.db import connection, transaction

T = TypeVar("T")
LONGEST = 0.3
"""Seconds a transaction is meant to take; the next batch is larger or smaller accordingly."""
GAP = 0.1
"""Seconds between two transactions on SQLite: who waits for the lock looks at least that often."""


@dataclass(slots=True)
class Batches:
    """Runs writes one after the other, each in its own transaction, and leaves gaps for others."""

    size: int = 200
    most: int = 4000
    _free_since: float = field(default=0.0)

    def write(self, perform: Callable[[], object], rows: int) -> None:
        """Run ``perform``, which writes ``rows`` rows, in a transaction; adapt the size to the time it took."""
        self._leave_gap()
        begun = time.monotonic()
        with transaction.atomic():
            perform()
        self._free_since = time.monotonic()
        took = max(self._free_since - begun, 0.001)
        factor = min(max(LONGEST / took, 0.3), 2.0)
        if rows >= self.size or factor < 1:
            self.size = int(min(max(rows * factor, 50), self.most))

    def of(self, items: Iterable[T]) -> Iterator[list[T]]:
        """``items`` in lists of the size that is right at that time."""
        iterator = iter(items)
        while batch := list(islice(iterator, self.size)):
            yield batch

    def _leave_gap(self) -> None:
        if connection.vendor == "sqlite" and self._free_since:
            time.sleep(max(0.0, self._free_since + GAP - time.monotonic()))
