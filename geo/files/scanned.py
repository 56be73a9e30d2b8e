"""A file of one layer whose reader gives features only: columns, box and count are learnt by reading it once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from .columns import Columns
from .delivery import Layer
from .geometry_names import common_name
from .raw import RawFeature
from .readers import Head
from .refusals import refusal
from .wkb_bounds import Bounds
from .wkb_kinds import geometry_of

Read = Callable[[str], Iterator[RawFeature]]
_NAMES = {"polygon": "POLYGON", "line": "LINESTRING", "point": "POINT"}
__all__ = ["Head", "Read", "ScannedFile"]


class ScannedFile:
    """A RawFile. ``read`` takes the encoding a person chose, and gives the features anew at each call."""

    def __init__(
        self, name: str, layer: str, read: Read, crs: Callable[[], str], encodings: Sequence[str] = (),
        columns: Sequence[str] = (),
    ) -> None:  # fmt: skip
        self.name, self._read = name, read
        learnt, bounds, kinds, number = Columns(columns), Bounds(), dict[str, None](), 0
        for number, feature in enumerate(read(""), start=1):  # noqa: B007
            learnt.add(feature.fields)
            if feature.wkb is not None:
                bounds.add(feature.wkb)
                kinds[_NAMES[geometry_of(feature.wkb)]] = None
        if not number:
            message = _("It holds nothing that can be read. Export it again with its features.")
            raise refusal(name, message, layer=layer)
        found = bounds.found
        self.bounds: Mapping[str, tuple[float, float, float, float]] = {layer: found} if found else {}
        geometry = common_name(kinds)
        self.layers: Sequence[Layer] = (Layer(layer, number, geometry, crs() if geometry else "", learnt.found()),)
        self.encodings: Mapping[str, Sequence[str]] = {layer: encodings} if len(encodings) > 1 else {}

    def features(self, layer: str, encoding: str = "") -> Iterator[RawFeature]:
        """The features in order. Raises FileError."""
        return self._read(encoding)

    def close(self) -> None:
        """Nothing was unpacked."""
