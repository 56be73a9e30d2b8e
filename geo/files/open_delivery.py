"""The one way in for files: opened, checked, and read by a recipe."""

from __future__ import annotations

from pathlib import Path

from .delivery import Answers
from .mapped import MappedDelivery
from .open_file import open_file
from .recipe import Recipe

__all__ = ["open_delivery"]


def open_delivery(path: Path, name: str, recipe: Recipe, answers: Answers | None = None) -> MappedDelivery:
    """The file at ``path``, which its sender called ``name``, read by ``recipe``; what is open is in its questions.

    Close it when done. Raises FileError where the file, or an answer, can't be used.
    """
    raw = open_file(path, name)
    try:
        return MappedDelivery(raw, recipe, answers or Answers())
    except BaseException:
        raw.close()
        raise
