"""What any reader gives before a recipe says what it means: layers of features as the file has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from .delivery import Layer


@dataclass(frozen=True, slots=True)
class RawFeature:
    """One feature. ``number``: its place, from 1. ``wkb``: in the CRS of its layer, longitude or easting first.

    The WKB may be of any kind, with heights, arcs or patches: ``geo.files.geometry`` makes plain shapes of it.
    ``fields``: text, numbers, booleans and None; dates as ISO 8601, lists and objects as JSON.
    """

    number: int
    fid: str
    wkb: bytes | None
    fields: Mapping[str, Any]


class RawFile(Protocol):
    """A file that was found harmless. Features can be read again and again."""

    name: str

    @property
    def layers(self) -> Sequence[Layer]: ...

    @property
    def encodings(self) -> Mapping[str, Sequence[str]]:
        """Layers whose letters could be meant in several ways, with the ways, the likeliest first."""
        ...

    @property
    def bounds(self) -> Mapping[str, tuple[float, float, float, float]]:
        """West, south, east, north of layers in the numbers of their CRS; of long layers, of their beginning."""
        ...

    def features(self, layer: str, encoding: str = "") -> Iterator[RawFeature]:
        """The features of ``layer`` in order. Raises FileError where one can't be read."""
        ...

    def close(self) -> None:
        """Remove what was unpacked or copied."""
        ...
