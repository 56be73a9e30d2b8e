"""How large a delivery may be, packed and unpacked."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from geo.files.refusals import counted, refusal

MEGA = 1_000_000


def most_bytes() -> int:
    """How many bytes a file may have, once it is unpacked."""
    return int(settings.GEODATA_MAX_BYTES)


def check_size(path: Path, name: str) -> int:
    """The size of the file in bytes. Raises FileError where it is empty or too large."""
    size = path.stat().st_size
    if not size:
        raise refusal(name, _("The file is empty. Send it again."))
    if size > most_bytes():
        raise refusal(name, too_large(size))
    return size


def too_large(size: int) -> str:
    """Why a file of ``size`` bytes is refused, as a sentence."""
    message = _(
        "It has %(size)s MB, and %(most)s MB are allowed. "
        "Divide it, or have whoever runs the installation raise GEODATA_MAX_BYTES."
    )
    return message % {"size": counted(round(size / MEGA)), "most": counted(round(most_bytes() / MEGA))}
