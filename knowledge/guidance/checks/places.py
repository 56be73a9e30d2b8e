"""Where a note belongs: what the place is called, and the block of the form that it means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from knowledge.guidance.models import GuidancePage
from knowledge.guidance.values.conditions import Stored

from .drafts import Surroundings
from .flows import key_of_block

_NUMBERED = re.compile(r"(steps|next_steps|personas)\[(\d+)\]")
_PART = re.compile(r"routes\[(\d+)\]|only_if|rules\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the form: its name, and the id of its block, or its field."""

    label: str
    block: str = ""
    field: str = ""
    # Where it is mended elsewhere: the number of a measure.
    measure: int | None = None


@dataclass
class Spots:
    """The places of one draft."""

    page: GuidancePage
    around: Surroundings

    def of(self, place: str) -> Spot:
        """The spot that a note's place means."""
        field, _dot, rest = place.partition(".")
        numbered = _NUMBERED.match(place)
        if numbered:
            return self._numbered(numbered[1], int(numbered[2]))
        if field == "steps" and rest:
            return self._step(rest)
        if field == "measures" and rest:
            return self._measure(rest)
        if field == "personas" and rest:
            return self._persona(rest)
        return Spot(self._field(field), field=field)

    @cached_property
    def steps(self) -> list[Stored]:
        """The blocks of the steps."""
        return list(self.page.steps.raw_data)

    def _step(self, rest: str) -> Spot:
        # Keys have dots too: the longest key that fits is meant.
        fitting = [block for block in self.steps if fits(rest, key_of_block(block))]
        if not fitting:
            return Spot(self._field("steps"), field="steps")
        block = max(fitting, key=lambda each: len(key_of_block(each)))
        return self._block(block, self.steps.index(block), part_of(rest))

    def _block(self, block: Stored, index: int, part: str = "") -> Spot:
        kinds = {"question": _("Question"), "information": _("Information"), "outcome": _("Outcome")}
        number = _("step %(number)d") % {"number": index + 1}
        label = f"{number} · {kinds.get(block['type'], '')}: {block['value'].get('words') or key_of_block(block)}"
        return Spot(f"{label}{part}", block=str(block["id"]), field="steps")

    def _numbered(self, field: str, index: int) -> Spot:
        blocks = list(getattr(self.page, field).raw_data)
        if index >= len(blocks):
            return Spot(self._field(field), field=field)
        if field == "steps":
            return self._block(blocks[index], index)
        words = blocks[index]["value"].get("words") or blocks[index]["value"].get("name") or ""
        return Spot(f"{self._field(field)} {index + 1}: {words}", block=str(blocks[index]["id"]), field=field)

    def _persona(self, name: str) -> Spot:
        for block in self.page.personas.raw_data:
            if block["value"].get("name") == name:
                return Spot(_("Persona: %(name)s") % {"name": name}, block=str(block["id"]), field="personas")
        return Spot(self._field("personas"), field="personas")

    def _measure(self, rest: str) -> Spot:
        found = [key for key in self.around.measures if fits(rest, key)]
        if not found:
            return Spot(self._field("measures"), field="measures")
        record = self.around.measures[max(found, key=len)]
        label = _("Measure: %(title)s") % {"title": record.title}
        return Spot(f"{label}{part_of(rest)}", field="measures", measure=record.pk)

    def _field(self, name: str) -> str:
        name = name.partition("[")[0]
        known = {field.name: field for field in self.page._meta.get_fields()}
        label: Any = getattr(known.get(name), "verbose_name", name)
        return str(label)[:1].upper() + str(label)[1:]


def fits(rest: str, key: str) -> bool:
    """Whether ``rest`` of a place is ``key``, or something in it."""
    return bool(key) and (rest == key or rest.startswith(f"{key}."))


def part_of(rest: str) -> str:
    """The part of a step or measure that a place names, in words."""
    found = _PART.search(rest)
    if found is None:
        return ""
    if found[1]:
        return ", " + _("route %(number)d") % {"number": int(found[1]) + 1}
    if found[2]:
        return ", " + _("rule %(number)d") % {"number": int(found[2]) + 1}
    return ", " + _("condition")
