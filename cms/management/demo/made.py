"""What loading has made, so that things can name each other, and what earlier loads made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models.fields.files import FieldFile
from wagtail.models import Locale

from cms.core.values.problems import Problems
from cms.core.values.record import Record, Ref

from .folder import Demo


@dataclass(slots=True)
class Made:
    """Primary keys by kind and key. What an earlier load made is never made or changed again."""

    demo: Demo
    today: date
    problems: Problems
    tick: Callable[[str], None]
    before: dict[str, int] = field(default_factory=dict)
    now: dict[str, int] = field(default_factory=dict)
    locales: dict[str, Locale] = field(default_factory=dict)
    files: list[FieldFile] = field(default_factory=list)

    def is_new(self, kind: str, key: str) -> bool:
        return f"{kind}:{key}" not in self.before

    def note(self, kind: str, key: str, thing: Any) -> None:
        self.now[f"{kind}:{key}"] = thing.pk

    def pk(self, kind: str, key: str) -> int:
        """The primary key of what was made for ``key``."""
        name = f"{kind}:{key}"
        return self.now[name] if name in self.now else self.before[name]

    def key_of(self, kind: str, key: str, site: str) -> int:
        """The primary key of what is named ``key`` on ``site``; pages are looked up in its tree, then the region's."""
        if kind == "programme":
            [key] = [entry.key for entry in self.demo.entries["funding"] if entry.values["slug"] == key]
            return self.pk("funding", key)
        if kind != "page":
            return self.pk(kind, key)
        page = self.demo.page(site, key)
        return self.pk("page", page.place if page else f"{site}/{key}")

    def maybe(self, ref: Ref | None) -> int | None:
        """The primary key of what ``ref`` names; None without one."""
        return self.key_of(ref.kind, ref.key, ref.site) if ref else None

    def all_of(self, refs: list[Ref]) -> list[int]:
        return [self.key_of(ref.kind, ref.key, ref.site) for ref in refs]

    def check(
        self, thing: Any, record: Record, *, named: dict[str, str] | None = None, skip: tuple[str, ...] = ()
    ) -> None:
        """Note what the model finds wrong; ``named`` is the file's field where the model's has another name."""
        try:
            thing.full_clean(exclude=skip)
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                told = (named or {}).get(name, "" if name == NON_FIELD_ERRORS else name)
                for message in messages:
                    record.problems.add(record.file, record.line(told), told, str(message))
