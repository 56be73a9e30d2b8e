"""Objects for tests, made through the real models as an editor's work would make them."""

from . import guidance
from .articles import ArticlePageFactory, adopt
from .files import DocumentFactory, ImageFactory, private_collection
from .municipalities import CityFactory, RegionFactory, Saxony, locales, saxony
from .pages import (
    AdviceIndexPageFactory,
    CampaignIndexPageFactory,
    CampaignPageFactory,
    EventIndexPageFactory,
    EventPageFactory,
    FundingIndexPageFactory,
    GlossaryIndexPageFactory,
    HomePageFactory,
    KnowledgeIndexPageFactory,
    MapPageFactory,
    StandardPageFactory,
    TopicPageFactory,
    block,
    restrict,
)
from .snippets import (
    AdviceCentreFactory,
    EmissionFactorFactory,
    EnergyPriceFactory,
    FundingProgrammeFactory,
    GlossaryTermFactory,
    TopicFactory,
    rate,
)
from .translations import alias, translate

__all__ = [
    "AdviceCentreFactory",
    "AdviceIndexPageFactory",
    "ArticlePageFactory",
    "CampaignIndexPageFactory",
    "CampaignPageFactory",
    "CityFactory",
    "DocumentFactory",
    "EmissionFactorFactory",
    "EnergyPriceFactory",
    "EventIndexPageFactory",
    "EventPageFactory",
    "FundingIndexPageFactory",
    "FundingProgrammeFactory",
    "GlossaryIndexPageFactory",
    "GlossaryTermFactory",
    "HomePageFactory",
    "ImageFactory",
    "KnowledgeIndexPageFactory",
    "MapPageFactory",
    "RegionFactory",
    "Saxony",
    "StandardPageFactory",
    "TopicFactory",
    "TopicPageFactory",
    "adopt",
    "alias",
    "block",
    "guidance",
    "locales",
    "private_collection",
    "rate",
    "restrict",
    "saxony",
    "translate",
]
