"""How editors get to the base texts: a list, buttons, notices, and readable history."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import Page

from cms.core.models import User
from cms.core.permissions.doors import anybody, own_pages, register_doors
from cms.core.reports import Report, register_report
from knowledge.articles.actions.accept_base import may_decide
from knowledge.articles.actions.adopt_article import adoptable, cities_of
from knowledge.articles.adoptions import Adoption
from knowledge.articles.library import changed_base_texts
from knowledge.articles.models import ArticlePage
from knowledge.articles.reports import overdue_reviews
from knowledge.articles.views import AdoptView, BaseChangesView, BaseTextsView

# Which texts may be adopted by whom is asked by the view: the library's pages are nobody's own in the cities.
register_doors(anybody, "base_texts:list", "base_texts:adopt")
register_doors(own_pages, "base_texts:changes")

register_report(
    Report(
        "base-texts",
        gettext_lazy("Base texts changed"),
        gettext_lazy("Adopted articles whose base text has changed since it was accepted."),
        "copy",
        changed_base_texts,
    )
)


@hooks.register("register_admin_urls")
def base_text_urls() -> list[URLPattern | URLResolver]:
    urls = [
        path("", BaseTextsView.as_view(), name="list"),
        path("<int:pk>/adopt/", AdoptView.as_view(), name="adopt"),
        path("<int:pk>/changes/", BaseChangesView.as_view(), name="changes"),
    ]
    return [path("base-texts/", include((urls, "base_texts")))]


class BaseTextsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(cities_of(request.user))


@hooks.register("register_admin_menu_item")
def base_texts_menu_item() -> MenuItem:
    return BaseTextsMenuItem(gettext_lazy("Base texts"), reverse("base_texts:list"), icon_name="copy", order=210)


@hooks.register("register_page_header_buttons")
def header_buttons(
    page: Page, user: User | AnonymousUser, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    yield from _buttons(page, user)


@hooks.register("register_page_listing_more_buttons")
def listing_buttons(page: Page, user: User | AnonymousUser, next_url: str | None = None) -> Iterator[Button]:
    yield from _buttons(page, user)


def _buttons(page: Page, user: User | AnonymousUser) -> Iterator[Button]:
    article = page.specific if page.specific_class is ArticlePage else None
    if article is None:
        return
    for city in cities_of(user):
        if adoptable(article, city):
            url = f"{reverse('base_texts:adopt', args=[article.pk])}?city={city.key}"
            yield Button(_("Adopt for %(city)s") % {"city": city}, url, icon_name="copy", priority=70)
    if article.base_id and not article.alias_of_id and may_decide(article, user):
        url = reverse("base_texts:changes", args=[article.pk])
        yield Button(_("What changed in the base text"), url, icon_name="view", priority=71)


@hooks.register("before_edit_page")
def tell_of_a_changed_base(request: HttpRequest, page: Page) -> None:
    article = page.specific
    if request.method != "GET" or not isinstance(article, ArticlePage) or not article.base_id:
        return
    adoption = Adoption.of_draft(article)
    if adoption is None or article.alias_of_id:
        return
    if not adoption.base.live:
        messages.warning(request, _("The base text of this article is not published any more."))
    elif adoption.changes:
        number = len(adoption.changes)
        text = ngettext(
            "The base text has changed in one place since you accepted it.",
            "The base text has changed in %(number)d places since you accepted it.",
            number,
        )
        url = reverse("base_texts:changes", args=[article.pk])
        messages.warning(request, text % {"number": number}, buttons=[messages.button(url, _("Look at the changes"))])


@hooks.register("register_log_actions")
def adoption_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action("articles.adopt", gettext_lazy("Adopt"), gettext_lazy("Adopted from the region's library"))
    actions.register_action(
        "articles.keep_own", gettext_lazy("Keep own text"), gettext_lazy("Kept the own text after a change of the base")
    )

    @actions.register_action("articles.accept_base")
    class AcceptBaseFormatter(LogFormatter):
        label = gettext_lazy("Accept base text")

        def format_message(self, log_entry: Any) -> str:
            taken = log_entry.data.get("taken", 0)
            return ngettext(
                "Accepted one change of the base text", "Accepted %(taken)d changes of the base text", taken
            ) % {"taken": taken}


register_report(
    Report(
        "reviews",
        gettext_lazy("Overdue reviews"),
        gettext_lazy("Articles somebody should have looked at by now."),
        "calendar-alt",
        overdue_reviews,
    )
)
