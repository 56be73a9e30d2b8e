from __future__ import annotations

from typing import Any

from django.db.models import Aggregate, CharField, F, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat

BETWEEN = ";"
INSIDE = "|"


class Joined(Aggregate):
    """The texts of several rows as one, in no order: rows of another table without another query."""

    function = "GROUP_CONCAT"
    template = f"%(function)s(%(expressions)s, '{BETWEEN}')"
    output_field = CharField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="STRING_AGG", **context)


def joined(rows: QuerySet[Any], grouped_by: str, *columns: str) -> Subquery:
    """``columns`` of all ``rows`` with the same ``grouped_by``; read it with ``separated``."""
    texts: list[Any] = []
    for column in columns:
        texts += [Coalesce(Cast(F(column), CharField()), Value("")), Value(INSIDE)]
    grouped = rows.order_by().values(grouped_by).annotate(joined_texts=Joined(Concat(*texts)))
    return Subquery(grouped.values("joined_texts"))


def separated(text: str | None) -> list[list[str]]:
    """The columns of each row that ``text`` was joined of."""
    return [row.split(INSIDE)[:-1] for row in (text or "").split(BETWEEN) if row]
