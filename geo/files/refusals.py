"""Why a file is refused: with file, layer, feature and field, what is wrong and what to do."""

from __future__ import annotations

from cms.core.values.problems import FileError, Problem


def problem(file: str, message: str, *, layer: str = "", feature: int = 0, name: str = "") -> Problem:
    """One mistake. ``feature``: its place in the layer, from 1; ``name``: the field or member; each may be left out."""
    place = ", ".join(part for part in (f"layer {layer}" * bool(layer), f"feature {feature}" * bool(feature)) if part)
    return Problem(file, feature, name, message, place)


def refusal(file: str, message: str, *, layer: str = "", feature: int = 0, name: str = "") -> FileError:
    """The error to raise for one mistake."""
    return FileError([problem(file, message, layer=layer, feature=feature, name=name)])
