"""The public schema, composed of what the apps register."""

from __future__ import annotations

from importlib import import_module

import graphene

from cms.core.graphql import registry
from cms.core.graphql.interfaces import Localized, Node, Page

PARTS = (
    "cms.core.graphql.municipalities", "cms.core.graphql.navigation", "cms.core.graphql.drafts",
    "cms.core.graphql.parameters", "search.schema",
    "knowledge.topics.schema", "knowledge.glossary.schema", "knowledge.funding.schema", "knowledge.advice.schema",
    "knowledge.pages.schema", "knowledge.articles.schema", "knowledge.events.schema", "knowledge.campaigns.schema",
    "knowledge.feedback.schema", "knowledge.guidance.schema", "knowledge.maps.schema", "geo.schema.roots",
)  # fmt: skip

for part in PARTS:
    import_module(part)

Query = type("Query", (*registry.QUERIES, graphene.ObjectType), {"__doc__": "Everything that can be asked."})

Mutation = type("Mutation", (*registry.MUTATIONS, graphene.ObjectType), {"__doc__": "Everything that can be sent."})

schema = graphene.Schema(query=Query, mutation=Mutation, types=[Node, Localized, Page, *registry.PAGE_TYPES.values()])
