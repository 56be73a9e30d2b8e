"""The recipes, read from ``geo/recipes``: one YAML file each, checked when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from cms.core.values.marked_yaml import read_yaml
from cms.core.values.problems import FileError, Problems
from energy.figures import State
from geo.models import Dataset
from geo.values.areas import AreaDetails, Category, GasFuture, Horizon, Suitability, Supply, Theme
from geo.values.attributes import ATTRIBUTES
from geo.values.attributes import Kind as ValueKind

from .delivery import Layer
from .names import folded
from .proposals import fitness
from .recipe import Geometry, Others, Recipe, Target, Words

FOLDER = Path(__file__).resolve().parent.parent / "recipes"
DETAILS = tuple(name for name in AreaDetails.__slots__ if name != "suitability")
PLACES = ("street", "number", "suffix", "postcode", "town", "address")
STRUCTURE = ("id", "parent", "record", "name", "category", "horizon", "connections", *PLACES)
STATISTICS = ("area", "indicator", "year", "value", "unit")
YES_NO = ("yes", "no")
_SAID = {"yes": ("ja", "j", "y", "true", "wahr", "1", "x", "t"), "no": ("nein", "n", "false", "falsch", "0", "f")}
_PLAIN = {each: ours for ours, plain in _SAID.items() for each in plain}
_MEMBERS = frozenset(
    ("title", "about", "kind", "theme", "shapes", "state", "method", "year", "only", "best_records", "refuses",
     "targets", "wide")
)  # fmt: skip
_OF_TARGETS = frozenset(["columns", "words", "others", "unit", "indicator", "state", "required", "least", "title"])


def recipe(name: str) -> Recipe:
    """The recipe called so. Raises FileError where there is none."""
    found = _all().get(name)
    if found is None:
        problems = Problems()
        message = _("There is no such recipe. There are: %(known)s.") % {"known": ", ".join(_all())}
        problems.add(name[:80], 0, "recipe", message)
        raise FileError(problems.found)
    return found


def recipes() -> list[Recipe]:
    """All recipes, in the order of their names."""
    return list(_all().values())


def proposed(layers: Sequence[Layer], kind: str) -> list[Recipe]:
    """The recipes for a dataset of this kind, those first that fit the file's columns best."""
    fitting = [each for each in recipes() if not kind or each.kind == kind]
    return sorted(fitting, key=lambda each: -max((fitness(each, layer) for layer in layers), default=0.0))


@lru_cache(maxsize=1)
def _all() -> dict[str, Recipe]:
    problems = Problems()
    titles = _titles(problems)
    found = [read_recipe(path, titles, problems) for path in sorted(FOLDER.glob("[!_]*.yaml"))]
    problems.stop_if_any()
    return {each.name: each for each in found if each is not None}


def _titles(problems: Problems) -> dict[str, Words]:
    path = FOLDER / "_targets.yaml"
    data = read_yaml(path.read_text("utf-8"), path.name, 1, problems) or {}
    return {key: Words(**words) for key, words in data.items()}


def read_recipe(path: Path, titles: Mapping[str, Words], problems: Problems) -> Recipe | None:
    """The recipe in a file; None where it has mistakes, which are then in ``problems``."""
    data = read_yaml(path.read_text("utf-8"), path.name, 1, problems)
    before = len(problems.found)
    if not isinstance(data, dict):
        problems.add(path.name, 1, "", "holds no recipe")
        return None
    check = _Check(path.name, data, problems)
    check.members(data, _MEMBERS, "")
    check.one_of("kind", data.get("kind"), Dataset.Kind.values)
    check.one_of("theme", data.get("theme") or "", ["", *Theme])
    check.one_of("state", data.get("state", State.REPORTED), list(State))
    for each in data.get("shapes") or []:
        check.one_of("shapes", each, list(Geometry))
    targets = {key: check.target(key, value or {}, titles) for key, value in (data.get("targets") or {}).items()}
    if len(problems.found) > before:
        return None
    return Recipe(
        name=path.stem,
        kind=data["kind"],
        theme=data.get("theme") or "",
        title=Words(**data["title"]),
        about=Words(**data.get("about", {})),
        targets={key: target for key, target in targets.items() if target is not None},
        shapes=tuple(Geometry(each) for each in data["shapes"]),
        state=data.get("state", State.REPORTED),
        method=data.get("method", "given"),
        year=data.get("year"),
        only=data.get("only", ""),
        best_records=tuple(data.get("best_records", ())),
        refuses={Geometry(each): Words(**words) for each, words in data.get("refuses", {}).items()},
        wide=bool(data.get("wide")),
    )


