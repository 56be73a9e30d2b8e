"""Colours as numbers: contrast as WCAG 2.2 reckons it, and how people with colour blindness see them.

Matrices for linear sRGB: protanopia and deuteranopia after Viénot, Brettel, Mollon, "Digital video colourmaps for
checking the legibility of displays by dichromats" (1999); tritanopia after Brettel, Viénot, Mollon, "Computerized
simulation of color appearance for dichromats" (1997), which needs a half-plane on each side of the neutral axis.
Differences are CIEDE2000 (CIE 142-2001).
"""

from __future__ import annotations

from enum import StrEnum
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt
from typing import TypeAlias

Triple: TypeAlias = tuple[float, float, float]
Matrix: TypeAlias = tuple[Triple, Triple, Triple]


class Sight(StrEnum):
    """How somebody sees colours."""

    TYPICAL = "typical"
    PROTANOPIA = "protanopia"
    DEUTERANOPIA = "deuteranopia"
    TRITANOPIA = "tritanopia"


_PROTAN: Matrix = ((0.10889, 0.89111, 0.0), (0.10889, 0.89111, 0.0), (0.00447, -0.00447, 1.0))
_DEUTAN: Matrix = ((0.29031, 0.70969, 0.0), (0.29031, 0.70969, 0.0), (-0.02197, 0.02197, 1.0))
_TRITAN: tuple[Matrix, Matrix] = (
    ((1.01277, 0.13548, -0.14826), (-0.01243, 0.86812, 0.14431), (0.07589, 0.80500, 0.11911)),
    ((0.93678, 0.18979, -0.12657), (0.06154, 0.81526, 0.12320), (-0.37562, 1.12767, 0.24796)),
)
_TRITAN_PLANE: Triple = (0.03901, -0.02788, -0.01113)
_TO_XYZ: Matrix = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750),
                   (0.0193339, 0.1191920, 0.9503041))  # fmt: skip
_WHITE: Triple = (0.95047, 1.0, 1.08883)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours written as #rrggbb: from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def difference(one: str, other: str, sight: Sight = Sight.TYPICAL) -> float:
    """How different two colours look to somebody with this ``sight``: CIEDE2000, 0 for the same colour."""
    return ciede2000(_lab(seen(linear(one), sight)), _lab(seen(linear(other), sight)))


def seen(colour: Triple, sight: Sight) -> Triple:
    """Linear red, green and blue that look to everybody as ``colour`` looks to somebody with this ``sight``."""
    if sight is Sight.TYPICAL:
        return colour
    matrix = {Sight.PROTANOPIA: _PROTAN, Sight.DEUTERANOPIA: _DEUTAN}.get(sight)
    if matrix is None:
        matrix = _TRITAN[0 if _dot(_TRITAN_PLANE, colour) >= 0 else 1]
    red, green, blue = (min(max(_dot(row, colour), 0.0), 1.0) for row in matrix)
    return red, green, blue


def linear(colour: str) -> Triple:
    """Linear red, green and blue, 0 to 1, of #rrggbb."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return _straight(red), _straight(green), _straight(blue)


def ciede2000(one: Triple, other: Triple) -> float:
    """The difference of two colours given as CIE L*, a*, b*."""
    mean_chroma = (hypot(*one[1:]) + hypot(*other[1:])) / 2
    stretch = 0.5 * (1 - _vividness(mean_chroma)) + 1
    a1, a2 = one[1] * stretch, other[1] * stretch
    c1, c2 = hypot(a1, one[2]), hypot(a2, other[2])
    h1, h2 = _hue(a1, one[2]), _hue(a2, other[2])
    turn = 0.0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    mean_hue = h1 + h2 if c1 * c2 == 0 else (h1 + turn / 2) % 360
    lightness, chroma = (one[0] + other[0]) / 2, (c1 + c2) / 2
    scale_l = 1 + 0.015 * (lightness - 50) ** 2 / sqrt(20 + (lightness - 50) ** 2)
    scale_c, scale_h = 1 + 0.045 * chroma, 1 + 0.015 * chroma * _tint(mean_hue)
    by_l, by_c = (other[0] - one[0]) / scale_l, (c2 - c1) / scale_c
    by_h = 2 * sqrt(c1 * c2) * sin(radians(turn / 2)) / scale_h
    rotation = -2 * _vividness(chroma) * sin(radians(60 * exp(-(((mean_hue - 275) / 25) ** 2))))
    return sqrt(max(0.0, by_l**2 + by_c**2 + by_h**2 + rotation * by_c * by_h))


def _vividness(chroma: float) -> float:
    return sqrt(chroma**7 / (chroma**7 + 25**7))


def _tint(hue: float) -> float:
    return (
        1 - 0.17 * cos(radians(hue - 30)) + 0.24 * cos(radians(2 * hue)) + 0.32 * cos(radians(3 * hue + 6))
        - 0.20 * cos(radians(4 * hue - 63))
    )  # fmt: skip


def _hue(a: float, b: float) -> float:
    return degrees(atan2(b, a)) % 360 if a or b else 0.0


def _lab(colour: Triple) -> Triple:
    x, y, z = (_cube(_dot(row, colour) / white) for row, white in zip(_TO_XYZ, _WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _cube(value: float) -> float:
    return value ** (1 / 3) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116


def _luminance(colour: str) -> float:
    return _dot((0.2126, 0.7152, 0.0722), linear(colour))


def _straight(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _dot(one: Triple, other: Triple) -> float:
    return one[0] * other[0] + one[1] * other[1] + one[2] * other[2]
