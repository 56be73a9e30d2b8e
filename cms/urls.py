"""Every address of the installation."""

from __future__ import annotations

from django.conf import settings
from django.conf.urls.static import static
from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.core.graphql.sdl import schema_file
from cms.core.graphql.view import graphql

urlpatterns = [
    path("graphql", graphql, name="graphql"),
    path("schema.graphql", schema_file, name="schema"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    # Takes every other address.
    path("", include("frontend_templates.web.urls")),
]
