"""Note what leaves the public, and what comes back, so that whoever keeps copies can follow.

Only the record in the source language has an address of its own: translations share it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from cms.core.models import AddressChange, BasePage, SnippetBase, municipality_of_path, source_locale
from cms.core.queries.directory import first_value, lookup_of_field, model_of, path_below_home
from cms.core.queries.snippets import INDEX_PAGES
from cms.core.queries.visibility import without_private_pages


@dataclass(frozen=True, slots=True)
class Address:
    """Where something is public, or was."""

    municipality_id: int | None
    kind: str
    key: UUID
    address: str
    expire_at: datetime | None = None
    base_id: int | None = None

    @property
    def rows(self) -> Q:
        """What is noted of it."""
        return Q(municipality=self.municipality_id, key=self.key, address=self.address)


def note_published(record: Any) -> None:
    """``record`` was published: that its address was left no longer holds."""
    if isinstance(record, SnippetBase):
        _forget(_of_snippet(record))
    else:
        _forget(_shown(_only(record)))


def note_unpublished(record: Any) -> None:
    """``record`` has just been taken back."""
    if isinstance(record, SnippetBase):
        _leave(_of_snippet(record))
    else:
        _leave(_public(_only(record), live=False))


def note_deletion(record: Any) -> None:
    """``record`` is about to be deleted."""
    if isinstance(record, SnippetBase):
        _leave(_of_snippet(record) if record.live else [])
    else:
        _leave(_public(_only(record)))


def note_move(page: Page, parent_before: Page, url_path_before: str, url_path_after: str) -> None:
    """``page`` and all below it were moved or renamed."""
    owner_before, owner = municipality_of_path(parent_before.path), municipality_of_path(page.path)
    if url_path_before == url_path_after or owner is None:
        return
    branch = BasePage.objects.filter(path__startswith=page.path)
    if owner_before is not None and not _is_hidden(parent_before):
        above = PageViewRestriction.objects.exclude(page__path__startswith=page.path)
        moved = _public(branch, ignored=above)
        start_after, start_before = path_below_home(url_path_after), path_below_home(url_path_before)
        _leave(
            replace(
                each, municipality_id=owner_before.pk, address=start_before + each.address.removeprefix(start_after)
            )
            for each in moved
        )
    _reach(_shown(branch))


def note_restriction(restriction: PageViewRestriction) -> None:
    """A page and all below it were hidden by ``restriction``."""
    branch = BasePage.objects.filter(path__startswith=restriction.page.path)
    _leave(_public(branch, ignored=PageViewRestriction.objects.filter(pk=restriction.pk)))


def note_release(restriction: PageViewRestriction) -> None:
    """``restriction`` no longer hides a page and what is below it."""
    _reach(_shown(BasePage.objects.filter(path__startswith=restriction.page.path)))


def note_snippet_change(snippet: SnippetBase) -> None:
    """``snippet`` is about to be saved, perhaps with another address or owner than readers know."""
    before = type(snippet)._base_manager.filter(pk=snippet.pk, live=True).first()
    if before is None or (before.slug, before.municipality_id) == (snippet.slug, snippet.municipality_id):
        return
    _leave(_of_snippet(before))
    if snippet.live:
        _reach(_of_snippet(snippet))


def _only(page: Page) -> QuerySet[BasePage]:
    return BasePage.objects.filter(pk=page.pk)


def _is_hidden(page: Page) -> bool:
    return not without_private_pages(Page.objects.filter(pk=page.pk)).exists()


def _public(
    pages: QuerySet[BasePage], *, live: bool = True, ignored: QuerySet[PageViewRestriction] | None = None
) -> list[Address]:
    """The addresses of those of ``pages`` that are public, or would be without the restrictions ``ignored``."""
    found = without_private_pages(pages, ignored).filter(locale=source_locale(), alias_of=None, live=live)
    bases = lookup_of_field("base")
    columns = ("municipality_id", "translation_key", "content_type_id", "url_path", "expire_at", *bases)
    opened = found.filter(Q(go_live_at=None) | Q(go_live_at__lte=timezone.now()), municipality__isnull=False)
    return [
        Address(
            row["municipality_id"], model_of(row["content_type_id"])._meta.label_lower, row["translation_key"],
            path_below_home(row["url_path"]), row["expire_at"], first_value(row, bases),
        )
        for row in opened.values(*columns)
    ]  # fmt: skip


def _shown(pages: QuerySet[BasePage]) -> list[Address]:
    """The addresses of those of ``pages`` that readers get now."""
    now = timezone.now()
    return [each for each in _public(pages) if each.expire_at is None or each.expire_at > now]


def _of_snippet(snippet: SnippetBase) -> list[Address]:
    """The address of ``snippet``, if it is of a kind that has a page."""
    if type(snippet) not in INDEX_PAGES or snippet.locale_id != source_locale().pk:
        return []
    if snippet.go_live_at and snippet.go_live_at > timezone.now():
        return []
    kind = snippet._meta.label_lower
    return [Address(snippet.municipality_id, kind, snippet.translation_key, snippet.slug, snippet.expire_at)]


def _leave(addresses: Iterable[Address]) -> None:
    left = list(addresses)
    now = timezone.now()
    _note(left, gone=True, times=[min(now, each.expire_at or now) for each in left])
    _bring_back_bases(left)


def _reach(addresses: Iterable[Address]) -> None:
    reached = list(addresses)
    _note(reached, gone=False, times=[timezone.now()] * len(reached))


def _note(addresses: list[Address], *, gone: bool, times: list[datetime]) -> None:
    _forget(addresses)
    AddressChange.objects.bulk_create(
        AddressChange(
            municipality_id=each.municipality_id, kind=each.kind, key=each.key, address=each.address, gone=gone, at=at
        )
        for each, at in zip(addresses, times, strict=True)
    )


def _forget(addresses: list[Address]) -> None:
    for start in range(0, len(addresses), 100):
        AddressChange.objects.filter(reduce(or_, (each.rows for each in addresses[start : start + 100]))).delete()


def _bring_back_bases(left: list[Address]) -> None:
    """Where a city's own version of a library page goes, readers there get the library's again."""
    owners = {each.base_id: each.municipality_id for each in left if each.base_id}
    if owners:
        rows = BasePage.objects.filter(pk__in=owners).in_bulk()
        _reach(replace(each, municipality_id=owners[pk]) for pk in rows for each in _shown(_only(rows[pk])))
