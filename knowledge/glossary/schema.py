from __future__ import annotations

from datetime import datetime
from typing import Any

import graphene

from cms.core.graphql import access
from cms.core.graphql.connections import connection, page_of, paged
from cms.core.graphql.interfaces import Localized, Node
from cms.core.graphql.localized import root, scoped
from cms.core.graphql.registry import query
from cms.core.graphql.snippets import Snippet, chosen, fact, snippet_type, word
from cms.core.queries.snippets import SnippetReading, published_since

from . import queries
from .models import GlossaryTerm as GlossaryTermRecord


@snippet_type(GlossaryTermRecord)
class GlossaryTerm(graphene.ObjectType):
    """A word of the field with its explanation."""

    class Meta:
        interfaces = (Node, Localized, Snippet)

    slug = graphene.String(required=True, description="Its name in addresses.")
    term = graphene.String(required=True, description="The word.")
    forms = graphene.Field(
        graphene.NonNull(graphene.List(graphene.NonNull(graphene.String))),
        description="Other forms in which texts have it.",
    )
    definition = graphene.String(required=True, description="One to three short sentences.")
    source = graphene.String(required=True, description="Where the explanation comes from; may be empty.")
    related = graphene.Field(
        graphene.NonNull(graphene.List(graphene.NonNull(lambda: GlossaryTerm))), description="Words close to it."
    )

    resolve_slug = fact("slug")
    resolve_term = word("term")
    resolve_definition = word("definition")
    resolve_source = fact("source")

    @staticmethod
    def resolve_forms(term: SnippetReading[GlossaryTermRecord], info: Any) -> list[str]:
        return term.translation.all_forms[1:]

    @staticmethod
    def resolve_related(
        term: SnippetReading[GlossaryTermRecord], info: Any
    ) -> list[SnippetReading[GlossaryTermRecord]]:
        return queries.related_terms(term)


GlossaryTermConnection = connection("GlossaryTerm", GlossaryTerm, "terms")


@query
class GlossaryQuery:
    glossary_term = graphene.Field(
        GlossaryTerm,
        slug=graphene.String(description="Its name in addresses."),
        id=graphene.ID(description="Its id."),
        description="One term; null where there is none.",
        **scoped(),
    )
    glossary = graphene.Field(
        GlossaryTermConnection,
        required=True,
        description="All terms by the alphabet of the language.",
        letter=graphene.String(description="Only terms that begin so."),
        changed_since=graphene.DateTime(description="Only what was published after this moment."),
        **scoped(**paged()),
    )

    @staticmethod
    def resolve_glossary_term(
        _root: Any, info: Any, slug: str | None = None, id: str | None = None, **arguments: Any
    ) -> SnippetReading[GlossaryTermRecord] | None:
        return chosen(queries.glossary(root(info, arguments)), "GlossaryTerm", slug, id)

    @staticmethod
    def resolve_glossary(
        _root: Any, info: Any, letter: str | None = None, changed_since: datetime | None = None, **arguments: Any
    ) -> dict[str, Any]:
        terms = queries.glossary(root(info, arguments), letter)
        return page_of(published_since(terms, changed_since), arguments)


access.public("GlossaryTerm", "slug term forms definition source related")
access.public("Query", "glossaryTerm glossary")
