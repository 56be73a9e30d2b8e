"""Decide about what has changed in the base of an adopted article."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Revision

from cms.core.models import User
from knowledge.articles.adoptions import Adoption, with_blocks
from knowledge.articles.models import ArticlePage
from knowledge.articles.values import merge


def accept_base(page: ArticlePage, take: Iterable[str] | None = None, user: User | None = None) -> Revision:
    """Take the base's changes of the blocks in ``take``, or all, into a new draft, and keep the city's for the rest.

    All is decided then: the draft stands on what the base says now.
    """
    adoption = _adoption_of(page, user)
    chosen = [change.id for change in adoption.changes] if take is None else list(take)
    return _save_draft(adoption, chosen, user, "articles.accept_base")


def keep_own(page: ArticlePage, user: User | None = None) -> Revision:
    """Leave the article as it is, and have its base's changes count as seen."""
    return _save_draft(_adoption_of(page, user), [], user, "articles.keep_own")


def may_decide(page: ArticlePage, user: User | AnonymousUser) -> bool:
    """Whether ``user`` may change the city's article now."""
    permissions = page.permissions_for_user(user)
    return bool(permissions.can_edit() and not permissions.page_locked())


def _adoption_of(page: ArticlePage, user: User | None) -> Adoption:
    page = ArticlePage.objects.select_related("base__live_revision", "base_revision", "latest_revision").get(pk=page.pk)
    if user is not None and not may_decide(page, user):
        raise PermissionDenied
    adoption = Adoption.of_draft(page)
    if adoption is None or not adoption.base.live:
        raise ValidationError(_("The base of this article is not published any more."))
    return adoption


@transaction.atomic
def _save_draft(adoption: Adoption, take: list[str], user: User | None, action: str) -> Revision:
    blocks = merge(adoption.accepted, adoption.new_base, adoption.mine, take)
    draft = adoption.page.with_content_json(with_blocks(adoption.content, blocks))
    draft.base_revision = adoption.base.live_revision or adoption.base.latest_revision
    # Not cleaned: a draft with gaps must stay one, and nothing of it may be lost.
    revision: Revision = draft.save_revision(user=user, clean=False)
    data = {"base": {"id": adoption.base.pk, "title": adoption.base.title}, "taken": len(take)}
    log(instance=draft, action=action, user=user, revision=revision, data=data, content_changed=bool(take))
    return revision
