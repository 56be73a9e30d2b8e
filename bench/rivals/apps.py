from __future__ import annotations

from django.apps import AppConfig


class RivalsConfig(AppConfig):
    """Tells wagtail-grapple and Wagtail's REST API which fields of an article to show."""

    name = "bench.rivals"

    def ready(self) -> None:
        from wagtail.api import APIField
        from wagtail.images.api.fields import ImageRenditionField

        from knowledge.articles.models import ArticlePage, RelatedArticle
        from knowledge.topics.models import Topic

        ArticlePage.api_fields = [
            APIField("teaser"), APIField("summary"), APIField("body"), APIField("topics"), APIField("related_articles"),
            APIField("card", serializer=ImageRenditionField("fill-640x400", source="image")),
        ]  # fmt: skip
        RelatedArticle.api_fields = [APIField("article")]
        try:
            from grapple import models as g
        except ImportError:
            return
        Topic.graphql_fields = [g.GraphQLString("name")]
        RelatedArticle.graphql_fields = [g.GraphQLPage("article")]
        ArticlePage.graphql_fields = [
            g.GraphQLString("teaser"), g.GraphQLString("summary"), g.GraphQLStreamfield("body"),
            g.GraphQLImage("image"),
            g.GraphQLCollection(g.GraphQLForeignKey, "topics", "topics.Topic"),
            g.GraphQLCollection(g.GraphQLForeignKey, "related_articles", "articles.RelatedArticle"),
        ]  # fmt: skip
