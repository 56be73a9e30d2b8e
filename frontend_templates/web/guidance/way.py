"""Addresses of a flow: where its forms and links lead, with everything that was answered before."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace
from typing import Any

from django.utils.http import urlencode

from .told import DAYS, LEFT_OUT, PRIVATE, Pair, Told


@dataclass(frozen=True, slots=True)
class Go:
    """A way on: a link, or, where private answers are held, a button that sends them along in the body."""

    href: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Way:
    """``fixed`` is what every address of the flow has, ``answers`` what was told, ``private`` what no address has."""

    path: str
    fixed: tuple[Pair, ...] = ()
    answers: tuple[Pair, ...] = ()
    private: tuple[Pair, ...] = ()

    @classmethod
    def of(cls, path: str, told: Told, version: str, refused: Container[str], token: str = "") -> Way:
        """The way of what was ``told``, without what was refused."""
        days = [(DAYS[name], day.value) for name, day in told.days.items() if day.value]
        left_out = [LEFT_OUT] if told.leaves_private_out else []
        about = [("building", told.building), ("area", told.area)]
        fixed = [("token", token), ("start", "1"), ("version", version), *about, ("view", told.view), *left_out, *days]
        return cls(
            path,
            tuple((name, value) for name, value in fixed if value),
            tuple(pair for pair in told.answers if pair[0] not in refused),
            tuple(pair for pair in told.private if pair[0] not in refused),
        )

    @property
    def query(self) -> str:
        """Everything that an address may have."""
        return urlencode([*self.fixed, *self.answers])

    @property
    def address(self) -> str:
        """Where the person is."""
        return f"{self.path}?{self.query}"

    def without(self, *names: str) -> Way:
        """The way without some of what it has."""
        return replace(
            self,
            fixed=tuple(pair for pair in self.fixed if pair[0] not in names),
            answers=tuple(pair for pair in self.answers if pair[0] not in names),
            private=tuple(pair for pair in self.private if pair[0] not in names),
        )

    def change(self, step: str) -> Go:
        """To a question that was answered."""
        return Go(f"{self.address}&{urlencode({'ask': step})}", "ask", step)

    def back(self, fact: str) -> Go:
        """To the question about ``fact``, as if it had not been answered."""
        return Go(self.without(fact).address, "without", fact)

    def seen(self, view: str) -> str:
        """The same answers on another page."""
        return self.without("view").address + (f"&{urlencode({'view': view})}" if view else "")


def form(way: Way, *, is_private: bool = False) -> dict[str, Any]:
    """What the tag of a form needs that carries all answers along; private ones are sent in its body."""
    if is_private or way.private:
        hidden = [(f"{PRIVATE}{name}", value) for name, value in way.private]
        return {"method": "post", "action": way.address, "hidden": hidden}
    return {"method": "get", "action": way.path, "hidden": [*way.fixed, *way.answers]}
