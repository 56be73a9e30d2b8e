"""A small schema with documents, to test transport and limits without the real one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import graphene
from graphql import GraphQLError

from cms.core.graphql import access

CALLS: list[str] = []
TEXTS = {
    "Hello": "query Hello($name: String) { greeting(name: $name) place }",
    "Soon": "{ soon }".replace("{ soon", "query Soon { soon"),
    "Search": "query Search($text: String!) { search(text: $text) }",
    "Near": "query Near($near: String) { centres(near: $near) }",
    "Elsewhere": "query Elsewhere($municipality: String) { place(municipality: $municipality) }",
    "Broken": "query Broken { broken }",
    "Store": "mutation Store { store }",
    "Again": "query Again { greeting }",
}


class Leaf(graphene.ObjectType):
    name = graphene.String()
    next = graphene.Field(lambda: Leaf)
    leaves = graphene.List(lambda: Leaf)

    def resolve_name(root, info):
        return "leaf"


class LeafEdge(graphene.ObjectType):
    node = graphene.Field(Leaf)


class LeafConnection(graphene.ObjectType):
    edges = graphene.List(LeafEdge)

    def resolve_edges(root, info):
        return [LeafEdge(node=Leaf()) for _ in range(root.count)]

    count = 0


class Query(graphene.ObjectType):
    greeting = graphene.String(name=graphene.String())
    place = graphene.String(municipality=graphene.String())
    soon = graphene.String()
    search = graphene.String(text=graphene.String(required=True))
    centres = graphene.String(near=graphene.String())
    broken = graphene.String()
    refused = graphene.String()
    language = graphene.String()
    leaf = graphene.Field(Leaf)
    leaves = graphene.Field(LeafConnection, first=graphene.Int(), last=graphene.Int())

    def resolve_greeting(root, info, name=None):
        CALLS.append("greeting")
        return f"Hello {name or 'you'}"

    def resolve_place(root, info, municipality=None):
        return municipality or info.context.municipality.key

    def resolve_soon(root, info):
        info.context.expires(info.context.now + timedelta(seconds=20))
        return "soon"

    def resolve_search(root, info, text):
        CALLS.append("search")
        return text

    def resolve_centres(root, info, near=None):
        return near or "everywhere"

    def resolve_broken(root, info):
        raise RuntimeError("the password is swordfish")

    def resolve_refused(root, info):
        raise GraphQLError("That letter does not exist.", extensions={"code": "NO_LETTER"})

    def resolve_language(root, info):
        from django.utils import translation

        translation.activate("it")
        return "it"

    def resolve_leaf(root, info):
        return Leaf()

    def resolve_leaves(root, info, first=20, last=None):
        return LeafConnection()


class Mutation(graphene.ObjectType):
    store = graphene.String()

    def resolve_store(root, info):
        CALLS.append("store")
        return "stored"


schema = graphene.Schema(query=Query, mutation=Mutation)
access.RULES.setdefault("Query.centres(near:)", access.Access.PERSONAL)
access.RULES.setdefault("Query.search(text:)", access.Access.PERSONAL)


@dataclass(frozen=True)
class Named:
    name: str
    text: str


def documents() -> list[Named]:
    return [Named(name, text) for name, text in TEXTS.items()]
