"""Make an article of the region's library a city's own."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.core.models import Municipality, User, source_locale
from knowledge.articles.actions.carry_translations import carry_translations
from knowledge.articles.models import ArticlePage


@transaction.atomic
def adopt_article(
    base: ArticlePage, municipality: Municipality, user: User | None = None, *, live: bool = False
) -> ArticlePage:
    """Copy ``base`` into the city's tree, below the same address, as a draft unless ``live``.

    The copy keeps the ids of the blocks, by which it is compared with the base later.
    """
    base = ArticlePage.objects.get(pk=base.pk)
    check_adoption(base, municipality, user)
    parent = _place_for(base, municipality, user)
    revision = base.live_revision or base.get_latest_revision() or base.save_revision(changed=False)
    page = base.copy(
        to=parent,
        copy_revisions=False,
        keep_live=live,
        user=user,
        update_attrs={"slug": base.slug, "base": base, "base_revision": revision, "responsible": None},
        log_action="articles.adopt",
    )
    page = ArticlePage.objects.get(pk=page.pk)
    carry_translations(base, page, user)
    return page


def check_adoption(base: ArticlePage, municipality: Municipality, user: User | None) -> None:
    """Refuse what can't or must not be adopted."""
    if not is_base(base, municipality):
        raise ValidationError(_("Only an article of the region's library can be adopted, in German."))
    if not base.live or base.get_view_restrictions().exists():
        raise ValidationError(_("Only a published article can be adopted."))
    if adopted_by(base, municipality) or own_page_at(base, municipality):
        raise ValidationError(_("%(city)s already has a page of its own at this address.") % {"city": municipality})
    if user is not None and not may_adopt(municipality, user):
        raise PermissionDenied


def is_base(page: ArticlePage, municipality: Municipality) -> bool:
    """Whether ``page`` is a German article of the library that the city shows."""
    in_library = municipality.region_id is not None and page.municipality_id == municipality.region_id
    return in_library and page.alias_of_id is None and page.locale_id == source_locale().pk


def adoptable(page: ArticlePage, municipality: Municipality) -> bool:
    """Whether somebody of the city may adopt ``page``."""
    try:
        check_adoption(page, municipality, None)
    except ValidationError:
        return False
    return True


def cities_of(user: User | AnonymousUser) -> list[Municipality]:
    """The cities that ``user`` may adopt articles for; kept on the user for the request."""
    known: list[Municipality] | None = getattr(user, "_cities_to_adopt_for", None)
    if known is None:
        cities = Municipality.objects.filter(region__isnull=False).select_related("site__root_page", "region")
        known = [city for city in cities if may_adopt(city, user)]
        user._cities_to_adopt_for = known  # type: ignore[union-attr]
    return known


def may_adopt(municipality: Municipality, user: User | AnonymousUser) -> bool:
    """Whether ``user`` may add pages to the city's tree."""
    home = municipality.site.root_page
    return bool(home.permissions_for_user(user).can_add_subpage())


def adopted_by(base: ArticlePage, municipality: Municipality) -> ArticlePage | None:
    """The city's page that was adopted from ``base``."""
    return ArticlePage.objects.filter(base=base, municipality=municipality, locale=source_locale()).first()


def own_page_at(page: Page, municipality: Municipality) -> Page | None:
    """The city's page at the address that ``page`` has in the library."""
    home = municipality.site.root_page
    return Page.objects.filter(url_path=home.url_path + page.url_path.split("/", 2)[2]).descendant_of(home).first()


def _place_for(base: ArticlePage, municipality: Municipality, user: User | None) -> Page:
    """The city's page below which the article belongs; missing ones are copied from the library.

    They go live at once: at their addresses the city shows the library's pages anyway.
    """
    parent = municipality.site.root_page
    for ancestor in base.get_ancestors().filter(depth__gt=parent.depth).specific():
        own = own_page_at(ancestor, municipality)
        if own is None:
            own = ancestor.copy(to=parent, copy_revisions=False, keep_live=True, user=user)
            carry_translations(ancestor, own, user)
        parent = Page.objects.get(pk=own.pk)
    return parent
