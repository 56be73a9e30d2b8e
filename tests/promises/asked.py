"""Documents that ask for everything the schema has, made from the schema."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from graphql import (
    DocumentNode,
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
    is_required_argument,
    parse,
)

from cms.core.graphql.scalars import global_id

from .seeded import MARK, Seeded

# What arguments that are objects are tried with.
INPUTS = {
    # In the middle of everything that is seeded, and elsewhere.
    "PlaceInput": ["{lon: 12.3701, lat: 51.3401}", "{lon: 1, lat: 1}"],
    "BoxInput": ["{west: 12.36, south: 51.33, east: 12.38, north: 51.35}"],
    "GuidanceAnswerInput": [
        '[{fact: "building.type", value: "house"}]',
        '[{fact: "building.type", value: "dont-know"}, {fact: "unsinn", value: "unsinn"}]',
        "[]",
    ],
}
SPREAD = re.compile(r"\.\.\.(\w+)")


def passes(name: str) -> bool:
    """Whether a type only leads to another one: it is no relation of its own."""
    return name.endswith(("Connection", "Edge"))


@dataclass(frozen=True, slots=True)
class Asker:
    """Makes documents for a schema, with values for the arguments that ``seeded`` has things for."""

    schema: GraphQLSchema
    seeded: Seeded
    # Every field under a name of its own, so that fields of different types never clash.
    aliased: bool = True
    fragments: dict[str, str] = field(default_factory=dict)
    parsed: dict[str, Any] = field(default_factory=dict)

    def roots(self) -> Iterator[tuple[str, GraphQLField, str]]:
        """Each root with one argument at a time having one of its values: name, field, arguments as text."""
        query = self.schema.query_type
        assert query is not None
        for name, root in query.fields.items():
            required = {
                key: self.values(key, argument)[0]
                for key, argument in root.args.items()
                if is_required_argument(argument)
            }
            chosen = {**required, **self.chooser(root)}
            yield name, root, arguments_text(chosen)
            for key, argument in root.args.items():
                for value in self.ids_for(root) if key == "id" else self.values(key, argument):
                    others = {} if key in ("path", "id", "slug", "at") else chosen
                    yield name, root, arguments_text({**required, **others, key: value})

    def ids_for(self, root: GraphQLField) -> list[str]:
        """The ids of what ``root`` may give, one of something else, and one that is none."""
        type_ = get_named_type(root.type)
        kinds = [type_] if isinstance(type_, GraphQLObjectType) else self.schema.get_possible_types(type_)
        names = {kind.name for kind in kinds}
        others = [value for name, value in self.ids() if name not in names]
        return [*(value for name, value in self.ids() if name in names), *others[:1], quoted("unsinn")]

    def ids(self) -> list[tuple[str, str]]:
        """All ids with the names of their types."""
        named = [(name, key) for model, key in self.seeded.keys for name in names_of(model)]
        return [(name, quoted(global_id(name, key))) for name, key in (*named, *self.seeded.ids)]

    def chooser(self, field: GraphQLField) -> dict[str, str]:
        """What roots of one thing need at least."""
        for name, value in (("slug", '"oeffentlich"'), ("path", '"/wissen/haupt/"'), ("at", INPUTS["PlaceInput"][0])):
            if "id" in field.args and name in field.args:
                return {name: value}
        return {}

    def values(self, name: str, argument: GraphQLArgument) -> list[str]:
        """The values an argument is tried with; an argument nobody has thought of fails the test."""
        type_ = get_named_type(argument.type)
        if isinstance(type_, GraphQLEnumType):
            return [f"[{value}]" if name == "types" else value for value in type_.values]
        if isinstance(type_, GraphQLInputObjectType):
            return INPUTS[type_.name]
        return list(self.texts()[name])

    def texts(self) -> dict[str, list[str]]:
        areas = [value for name, value in self.ids() if name == "Area"]
        days = ['"2020-01-01"', '"2026-06-01"', '"2040-01-01"']
        return {
            "path": [quoted(path) for path in (*self.seeded.paths, "/geheim-alt/", "/glossar/geheim-begriff/")],
            "id": [value for _name, value in self.ids()],
            "slug": [quoted(slug) for slug in self.seeded.slugs],
            "key": ['"heizung"', '"geheim-thema"'],
            "topic": ['"heizung"', '"geheim-thema"'],
            "query": [quoted(MARK), '"Haupt"', '"Wärmeplan"', '"g"', '"Begriff"'],
            "token": [quoted(token) for token in self.seeded.tokens],
            "municipality": ['"leipzig"', '"saxony"', '"dresden"'],
            "carrier": ['"gas"'],
            "letter": ['"g"', '"w"'],
            "language": ['"de"'],
            "asOf": days,
            "from": days,
            "to": days,
            "changedSince": ['"2020-01-01T00:00:00Z"', '"2040-01-01T00:00:00Z"'],
            "since": ['"2020-01-01T00:00:00Z"'],
            "first": ["100", "0"],
            "after": ['"unsinn"'],
            "own": ["true", "false"],
            "running": ["true", "false"],
            "flow": [quoted(slug) for slug in self.seeded.slugs],
            "measures": ['["oeffentlich", "geheim-massnahme"]'],
            "at": ['"building.type"', '"geheim"'],
            "version": ['"unsinn"'],
            "installation": days,
            "application": days,
            "building": ['"geheim"'],
            "area": ['"geheim"', *areas],
            "areas": ["[" + ", ".join(areas) + "]"],
            "indicators": ['["Einwohner", "geheim-vertraulich"]'],
            "newest": ["true"],
            "most": ["3"],
            "text": ['"Ahornweg"', '"Geheimgasse"', '"geheim"', '"dresden"'],
            "withPrivate": ["true"],
        }

    def everything(self, type_: GraphQLNamedType, depth: int) -> str:
        """A selection of all fields of ``type_``, ``depth`` relations deep, by fragments."""
        if isinstance(type_, GraphQLUnionType):
            kinds = list(type_.types)
        elif isinstance(type_, GraphQLInterfaceType):
            kinds = list(self.schema.get_possible_types(type_))
        else:
            assert isinstance(type_, GraphQLObjectType)
            kinds = [type_]
        return "{ __typename " + " ".join(f"...{self.fragment(kind, depth)}" for kind in kinds) + " }"

    def fragment(self, type_: GraphQLObjectType, depth: int) -> str:
        """The name of the fragment that has all fields of ``type_``."""
        name = f"{type_.name}_{depth}"
        if name not in self.fragments:
            self.fragments[name] = ""
            fields = " ".join(self.fields(type_, depth))
            self.fragments[name] = f"fragment {name} on {type_.name} {{ __typename {fields} }}"
        return name

    def document(self, text: str) -> DocumentNode:
        """``text``, which spreads fragments, with all of them."""
        known = self.parsed
        for name in self.fragments.keys() - known.keys():
            known[name] = parse(self.fragments[name]).definitions[0]
        return DocumentNode(definitions=(*parse(text).definitions, *known.values()))

    def alone(self, text: str) -> str:
        """``text`` with just the fragments it needs, as somebody would send it."""
        needed, waiting = {}, [text]
        while waiting:
            for name in SPREAD.findall(waiting.pop()):
                if name not in needed:
                    needed[name] = self.fragments[name]
                    waiting.append(needed[name])
        return "\n".join([text, *needed.values()])

    def fields(self, type_: GraphQLObjectType, depth: int) -> Iterator[str]:
        for name, relation in type_.fields.items():
            inner = get_named_type(relation.type)
            required = {key: argument for key, argument in relation.args.items() if is_required_argument(argument)}
            arguments = arguments_text({key: self.values_of_field(argument) for key, argument in required.items()})
            asked = f"{name}_{type_.name}: {name}{arguments}" if self.aliased else f"{name}{arguments}"
            if not isinstance(inner, GraphQLObjectType | GraphQLInterfaceType | GraphQLUnionType):
                yield asked
            elif depth > 0 or passes(inner.name):
                yield f"{asked} {self.everything(inner, depth if passes(inner.name) else depth - 1)}"

    def values_of_field(self, argument: GraphQLArgument) -> str:
        type_ = get_named_type(argument.type)
        assert isinstance(type_, GraphQLEnumType)
        return next(iter(type_.values))


def quoted(text: str) -> str:
    return f'"{text}"'


def arguments_text(values: dict[str, str]) -> str:
    return "(" + ", ".join(f"{name}: {value}" for name, value in values.items()) + ")" if values else ""


def names_of(model: type) -> list[str]:
    from cms.core.graphql.registry import PAGE_TYPES
    from cms.core.graphql.snippets import SNIPPET_TYPES

    return [types[model]._meta.name for types in (PAGE_TYPES, SNIPPET_TYPES) if model in types]


def texts_in(answer: Any) -> Iterator[str]:
    """Every text in an answer, however deep."""
    if isinstance(answer, dict):
        yield from chain.from_iterable(texts_in(value) for value in answer.values())
    elif isinstance(answer, list):
        yield from chain.from_iterable(texts_in(value) for value in answer)
    elif isinstance(answer, str):
        yield answer
