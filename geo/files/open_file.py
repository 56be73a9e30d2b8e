"""Opening what anybody may send: told by its content, checked before it is read, refused with a reason."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from django.utils.translation import gettext as _

from .guards.sizes import check_size
from .raw import RawFile
from .readers import formats, head_of, reader_of
from .refusals import refusal

# Modules that register readers; each names its formats itself.
READER_MODULES = (
    "geojson", "geopackage", "gdal_file", "archive_file", "citygml", "xwaermeplan", "table_csv", "table_xlsx",
)  # fmt: skip


def open_file(path: Path, name: str) -> RawFile:
    """The layers of the file at ``path``, which its sender called ``name``. Nothing is ever written beside it.

    Close what is returned. Raises FileError with file, layer, feature and field where it can't be used.
    """
    for module in READER_MODULES:
        import_module(f"{__package__}.{module}")
    check_size(path, name)
    reader = reader_of(head_of(path, name))
    if reader is None:
        message = _("This is none of the formats that can be read: %(formats)s.")
        raise refusal(name, message % {"formats": ", ".join(formats())})
    return reader.open(path, name)
