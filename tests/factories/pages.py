"""Pages of every kind; ``parent`` says where in the tree, ``live=False`` leaves a draft."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import factory
from django.utils import timezone
from django.utils.text import slugify
from factory.django import DjangoModelFactory
from wagtail.models import Page, PageViewRestriction

from knowledge.campaigns.models import CampaignIndexPage, CampaignPage
from knowledge.events.models import EventIndexPage, EventPage
from knowledge.maps.models import MapPage
from knowledge.pages.models import (
    AdviceIndexPage,
    FundingIndexPage,
    GlossaryIndexPage,
    HomePage,
    KnowledgeIndexPage,
    StandardPage,
    TopicPage,
)


def block(kind: str, value: Any, key: str = "") -> dict[str, Any]:
    """A body block as it is stored; ``key`` fixes its id."""
    return {"type": kind, "value": value, "id": key or str(uuid4())}


def restrict(page: Page) -> PageViewRestriction:
    """Hide ``page`` and all below it from the public."""
    return PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


class PageFactory(DjangoModelFactory):
    """Adds a page below ``parent`` and publishes it as an editor does, unless it is a draft."""

    class Meta:
        abstract = True

    title = factory.Sequence(lambda number: f"Seite {number}")
    slug = factory.LazyAttribute(lambda page: slugify(page.title))

    @classmethod
    def _create(cls, model_class: type[Page], *args: Any, parent: Page, live: bool = True, **fields: Any) -> Page:
        page = model_class(live=False, locale=parent.locale, **fields)
        Page.objects.get(pk=parent.pk).add_child(instance=page)
        revision = page.save_revision()
        if live:
            revision.publish()
            page.refresh_from_db()
        return page


class HomePageFactory(PageFactory):
    class Meta:
        model = HomePage

    lead = "Wärme für alle."


class StandardPageFactory(PageFactory):
    class Meta:
        model = StandardPage


class KnowledgeIndexPageFactory(PageFactory):
    class Meta:
        model = KnowledgeIndexPage

    title = "Wissen"


class TopicPageFactory(PageFactory):
    class Meta:
        model = TopicPage


class GlossaryIndexPageFactory(PageFactory):
    class Meta:
        model = GlossaryIndexPage

    title = "Glossar"


class FundingIndexPageFactory(PageFactory):
    class Meta:
        model = FundingIndexPage

    title = "Förderung"
    slug = "foerderung"


class AdviceIndexPageFactory(PageFactory):
    class Meta:
        model = AdviceIndexPage

    title = "Beratung"


class EventIndexPageFactory(PageFactory):
    class Meta:
        model = EventIndexPage

    title = "Termine"


class MapPageFactory(PageFactory):
    class Meta:
        model = MapPage


class CampaignIndexPageFactory(PageFactory):
    class Meta:
        model = CampaignIndexPage

    title = "Kampagnen"


class EventPageFactory(PageFactory):
    class Meta:
        model = EventPage

    starts_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=7))
    ends_at = factory.LazyAttribute(lambda event: event.starts_at + timedelta(hours=2))


class CampaignPageFactory(PageFactory):
    class Meta:
        model = CampaignPage

    starts_on = factory.LazyFunction(timezone.localdate)
