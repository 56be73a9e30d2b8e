"""The region's articles as a city's editors see them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import ngettext
from wagtail.models import Page

from cms.core.models import Municipality, User, source_locale
from cms.core.reports import Row
from knowledge.articles.actions.accept_base import may_decide
from knowledge.articles.adoptions import Adoption, adopted_pages, adoptions_to_review
from knowledge.articles.models import ArticlePage


@dataclass(frozen=True, slots=True)
class BaseText:
    """An article of the library and what a city has made of it."""

    article: ArticlePage
    place: str
    adoption: Adoption | None
    # A page of the city's own at the same address, that was not adopted.
    own_page: Page | None


def base_texts(city: Municipality) -> list[BaseText]:
    """The published articles of the city's library in the order of its tree."""
    articles = (
        ArticlePage.objects.live()
        .public()
        .filter(municipality=city.region, locale=source_locale(), alias_of=None)
        .order_by("path")
    )
    titles = dict(Page.objects.filter(depth__gt=2, numchild__gt=0).values_list("path", "title"))
    found = (Adoption.of_draft(page) for page in adopted_pages().filter(municipality=city))
    adoptions = {adoption.base.pk: adoption for adoption in found if adoption}
    home = city.site.root_page
    own = {page.url_path: page for page in Page.objects.descendant_of(home)}
    return [
        BaseText(
            article,
            titles.get(article.path[: -Page.steplen], ""),
            adoptions.get(article.pk),
            own.get(home.url_path + article.url_path.split("/", 2)[2]),
        )
        for article in articles
    ]


def changed_base_texts(user: User | AnonymousUser) -> Iterator[Row]:
    """The adopted articles of a person's cities whose base has changed."""
    for adoption in adoptions_to_review():
        page = adoption.page
        if not may_decide(page, user):
            continue
        number = len(adoption.changes)
        detail = ngettext(
            "the base text has changed in one place", "the base text has changed in %(number)d places", number
        )
        day = adoption.base.last_published_at.date() if adoption.base.last_published_at else None
        url = reverse("base_texts:changes", args=[page.pk])
        yield Row(page.title, detail % {"number": number}, url, str(page.municipality), day)
