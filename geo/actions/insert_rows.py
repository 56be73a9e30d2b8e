from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import connection, models

_TRANSLATED = (models.UUIDField, models.JSONField, models.DateTimeField)


def insert_rows(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write many rows in one go. ``columns``: attribute names (``feature_id``); all others have their defaults.

    About five times as quick as ``bulk_create``, and it keeps no objects; signals are not sent, keys not returned.
    """
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    given = {name: place for place, name in enumerate(columns)}
    unknown = given.keys() - {field.attname for field in fields}
    if unknown:
        raise ValueError(f"{model.__name__} has no {sorted(unknown)}")
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({places})"  # noqa: S608
    makers = [_maker(field, given.get(field.attname)) for field in fields]
    with connection.cursor() as cursor:
        cursor.executemany(statement, [tuple([make(row) for make in makers]) for row in rows])


def _maker(field: Any, place: int | None) -> Callable[[Sequence[Any]], Any]:
    if place is None:
        return _default(field)
    if isinstance(field, _TRANSLATED):
        return lambda row: field.get_db_prep_save(row[place], connection)
    return lambda row: row[place]


def _default(field: Any) -> Callable[[Sequence[Any]], Any]:
    if field.has_default() and callable(field.default):
        return lambda _row: field.get_db_prep_save(field.get_default(), connection)
    value = field.get_db_prep_save(field.get_default(), connection)
    return lambda _row: value
