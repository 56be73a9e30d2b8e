"""Every address of the installation."""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path
from django.views.static import serve
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.core.graphql.sdl import schema_file
from cms.core.graphql.view import graphql
from cms.health import health

media = [path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT})] if settings.SERVE_MEDIA else []

urlpatterns = [
    path("healthz", health, name="health"),
    path("graphql", graphql, name="graphql"),
    path("schema.graphql", schema_file, name="schema"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    *media,
    # Takes every other address.
    path("", include("frontend_templates.web.urls")),
]
