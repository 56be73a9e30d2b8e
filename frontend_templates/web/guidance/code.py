"""An address as a code that a telephone reads."""

from __future__ import annotations

import segno
from django.utils.safestring import SafeString, mark_safe

QUIET_ZONE = 2


def code_of(address: str) -> SafeString | None:
    """The drawing of ``address``, or None where it is too long for a code."""
    try:
        code = segno.make(address, error="l", micro=False)
    except segno.DataOverflowError:
        return None
    drawing = code.svg_inline(
        border=QUIET_ZONE, omitsize=True, svgclass="code__drawing", lineclass=None, dark="#000", light="#fff"
    )
    # Only shapes: the address itself is not in the drawing's text.
    return mark_safe(drawing)  # noqa: S308
