from __future__ import annotations

from copy import deepcopy
from typing import Any

from knowledge.articles.models import ArticlePage, RelatedArticle

from .pages import PageFactory, block


class ArticlePageFactory(PageFactory):
    """An article of one paragraph; ``topics`` and ``related`` take lists of saved objects."""

    class Meta:
        model = ArticlePage

    teaser = "Worum es geht."
    body = [block("text", "<p>Ein Absatz.</p>")]

    @classmethod
    def _create(
        cls,
        model_class: type[ArticlePage],
        *args: Any,
        topics: list[Any] | None = None,
        related: list[ArticlePage] | None = None,
        **fields: Any,
    ) -> ArticlePage:
        page = super()._create(model_class, *args, **fields)
        if topics:
            page.topics.set(topics)
        page.related_articles = [RelatedArticle(article=article) for article in related or []]
        page.save()
        return page


def adopt(base: ArticlePage, parent: Any, **fields: Any) -> ArticlePage:
    """``base`` taken over below ``parent`` by its city: same address, same blocks with the same ids."""
    return ArticlePageFactory(
        parent=parent,
        **{
            "title": base.title,
            "slug": base.slug,
            "body": deepcopy(list(base.body.raw_data)),
            "base": base,
            "base_revision": base.latest_revision,
            **fields,
        },
    )
