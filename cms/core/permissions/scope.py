"""Which municipalities' content a person works on, and which they may read and choose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, Q, QuerySet
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from cms.core.models import Municipality, User

ALL_PAGE_ACTIONS = {"add", "change", "publish", "lock", "unlock", "bulk_delete"}


@dataclass(frozen=True, slots=True)
class Scope:
    """A person's municipalities (``own``), the regions whose libraries these show, and whether all is theirs."""

    everything: bool = False
    own: frozenset[int] = frozenset()
    libraries: frozenset[int] = frozenset()
    edits_library: bool = False

    def owned(self, field: str = "municipality") -> Q:
        """The rows that are theirs to edit."""
        if self.everything:
            return Q()
        library = Q(**{f"{field}__isnull": True}) if self.edits_library else Q(pk__in=[])
        return Q(**{f"{field}__in": self.own}) | library

    def readable(self, field: str = "municipality") -> Q:
        """The rows they may see and choose: theirs and the library's."""
        if self.everything:
            return Q()
        if not self.own:
            return Q(pk__in=[])
        return Q(**{f"{field}__in": self.own | self.libraries}) | Q(**{f"{field}__isnull": True})

    def owns(self, item: Model) -> bool:
        """Whether ``item``, of a model with ``municipality``, is theirs to edit."""
        owner = getattr(item, "municipality_id", None)
        return self.everything or (self.edits_library if owner is None else owner in self.own)

    def reads(self, item: Model) -> bool:
        """Whether they may see and choose ``item``."""
        owner = getattr(item, "municipality_id", None)
        return self.everything or (bool(self.own) and (owner is None or owner in self.own | self.libraries))

    @property
    def municipalities(self) -> QuerySet[Municipality]:
        """The municipalities whose content is theirs."""
        found = Municipality.objects.all()
        return found if self.everything else found.filter(pk__in=self.own)


def scope_of(user: User | AnonymousUser) -> Scope:
    """The scope of ``user``, kept on it for the request."""
    known = getattr(user, "_municipality_scope", None)
    if known is None:
        known = user._municipality_scope = _scope(user)  # type: ignore[union-attr]
    return known


def _scope(user: User | AnonymousUser) -> Scope:
    if not user.is_active or user.is_anonymous:
        return Scope()
    if user.is_superuser:
        return Scope(everything=True, edits_library=True)
    municipalities = list(Municipality.objects.filter(roles__group__user=user).distinct())
    regions = {m.pk for m in municipalities if m.kind == Municipality.Kind.REGION}
    return Scope(
        own=frozenset(m.pk for m in municipalities),
        libraries=frozenset(m.region_id for m in municipalities if m.region_id),
        edits_library=bool(regions),
    )


def users_of(item: Model) -> QuerySet[User]:
    """Everybody in whose scope ``item`` is."""
    users = User.objects.filter(is_active=True)
    owner = getattr(item, "municipality_id", None)
    theirs = (
        Q(groups__municipality_role__municipality__kind=Municipality.Kind.REGION)
        if owner is None
        else Q(groups__municipality_role__municipality=owner)
    )
    return users.filter(Q(is_superuser=True) | theirs).distinct()


def colleagues_of(user: Any) -> QuerySet[User]:
    """The people of ``user``'s municipalities."""
    people = User.objects.filter(is_active=True)
    scope = scope_of(user)
    if scope.everything:
        return people
    return people.filter(Q(groups__municipality_role__municipality__in=scope.own) | Q(pk=user.pk)).distinct()


def page_is_own(user: Any, page: Page) -> bool:
    """Whether ``user`` may do anything at all with ``page`` besides reading it."""
    return page_permission_policy.user_has_any_permission_for_instance(user, ALL_PAGE_ACTIONS, page)


def readable_pages(user: Any, pages: QuerySet[Page]) -> QuerySet[Page]:
    """Those of ``pages`` that ``user`` may see in a chooser: their own, and what the library has published."""
    scope = scope_of(user)
    if scope.everything:
        return pages
    own = page_permission_policy.instances_user_has_any_permission_for(user, ALL_PAGE_ACTIONS)
    library = Page.objects.none()
    for home in _library_homes(scope):
        library |= Page.objects.descendant_of(home, inclusive=True)
    open_library = library.live().public() if scope.libraries else library
    return pages.filter(Q(pk__in=own.values("pk")) | Q(pk__in=open_library.values("pk")))


def page_is_readable(user: Any, page: Page) -> bool:
    """Whether ``user`` may see and choose ``page``."""
    return readable_pages(user, Page.objects.filter(pk=page.pk)).exists()


def _library_homes(scope: Scope) -> list[Page]:
    regions = Municipality.objects.filter(pk__in=scope.libraries)
    keys = regions.values("site__root_page__translation_key")
    return list(Page.objects.filter(translation_key__in=keys, depth=2))
