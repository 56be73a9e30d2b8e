"""Which column says what: proposed by names first, then by what stands in the columns."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from .delivery import Column, Layer
from .names import ALIKE, likeness, says_nothing
from .recipe import Recipe, Target

_ENOUGH = 0.8


def propose(recipe: Recipe, layer: Layer, chosen: Mapping[str, str]) -> dict[str, str]:
    """For each target of the recipe the column of ``layer`` that says it; what a person ``chosen`` goes first.

    A chosen column that is empty means: none. One that begins with ``=`` is not a column but the value itself.
    """
    found = {key: column for key, column in chosen.items() if column}
    names = [column.name for column in layer.columns]
    for key, target in recipe.targets.items():
        if key not in chosen and (name := _by_name(target, names)):
            found[key] = name
    # A column that is known by its own name is no slip of another one.
    known = set(found.values())
    free = [name for name in names if name not in known]
    for key, target in recipe.targets.items():
        if key not in chosen and key not in found and (name := _by_likeness(target, free)):
            found[key] = name
    taken = set(found.values())
    for key, target in recipe.targets.items():
        if key not in chosen and key not in found and target.words:
            column = _by_values(target, layer, taken)
            if column:
                found[key] = column
                taken.add(column)
    return found


def fitness(recipe: Recipe, layer: Layer) -> float:
    """How well a layer fits a recipe: the share of its columns that mean something, less if a needed one lacks."""
    columns = propose(recipe, layer, {})
    lacking = sum(target.key not in columns for target in recipe.required)
    return len(columns) / (len(recipe.targets) + 3) + len(set(columns.values())) / 100 - lacking


def unused(recipe: Recipe, layer: Layer, columns: Mapping[str, str]) -> list[str]:
    """The columns of which nothing is made."""
    used = set(columns.values())
    return [column.name for column in layer.columns if column.name not in used]


def _by_name(target: Target, names: Collection[str]) -> str | None:
    for wanted in target.columns:
        exact = [name for name in names if likeness(wanted, name) == 1.0]
        if exact:
            return wanted if wanted in exact else exact[0]
    return None


def _by_likeness(target: Target, names: Collection[str]) -> str | None:
    alike = [(likeness(wanted, name), name) for wanted in target.columns for name in names]
    score, name = max(alike, default=(0.0, ""))
    return name if score >= ALIKE else None


def _by_values(target: Target, layer: Layer, taken: set[str]) -> str | None:
    best: tuple[float, str] = (0.0, "")
    for column in layer.columns:
        if column.name not in taken:
            best = max(best, (_share(target, column), column.name))
    return best[1] if best[0] >= _ENOUGH else None


def _share(target: Target, column: Column) -> float:
    said = [sample for sample in column.samples if not says_nothing(sample)]
    # Numbers mean many things: which, only the column's name can say.
    if len(set(said)) < 2 or all(sample.replace(".", "").isdigit() for sample in said):
        return 0.0
    known = [sample for sample in said if target.word_for(sample) is not None]
    return len(known) / len(said)
