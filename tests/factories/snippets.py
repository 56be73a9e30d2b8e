"""Snippets; ``municipality=None`` is the library, ``live=False`` a draft."""

from __future__ import annotations

from typing import Any

import factory
from django.utils.text import slugify
from factory.django import DjangoModelFactory
from wagtail.models import Locale

from cms.core.models import EmissionFactor, EnergyPrice
from knowledge.advice.models import AdviceCentre
from knowledge.funding.models import FundingProgramme, FundingRate
from knowledge.glossary.models import GlossaryTerm
from knowledge.topics.models import Topic


class SnippetFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    locale = factory.LazyFunction(lambda: Locale.objects.get_or_create(language_code="de")[0])

    @classmethod
    def _create(
        cls, model_class: Any, *args: Any, live: bool = True, topics: list[Topic] | None = None, **fields: Any
    ) -> Any:
        snippet = model_class(live=False, **fields)
        snippet.save()
        if topics:
            snippet.topics.set(topics)
            snippet.save()
        revision = snippet.save_revision()
        if live:
            revision.publish()
            snippet.refresh_from_db()
        return snippet


class TopicFactory(SnippetFactory):
    class Meta:
        model = Topic

    name = factory.Sequence(lambda number: f"Thema {number}")
    key = factory.LazyAttribute(lambda topic: slugify(topic.name))
    slug = factory.LazyAttribute(lambda topic: topic.key)


class GlossaryTermFactory(SnippetFactory):
    class Meta:
        model = GlossaryTerm

    term = factory.Sequence(lambda number: f"Begriff {number}")
    slug = factory.LazyAttribute(lambda term: slugify(term.term))
    definition = "Was das Wort heißt."


class FundingProgrammeFactory(SnippetFactory):
    class Meta:
        model = FundingProgramme

    title = factory.Sequence(lambda number: f"Programm {number}")
    slug = factory.LazyAttribute(lambda programme: slugify(programme.title))
    provider = "KfW"
    summary = "Zuschuss."


def rate(programme: FundingProgramme, amount: float | None, **fields: Any) -> FundingRate:
    """A dated line of ``programme``, a confirmed base rate in percent unless said otherwise."""
    defaults = {
        "key": slugify(fields.get("label", "Grundförderung")),
        "kind": FundingRate.Kind.BASE,
        "label": "Grundförderung",
        "unit": FundingRate.RateUnit.PERCENT,
        "status": FundingRate.Status.CONFIRMED,
        "locale": programme.locale,
    }
    return FundingRate.objects.create(programme=programme, amount=amount, **{**defaults, **fields})


class AdviceCentreFactory(SnippetFactory):
    class Meta:
        model = AdviceCentre

    name = factory.Sequence(lambda number: f"Beratung {number}")
    slug = factory.LazyAttribute(lambda centre: slugify(centre.name))
    summary = "Hilft weiter."


class EnergyPriceFactory(SnippetFactory):
    class Meta:
        model = EnergyPrice

    label = "Erdgas"
    key = carrier = slug = "gas"
    low = 12.0
    high = 13.0


class EmissionFactorFactory(SnippetFactory):
    class Meta:
        model = EmissionFactor

    label = "Erdgas"
    key = carrier = slug = "gas"
    low = high = 240.0
