"""How large a delivery may be, packed and unpacked."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from geo.files.refusals import refusal

MEGA = 1_000_000


def most_bytes() -> int:
    """How many bytes a file may have, once it is unpacked."""
    return int(settings.GEODATA_MAX_BYTES)


def check_size(path: Path, name: str) -> int:
    """The size of the file in bytes. Raises FileError where it is empty or too large."""
    size = path.stat().st_size
    if not size:
        raise refusal(name, "The file is empty. Send it again.")
    if size > most_bytes():
        raise refusal(name, too_large(size))
    return size


def too_large(size: int) -> str:
    return (
        f"It has {size / MEGA:,.0f} MB, and {most_bytes() / MEGA:,.0f} MB are allowed. "
        "Divide it, or have whoever runs the installation raise GEODATA_MAX_BYTES."
    )
