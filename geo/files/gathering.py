"""From records to things: several records of one building become one, and what stands twice is taken once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from cms.core.values.problems import FileError
from geo.values.reports import Report

from .mapping import Mapper, digest_of
from .raw import RawFeature, RawFile
from .refusals import refusal


@dataclass(slots=True)
class Thing:
    """What becomes one item: the feature that speaks for it, and all whose shapes it is made of."""

    source_id: str
    feature: RawFeature
    shapes: list[RawFeature]


@dataclass(slots=True)
class Gatherer:
    """Reads the things of a layer in order."""

    raw: RawFile
    mapper: Mapper
    encoding: str = ""
    _seen: dict[str, tuple[int, str]] = field(default_factory=dict)

    def things(self, report: Report) -> Iterator[Thing]:
        """Each thing once. Raises FileError where two different features have the same id."""
        if self.mapper.recipe.joins_parts and {"record", "parent"} & set(self.mapper.columns):
            yield from self._joined(report)
            return
        for feature in self._features(report):
            source_id = self.mapper.id_of(feature)
            if not source_id or self._is_new(source_id, feature, report):
                yield Thing(source_id, feature, [feature])

    def _features(self, report: Report) -> Iterator[RawFeature]:
        for feature in self.raw.features(self.mapper.layer, self.encoding):
            report.read += 1
            yield feature

    def _is_new(self, source_id: str, feature: RawFeature, report: Report) -> bool:
        digest = digest_of(feature)
        number, known = self._seen.setdefault(source_id, (feature.number, digest))
        if number == feature.number:
            return True
        if known != digest:
            raise self._twice(source_id, number, feature.number)
        message = _("It is the same as feature %(number)d in every field; it was taken once.") % {"number": number}
        self.mapper.note(report, feature, "id", "twice", message)
        return False

    def _twice(self, source_id: str, one: int, other: int) -> FileError:
        message = _(
            "Features %(one)d and %(other)d both have the id “%(id)s”, but differ. "
            "Give each thing an id of its own, or choose another column for the id."
        )
        said = message % {"one": one, "other": other, "id": source_id[:80]}
        column = self.mapper.columns.get("id", "id")
        return refusal(self.raw.name, said, layer=self.mapper.layer, feature=other, name=column)

    def _joined(self, report: Report) -> Iterator[Thing]:
        """Records of one id are one part, and parts with the same parent one building, wherever they stand."""
        owners, waiting_for = self._count()
        waiting: dict[str, list[RawFeature]] = {}
        for feature in self._features(report):
            owner = owners.get(self.mapper.id_of(feature)) or self.mapper.id_of(feature)
            if not owner:
                yield Thing("", feature, [feature])
                continue
            waiting.setdefault(owner, []).append(feature)
            if len(waiting[owner]) == waiting_for[owner]:
                yield self._one(owner, waiting.pop(owner), report)

    def _count(self) -> tuple[dict[str, str], dict[str, int]]:
        """For each part the building that it belongs to, and for each building how many records it has."""
        ids: dict[str, int] = {}
        parents: dict[str, str] = {}
        for feature in self.raw.features(self.mapper.layer, self.encoding):
            name, parent = self.mapper.id_of(feature), self.mapper.text("parent", feature)
            ids[name] = ids.get(name, 0) + 1
            if parent and parent != name:
                parents[name] = parent
        # A part whose building is not in the file stands for itself.
        owners = {part: parent for part, parent in parents.items() if parent in ids and parent not in parents}
        counts: dict[str, int] = {}
        for name, number in ids.items():
            owner = owners.get(name, name)
            counts[owner] = counts.get(owner, 0) + number
        return owners, counts

    def _one(self, owner: str, records: list[RawFeature], report: Report) -> Thing:
        parts: dict[str, list[RawFeature]] = {}
        for record in records:
            parts.setdefault(self.mapper.id_of(record), []).append(record)
        speaks = parts[owner][0]
        if len(parts) > 1:
            message = _("It is made of %(parts)d parts of one building.") % {"parts": len(parts)}
            self.mapper.note(report, speaks, "parent", "joined", message)
        shapes: dict[str, RawFeature] = {}
        for one in parts.values():
            for record in self._best(one):
                shapes.setdefault(digest_of(record), record)
        return Thing(owner, speaks, list(shapes.values()))

    def _best(self, records: list[RawFeature]) -> list[RawFeature]:
        """Those of a part's records that show its footprint best."""
        kinds = [self.mapper.text("record", record) for record in records]
        for wanted in self.mapper.recipe.best_records:
            best = [record for record, kind in zip(records, kinds, strict=True) if kind == wanted and record.wkb]
            if best:
                return best
        first, *others = records
        for other in others:
            if digest_of(other) != digest_of(first):
                raise self._twice(self.mapper.id_of(other), first.number, other.number)
        return [first]
