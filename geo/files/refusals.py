"""Why a file is refused: with file, layer, feature and field, what is wrong and what to do."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from cms.core.values.problems import FileError, Problem

from .names import shown


def problem(file: str, message: str, *, layer: str = "", feature: int = 0, name: str = "") -> Problem:
    """One mistake. ``feature``: its place in the layer, from 1; ``name``: the field or member; each may be left out."""
    parts = []
    if layer:
        parts.append(_("layer %(layer)s") % {"layer": layer})
    if feature:
        parts.append(_("feature %(number)s") % {"number": feature})
    # Names and values of a file may hold signs that no database, log or page should get.
    return Problem(shown(file, 300), feature, shown(name, 300), shown(message, 4_000), shown(", ".join(parts), 600))


def refusal(file: str, message: str, *, layer: str = "", feature: int = 0, name: str = "") -> FileError:
    """The error to raise for one mistake."""
    return FileError([problem(file, message, layer=layer, feature=feature, name=name)])


def counted(number: int) -> str:
    """A whole number with its thousands as the active language writes them."""
    return str(number_format(number, force_grouping=True))
