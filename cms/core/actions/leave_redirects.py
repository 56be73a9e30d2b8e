"""Whoever follows the old address of a moved or renamed page finds it at its new one."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from cms.core.models import municipality_of_path, source_locale


@transaction.atomic
def leave_redirects(page: Page, old_url_path: str, new_url_path: str) -> None:
    """Leave redirects for ``page`` and all below it, on every site that showed the old address.

    Addresses are the same in all languages, so only the page in the source language leaves them.
    """
    if page.locale_id != source_locale().pk or old_url_path == new_url_path:
        return
    sites = list(_sites_showing(page))
    for moved in Page.objects.descendant_of(page, inclusive=True).filter(first_published_at__isnull=False):
        rest = moved.url_path.removeprefix(new_url_path)
        _leave(moved, sites, _below_home(old_url_path + rest), _below_home(new_url_path + rest))


def _sites_showing(page: Page) -> Iterable[Site]:
    owner = municipality_of_path(page.path)
    if owner is None:
        return []
    # Cities show the region's library below their own hosts.
    return Site.objects.filter(Q(municipality=owner) | Q(municipality__region=owner)).distinct()


def _below_home(url_path: str) -> str:
    """``/wissen/heizung`` of ``/leipzig/wissen/heizung/``."""
    return Redirect.normalise_path("/" + url_path.strip("/").partition("/")[2])


def _leave(page: Page, sites: Iterable[Site], old: str, new: str) -> None:
    for site in sites:
        Redirect.objects.filter(site=site, old_path=new).delete()
        Redirect.objects.update_or_create(
            site=site,
            old_path=old,
            defaults={
                "redirect_page_id": page.pk,
                "redirect_link": "",
                "is_permanent": True,
                "automatically_created": True,
            },
        )
