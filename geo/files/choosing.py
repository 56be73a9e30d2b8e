"""What a file leaves open before it can be read by a recipe: which layer, which CRS, which letters, which columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from .crs import NoCrs, likely_crs, normal_crs
from .delivery import Answers, Asks, Layer, Question
from .proposals import fitness
from .raw import RawFile
from .recipe import Geometry, Recipe
from .refusals import refusal

_USUAL_CRS = ("EPSG:25833", "EPSG:25832", "EPSG:4326")
_GEOMETRIES = {"Polygon": Geometry.POLYGON, "LineString": Geometry.LINE, "Point": Geometry.POINT, "": Geometry.NONE}


def choose_layer(raw: RawFile, recipe: Recipe, answers: Answers) -> tuple[Layer, list[Question]]:
    """The layer that is meant, and the question which one it is where several could be."""
    if answers.layer:
        named = [layer for layer in raw.layers if layer.name == answers.layer]
        if not named:
            known = ", ".join(layer.name for layer in raw.layers)
            message = _("There is no layer “%(layer)s”. There are: %(known)s.")
            raise refusal(raw.name, message % {"layer": answers.layer[:80], "known": known[:400]}, name="layer")
        return named[0], []
    ranked = sorted(raw.layers, key=lambda layer: (not suits(recipe, layer), -fitness(recipe, layer)))
    possible = [layer for layer in ranked if suits(recipe, layer) and fitness(recipe, layer) >= 0]
    if len(raw.layers) == 1 or len(possible) == 1:
        return ranked[0], []
    because = _("The file has several layers: choose the one to import.")
    return ranked[0], [Question(Asks.LAYER, [layer.name for layer in ranked], because)]


def suits(recipe: Recipe, layer: Layer) -> bool:
    """Whether the layer's features may have shapes that the recipe takes."""
    geometry = _GEOMETRIES.get(layer.geometry)
    return geometry is None or geometry in recipe.shapes


def choose_crs(raw: RawFile, layer: Layer, answers: Answers) -> tuple[str, list[Question]]:
    """The coordinate reference system of the layer, and the question which it is where nothing says so."""
    if answers.crs:
        try:
            return normal_crs(answers.crs), []
        except NoCrs as error:
            message = _("%(error)s. Name it by its EPSG code, such as EPSG:25833.") % {"error": error}
            raise refusal(raw.name, message, layer=layer.name, name="crs") from error
    bounds: Mapping[str, Sequence[float]] = getattr(raw, "bounds", {})
    if layer.crs or not layer.geometry:
        return layer.crs, []
    likely = likely_crs(bounds[layer.name]) if layer.name in bounds else []
    because = _(
        "The file does not say in which coordinate reference system its numbers are. "
        "In those named first they lie in Germany; look at the preview before you go on."
    )
    return "", [Question(Asks.CRS, [*likely, *(each for each in _USUAL_CRS if each not in likely)], because)]


def ask_encoding(raw: RawFile, layer: Layer, answers: Answers) -> list[Question]:
    """The question how letters are written, where it could be in several ways."""
    choices = raw.encodings.get(layer.name, ())
    if answers.encoding or len(choices) < 2:
        return []
    because = _("The file does not say how its letters are written. Choose the way in which umlauts look right.")
    return [Question(Asks.ENCODING, list(choices), because)]


def ask_columns(recipe: Recipe, layer: Layer, columns: Mapping[str, str]) -> list[Question]:
    """A question for each needed target that no column was found for."""
    names = [column.name for column in layer.columns]
    because = _("No column was found for “%(target)s” (%(key)s). Choose one.")
    return [
        Question(Asks.COLUMNS, names, because % {"target": target.title, "key": target.key})
        for target in recipe.required
        if not columns.get(target.key)
    ]