class _Check:
    """Reads a recipe's targets and says what is wrong, with the line it stands on."""

    def __init__(self, file: str, data: Any, problems: Problems) -> None:
        self.file, self.data, self.problems = file, data, problems

    def add(self, at: Any, name: str, message: str) -> None:
        line: int = getattr(at, "lines", {}).get(name, getattr(at, "line", 1))
        self.problems.add(self.file, line, name, message)

    def members(self, at: Any, known: Iterable[str], within: str) -> None:
        for name in set(at) - set(known):
            self.add(at, name, f"is nothing {within or 'a recipe'} has: {', '.join(sorted(known))}")

    def one_of(self, name: str, value: Any, known: Sequence[str]) -> None:
        if value not in known:
            self.add(self.data, name, f"{value!r} is none of {', '.join(each for each in known if each)}")

    def target(self, key: str, data: Any, titles: Mapping[str, Words]) -> Target | None:
        self.members(data, _OF_TARGETS, "a target")
        title = Words(**data["title"]) if "title" in data else titles.get(key)
        if title is None or not _known(key, self.data.get("kind", "")):
            self.add(self.data.get("targets"), key, "is nothing that a column can say, or has no title")
            return None
        words = self.words(key, data)
        least = data.get("least")
        return Target(
            key=key,
            title=title,
            columns=tuple(str(each) for each in data.get("columns", ())),
            words=words,
            others=Others(data.get("others", Others.NOTE if self.options(key) else Others.KEEP)),
            unit=data.get("unit", ""),
            indicator=data.get("indicator", ""),
            state=data.get("state", ""),
            required=bool(data.get("required")),
            least=(str(least[0]), int(least[1])) if least else None,
        )

    def words(self, key: str, data: Any) -> dict[str, str]:
        options = self.options(key)
        found: dict[str, str] = {}
        for ours, theirs in (data.get("words") or {}).items():
            if options and ours not in options:
                self.add(data["words"], ours, f"is none of {', '.join(options)}")
            for each in [ours, *theirs]:
                star = "*" if str(each).endswith("*") else ""
                if found.setdefault(folded(str(each)) + star, ours) != ours:
                    self.add(data["words"], ours, f"{each!r} means two things")
        for option in options:
            found.setdefault(folded(option), option)
        return (_PLAIN | found) if options == YES_NO else found

    def options(self, key: str) -> tuple[str, ...]:
        # Lines and points are of any kind; only areas have those of the act.
        free = key == "category" and self.data.get("kind") != Dataset.Kind.AREAS
        return () if free else options_of(key)


def options_of(key: str) -> tuple[str, ...]:
    """The words a target may have; empty where it takes any text, or a number."""
    special: dict[str, Iterable[str]] = {"category": Category, "horizon": Horizon, "gas": GasFuture}
    if key.startswith("suitability."):
        return tuple(Suitability)
    if key in special:
        return tuple(special[key])
    if key in ("designated", "energy_saving", "shortened", "unplanned"):
        return YES_NO
    attribute = ATTRIBUTES.get(key)
    if attribute is not None and attribute.kind is ValueKind.YES_NO:
        return YES_NO
    return attribute.options if attribute is not None else ()


def _known(key: str, kind: str) -> bool:
    suits: dict[str, Callable[[str], bool]] = {
        Dataset.Kind.STATISTICS: lambda each: each in STATISTICS,
        Dataset.Kind.BUILDINGS: lambda each: each in ATTRIBUTES or each in STRUCTURE,
        Dataset.Kind.AREAS: lambda each: (
            each in STRUCTURE or each in DETAILS or each == "year"
            or each.startswith("figure.") or each in {f"suitability.{supply}" for supply in Supply}
        ),
    }  # fmt: skip
    return suits[kind](key) if kind in suits else key in STRUCTURE
