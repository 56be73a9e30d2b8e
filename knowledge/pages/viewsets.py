"""One menu for everything that articles are made from."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from cms.core.viewsets import EmissionFactorViewSet, EnergyPriceViewSet
from knowledge.advice.viewsets import AdviceCentreViewSet
from knowledge.funding.viewsets import FundingProgrammeViewSet
from knowledge.glossary.viewsets import GlossaryTermViewSet
from knowledge.topics.viewsets import TopicViewSet


class KnowledgeViewSetGroup(SnippetViewSetGroup):
    menu_label = _("Facts and terms")
    menu_icon = "folder-open-inverse"
    menu_order = 250
    items = (
        FundingProgrammeViewSet, AdviceCentreViewSet, GlossaryTermViewSet, TopicViewSet, EnergyPriceViewSet,
        EmissionFactorViewSet,
    )  # fmt: skip
