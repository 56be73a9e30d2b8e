from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from .values import Point
from .widgets import PointWidget


def validate_point(text: str) -> None:
    try:
        Point.from_ewkt(text)
    except ValueError as error:
        raise ValidationError(_("Choose a place on the map, or write longitude and latitude in degrees.")) from error


class PointField(models.CharField):  # type: ignore[type-arg]
    """A place as ``SRID=4326;POINT(lon lat)``, the notation of the map widget; never a translation segment."""

    default_validators = [validate_point]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 80)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> Any:  # type: ignore[override]
        return super().formfield(**{"widget": PointWidget, **kwargs})


def point_of(text: str) -> Point | None:
    """The place in a ``PointField``'s text; None where it is empty."""
    return Point.from_ewkt(text) if text else None
