"""Addresses of the website; the last one takes every path, so these come after all others."""

from __future__ import annotations

from django.conf import settings
from django.urls import path, register_converter
from django.urls.converters import StringConverter
from django.views.generic import RedirectView

from . import feeds, views


class FeedName(StringConverter):
    """One of the feeds there are."""

    regex = "|".join(feeds.FEEDS)


register_converter(FeedName, "feed")

urlpatterns = [
    path("", views.entry),
    path("robots.txt", feeds.robots),
    path("sitemap.xml", feeds.sitemap),
    path("favicon.ico", RedirectView.as_view(url=f"{settings.STATIC_URL}web/img/favicon.svg")),
    path("theme/<slug:key>-<slug:digest>.css", views.theme),
    path("<slug:locale>/suche/", views.search),
    path("<slug:locale>/preview/", views.preview),
    path("<slug:locale>/feeds/<feed:name>.atom", feeds.feed),
    path("<slug:locale>/feeds/events.ics", feeds.all_events),
    path("<slug:locale>/<path:path>event.ics", feeds.event_calendar),
    path("<slug:locale>/", views.page),
    path("<slug:locale>/<path:path>", views.page),
    path("<path:path>", views.stray),
]
