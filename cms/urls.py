"""Every address of the installation."""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path
from django.views.static import serve
from wagtail.admin import urls as wagtailadmin_urls

from cms.core.downloads import document, not_here
from cms.core.graphql.sdl import schema_file
from cms.core.graphql.view import graphql
from cms.health import health

media = [
    # Documents may be private, so they are sent by their own view only.
    path("media/documents/<path:path>", not_here),
    path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}),
]

urlpatterns = [
    path("healthz", health, name="health"),
    path("graphql", graphql, name="graphql"),
    path("schema.graphql", schema_file, name="schema"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/<uuid:key>/<str:filename>", document, name="document"),
    *(media if settings.SERVE_MEDIA else ()),
    path("", include("geo.urls")),
    # Takes every other address.
    path("", include("frontend_templates.web.urls")),
]
