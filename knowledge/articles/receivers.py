"""What follows when an adopted article is published."""

from __future__ import annotations

from typing import Any

from wagtail.signals import page_published

from cms.core.models import source_locale
from knowledge.articles.actions.carry_translations import follow_with_translations
from knowledge.articles.models import ArticlePage


def connect() -> None:
    """Called once when the apps are ready."""
    page_published.connect(on_article_published, sender=ArticlePage, dispatch_uid="translations of adopted articles")


def on_article_published(instance: ArticlePage, **kwargs: Any) -> None:
    if instance.base and not instance.alias_of_id and instance.locale_id == source_locale().pk:
        follow_with_translations(instance.base, instance)
