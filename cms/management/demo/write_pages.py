"""Makes the pages of each site in German: first the trees, then bodies, which may link to any page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid5
from zoneinfo import ZoneInfo

from django.conf import settings
from wagtail.models import Page as WagtailPage

from cms.core.blocks.mistakes import block_mistakes
from cms.core.models import BasePage
from knowledge.articles.models import ArticlePage, ArticleSource, RelatedArticle
from knowledge.campaigns.models import CampaignIndexPage, CampaignPage
from knowledge.events.models import EventIndexPage, EventPage
from knowledge.guidance.models import GuidanceIndexPage, GuidancePage
from knowledge.maps.models import MapPage
from knowledge.pages.models import (
    AccessibilityPage,
    AdviceIndexPage,
    FundingIndexPage,
    GlossaryIndexPage,
    HomePage,
    KnowledgeIndexPage,
    StandardPage,
    TopicPage,
)
from knowledge.topics.models import Topic

from .blocks import NAMESPACE, Block, stored
from .flows import fill_flow, flow_fields
from .made import Made
from .pages import Page
from .publish import publish
from .snippets import in_days
from .write_sites import write_municipality

MODELS: dict[str, type[BasePage]] = {
    "home": HomePage, "knowledge_index": KnowledgeIndexPage, "glossary_index": GlossaryIndexPage,
    "funding_index": FundingIndexPage, "advice_index": AdviceIndexPage, "event_index": EventIndexPage,
    "campaign_index": CampaignIndexPage, "topic": TopicPage, "article": ArticlePage, "adopted_article": ArticlePage,
    "guidance_index": GuidanceIndexPage, "guidance": GuidancePage, "map": MapPage,
    "event": EventPage, "campaign": CampaignPage, "standard": StandardPage, "accessibility": AccessibilityPage,
}  # fmt: skip
TIME_ZONE = ZoneInfo(settings.TIME_ZONE)
NAMES = {"slug": "", "show_in_menus": "in_menu", "starts_at": "at", "ends_at": "hours", "starts_on": "starts_in_days"}


def write_trees(made: Made, port: int) -> None:
    """Add the pages that no earlier load made, without bodies, and each site with its home."""
    for site in sorted(made.demo.pages, key=lambda key: key != made.demo.region):
        entry = next(entry for entry in made.demo.entries["municipality"] if entry.key == site)
        for page in made.demo.pages[site]:
            if not made.is_new("page", page.place):
                continue
            instance = _instance(made, page)
            parent = _parent(made, page)
            parent.add_child(instance=instance)
            made.note("page", page.place, instance)
            if not page.path:
                made.note("municipality", site, write_municipality(made, entry, instance, port))
            made.tick(page.place)


def write_bodies(made: Made) -> None:
    """Give the new pages their bodies and what they refer to, and publish them; bases before what adopts them."""
    for site in sorted(made.demo.pages, key=lambda key: key != made.demo.region):
        for page in made.demo.pages[site]:
            if made.is_new("page", page.place):
                _publish(made, page)
                made.tick(page.place)


def _publish(made: Made, page: Page) -> None:
    instance = MODELS[page.type].objects.get(pk=made.pk("page", page.place))
    instance.image_id = made.maybe(page.shared["image"])
    if "topic" in page.shared:
        instance.topic_id = made.maybe(page.shared["topic"])
    if hasattr(instance, "body"):
        instance.body = body_of(instance, made, page.blocks)
    if "topics" in page.shared:
        instance.topics.set(Topic.objects.filter(pk__in=made.all_of(page.shared["topics"])))
    if isinstance(instance, ArticlePage):
        _article_children(made, page, instance)
    if page.type == "adopted_article":
        base = ArticlePage.objects.get(pk=made.pk("page", f"{made.demo.region}/{page.shared['base']}"))
        instance.base, instance.base_revision = base, base.live_revision
    if page.type == "guidance":
        fill_flow(made, page, instance)
    publish(instance)


def body_of(instance: Any, made: Made, blocks: list[Block]) -> Any:
    """A body of ``blocks``; what the blocks themselves find wrong is noted."""
    value = instance._meta.get_field("body").stream_block.to_python(stored(blocks, made.key_of))
    for index, message in block_mistakes(value):
        made.problems.add(blocks[index].file, blocks[index].line, blocks[index].kind, message)
    return value


def _parent(made: Made, page: Page) -> WagtailPage:
    if not page.path:
        return WagtailPage.objects.get(depth=1)
    above = page.path.rpartition("/")[0]
    return WagtailPage.objects.get(pk=made.pk("page", f"{page.site}/{above}"))


def _instance(made: Made, page: Page) -> BasePage:
    words = dict(page.words)
    instance = MODELS[page.type](
        **words, slug=page.path.rpartition("/")[2] or page.site, locale=made.locales["de"], live=False,
        translation_key=uuid5(NAMESPACE, f"page:{page.place}"), show_in_menus=page.shared["in_menu"],
        **ATTRIBUTES.get(page.type, _words_only)(made, page),
    )  # fmt: skip
    skip = ("path", "depth", "numchild", "body", "municipality", "url_path", "content_type", "topics", "topic")
    made.check(instance, page.record, named=NAMES, skip=skip)
    made.problems.stop_if_any()
    return instance


def _words_only(made: Made, page: Page) -> dict[str, Any]:
    return {}


def _article(made: Made, page: Page) -> dict[str, Any]:
    same = (
        "audience", "valid_from", "valid_to", "legal_basis", "law_or_money", "to_check", "checked_on", "review_by",
    )  # fmt: skip
    return {
        **{name: page.shared[name] for name in same},
        "responsible_id": made.maybe(page.shared["responsible"]),
    }


def _article_children(made: Made, page: Page, article: ArticlePage) -> None:
    article.sources.set([
        ArticleSource(sort_order=number, **source) for number, source in enumerate(page.shared["sources"])
    ])  # fmt: skip
    article.related_articles.set([
        RelatedArticle(sort_order=number, article_id=pk)
        for number, pk in enumerate(made.all_of(page.shared["related"]))
    ])  # fmt: skip


def _event(made: Made, page: Page) -> dict[str, Any]:
    shared = page.shared
    starts_at = datetime.combine(in_days(made.today, shared["in_days"]), shared["at"], TIME_ZONE)
    same = ("address", "online_url", "organiser", "registration_url", "languages")
    return {
        **{name: shared[name] for name in same},
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=shared["hours"]),
    }


def _campaign(made: Made, page: Page) -> dict[str, Any]:
    ends_in = page.shared["ends_in_days"]
    return {
        "starts_on": in_days(made.today, page.shared["starts_in_days"]),
        "ends_on": in_days(made.today, ends_in) if ends_in is not None else None,
        "call_url": page.shared["call_url"],
    }


ATTRIBUTES: dict[str, Callable[[Made, Page], dict[str, Any]]] = {
    "article": _article, "adopted_article": _article, "event": _event, "campaign": _campaign, "guidance": flow_fields,
}  # fmt: skip
