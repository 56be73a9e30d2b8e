"""A delivery: a file that was opened, read by a recipe and the answers of a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import shapely
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from cms.core.values.problems import FileError
from geo.values.items import GivenAddress, GivenShape, Item
from geo.values.reports import Report

from .addresses import addresses_of, id_of_address
from .choosing import ask_columns, ask_encoding, choose_crs, choose_layer
from .delivery import Answers, Layer, Question
from .figures import Once, figures_of, statistics_of, wide_columns
from .gathering import Gatherer, Thing
from .geometry import shapes_of
from .mapping import Mapper, id_of_shape
from .names import folded
from .proposals import propose, unused
from .raw import RawFeature, RawFile
from .recipe import Geometry, Others, Recipe
from .refusals import problem, refusal
from .wkb_kinds import geometry_of

AT_ONCE = 1000
_MOST_WORDS = 20
_LONGEST_ID = 160
_LEFT_OUT = {
    Geometry.POLYGON: gettext_noop("It is an area, so it was left out."),
    Geometry.LINE: gettext_noop("It is a line, so it was left out."),
    Geometry.POINT: gettext_noop("It is a point, so it was left out."),
    Geometry.NONE: gettext_noop("It has no geometry, so it was left out."),
}


class MappedDelivery:
    """See ``geo.files.delivery.Delivery``. Close it when done."""

    def __init__(self, raw: RawFile, recipe: Recipe, answers: Answers) -> None:
        self.file, self.layers = raw.name, raw.layers
        self._raw, self._recipe, self._answers = raw, recipe, answers
        self.layer, questions = choose_layer(raw, recipe, answers)
        self._refuse_shapes()
        self._crs, ask_crs = choose_crs(raw, self.layer, answers)
        self.layer = Layer(
            self.layer.name, self.layer.features, self.layer.geometry, self._crs, self.layer.columns
        )  # fmt: skip
        chosen = {key: column for key, column in answers.columns.items() if ":" not in key}
        self._refuse_unknown_columns(chosen)
        self.columns: Mapping[str, str] = propose(recipe, self.layer, chosen)
        self.questions: Sequence[Question] = [
            *questions, *ask_crs, *ask_encoding(raw, self.layer, answers),
            *ask_columns(recipe, self.layer, self.columns),
        ]  # fmt: skip
        self.total = self.layer.features
        self._mapper = Mapper(recipe, self.columns, self.layer.name, _words(answers))
        self._wide = wide_columns(recipe, self.layer, self.columns)

    def items(self, report: Report) -> Iterator[Item]:
        """Every thing; what was left out, repaired or joined goes to ``report``. Raises FileError."""
        if self.questions:
            said = [
                problem(self.file, each.because, layer=self.layer.name, name=str(each.asks)) for each in self.questions
            ]
            raise FileError(said)
        report.file, report.layer, report.crs = self.file, self.layer.name, self._crs
        wide = set(self._wide)
        report.unused_fields = [name for name in unused(self._recipe, self.layer, self.columns) if name not in wide]
        self._refuse_unknown_words()
        made = 0
        for made, item in enumerate(self._items(report), start=1):  # noqa: B007
            yield item
        if not made:
            message = _("None of its features can be used by the recipe “%(recipe)s”. The report says why.")
            raise refusal(self.file, message % {"recipe": self._recipe.title}, layer=self.layer.name)

    def preview(self, most: int = 500) -> dict[str, Any]:
        """The first features as GeoJSON in WGS 84, with what the recipe makes of their columns."""
        if self.layer.geometry and not self._crs:
            return {"type": "FeatureCollection", "features": []}
        report = Report()
        raw = list(islice(self._raw.features(self.layer.name, self._answers.encoding), most))
        features = []
        for feature, shape in zip(raw, self._shapes(raw, report), strict=True):
            said = {key: self._mapper.text(key, feature, 200) for key in self.columns}
            geometry = shapely.geometry.mapping(shapely.from_wkb(shape.wkb)) if shape is not None else None
            features.append({"type": "Feature", "id": feature.number, "geometry": geometry, "properties": said})
        return {"type": "FeatureCollection", "features": features}

    def close(self) -> None:
        """Remove what was unpacked, copied or fetched."""
        self._raw.close()

    def _items(self, report: Report) -> Iterator[Item]:
        things = Gatherer(self._raw, self._mapper, self._answers.encoding).things(report)
        if self._recipe.kind == "statistics":
            once = Once(self.file, self.layer.name)
            rows = (statistics_of(self._mapper, thing.feature, self._wide, report) for thing in things)
            yield from (row for row in rows if row is not None and once.is_new(row, report))
            return
        made = _Ids(report, self.layer.name)
        fitting = (thing for thing in things if self._fits(thing, report))
        while batch := list(islice(fitting, AT_ONCE)):
            for thing, shape in zip(batch, self._shapes_of_things(batch, report), strict=True):
                item = self._item(thing, shape, report, made)
                if item is not None:
                    yield item

    def _fits(self, thing: Thing, report: Report) -> bool:
        """Whether a thing is of the kind that the recipe reads; what is not is left out, and noted."""
        feature, recipe = thing.feature, self._recipe
        if recipe.only and not self._mapper.text(recipe.only, feature):
            column = self.columns.get(recipe.only, "")
            message = _("It has nothing in the column “%(column)s”, so it is none of these.") % {"column": column}
            self._mapper.note(report, feature, recipe.only, "left_out", message)
            return False
        kinds = {geometry_of(each.wkb) for each in thing.shapes}
        for kind in kinds & set(recipe.refuses):
            raise refusal(self.file, str(recipe.refuses[kind]), layer=self.layer.name, feature=feature.number)
        if not kinds <= set(recipe.shapes):
            other = sorted(kind for kind in kinds if kind not in recipe.shapes)[0]
            report.note(self.layer.name, feature.number, "geometry", "left_out", _(_LEFT_OUT[other]))
            return False
        return True

    def _shapes(self, features: Sequence[RawFeature], report: Report) -> list[GivenShape | None]:
        if not self._crs:
            return [None] * len(features)
        return shapes_of(
            [each.wkb for each in features], self._crs, report, self.layer.name, [each.number for each in features]
        )

    def _shapes_of_things(self, things: Sequence[Thing], report: Report) -> list[GivenShape | None]:
        shapes = iter(self._shapes([each for thing in things for each in thing.shapes], report))
        found: list[GivenShape | None] = []
        for thing in things:
            own = [shape for shape in islice(shapes, len(thing.shapes)) if shape is not None]
            found.append(own[0] if len(own) == 1 else self._union(own, thing, report))
        return found

    def _union(self, shapes: Sequence[GivenShape], thing: Thing, report: Report) -> GivenShape | None:
        if not shapes:
            return None
        joined = shapely.union_all(shapely.from_wkb([shape.wkb for shape in shapes]))
        one = shapes_of([shapely.to_wkb(joined)], "EPSG:4326", report, self.layer.name, [thing.feature.number])
        return one[0]

    def _item(self, thing: Thing, shape: GivenShape | None, report: Report, made: _Ids) -> Item | None:
        mapper, feature, areas = self._mapper, thing.feature, self._recipe.kind == "areas"
        addresses = addresses_of(mapper, feature)
        horizon = mapper.word("horizon", feature, report)
        # A plan tells of one area again for each of its years.
        source_id = thing.source_id + (f"@{horizon}" if thing.source_id and horizon else "")
        self._refuse_long(source_id, feature)
        source_id = source_id or made.of(shape, () if areas else addresses, feature)
        if not source_id:
            message = _("It has neither id, address nor place, so it was left out.")
            mapper.note(report, feature, "id", "left_out", message)
            return None
        return Item(
            number=feature.number,
            source_id=source_id,
            shape=shape,
            name=mapper.text("name", feature, 200),
            category=mapper.word("category", feature, report)[:40],
            horizon=horizon,
            details=mapper.details(feature, report) if areas else {},
            addresses=addresses,
            facts=mapper.facts(feature, report) if self._recipe.kind == "buildings" else (),
            statistics=figures_of(mapper, feature, thing.source_id, self._wide, report) if areas else (),
        )

    def _refuse_long(self, source_id: str, feature: RawFeature) -> None:
        if len(source_id) > _LONGEST_ID:
            message = _("The id is longer than %(most)d characters. Choose another column for the id.")
            said, column = message % {"most": _LONGEST_ID}, self.columns.get("id", "id")
            raise refusal(self.file, said, layer=self.layer.name, feature=feature.number, name=column)

    def _refuse_shapes(self) -> None:
        """Raises FileError at once where the whole layer is of a kind that must not come in."""
        names = {"LineString": Geometry.LINE, "Point": Geometry.POINT}
        kind = names.get(self.layer.geometry)
        if kind is not None and kind in self._recipe.refuses:
            raise refusal(self.file, str(self._recipe.refuses[kind]), layer=self.layer.name)

    def _refuse_unknown_columns(self, chosen: Mapping[str, str]) -> None:
        names = {column.name for column in self.layer.columns}
        for key, column in chosen.items():
            if key not in self._recipe.targets:
                known = ", ".join(self._recipe.targets)
                message = _("“%(key)s” is nothing that this recipe reads. It reads: %(known)s.")
                raise refusal(self.file, message % {"key": key[:60], "known": known}, layer=self.layer.name, name=key)
            if column and not column.startswith("=") and column not in names:
                message = _("There is no column “%(column)s”. There are: %(known)s.")
                said = message % {"column": column[:60], "known": ", ".join(sorted(names))[:500]}
                raise refusal(self.file, said, layer=self.layer.name, name=key)

    def _refuse_unknown_words(self) -> None:
        """Raises FileError naming every word that must not be guessed, with the rows it stands in."""
        keys = [
            key for key, target in self._recipe.targets.items()
            if target.others is Others.REFUSE and key in self.columns
        ]  # fmt: skip
        found: dict[tuple[str, str], list[int]] = {}
        for feature in self._raw.features(self.layer.name, self._answers.encoding) if keys else ():
            for key in keys:
                if word := self._mapper.unknown_word(key, feature):
                    found.setdefault((key, word), []).append(feature.number)
        if found:
            raise FileError([self._unknown(key, word, rows) for (key, word), rows in list(found.items())[:_MOST_WORDS]])

    def _unknown(self, key: str, word: str, rows: Sequence[int]) -> Any:
        message = _(
            "“%(word)s” (%(count)d times, such as in rows %(rows)s) is none of the words known here: "
            "%(known)s. Write one of these, or say which of them it means."
        )
        known = ", ".join(self._recipe.targets[key].keys)
        said = {"word": word[:80], "count": len(rows), "rows": ", ".join(map(str, rows[:5])), "known": known}
        column = self.columns[key]
        return problem(self.file, message % said, layer=self.layer.name, feature=rows[0], name=column)


class _Ids:
    """Ids made for features without one; each is given once."""

    def __init__(self, report: Report, layer: str) -> None:
        self._report, self._layer = report, layer
        self._taken: dict[str, int] = {}

    def of(self, shape: GivenShape | None, addresses: Sequence[GivenAddress], feature: RawFeature) -> str:
        """An id by place, else by address; empty where there is neither."""
        made = id_of_shape(shape) if shape else id_of_address(addresses[0]) if addresses else ""
        if not made:
            return ""
        if not self._taken:
            message = _(
                "It has no id: one was made of its place or address, which lasts as long as these stay the same."
            )
            self._report.note(self._layer, feature.number, "id", "id_made", message)
        times = self._taken[made] = self._taken.get(made, 0) + 1
        return made if times == 1 else f"{made}-{times}"


def _words(answers: Answers) -> dict[str, dict[str, str]]:
    """What a person said of single words: an answer for ``category:Nahwärme`` is the word we have for it."""
    found: dict[str, dict[str, str]] = {}
    for key, ours in answers.columns.items():
        target, colon, word = key.partition(":")
        if colon:
            found.setdefault(target, {})[folded(word)] = ours
    return found
