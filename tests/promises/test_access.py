"""What is not public never comes out, whatever is asked, by whom, and however."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q, QuerySet
from django.test import Client
from graphql import GraphQLInterfaceType, GraphQLObjectType, execute_sync, get_named_type, parse, validate_schema

from cms.core.graphql import access
from cms.core.graphql.context import Context
from cms.core.graphql.limits import PUBLIC_LIMITS, Measure
from cms.core.queries.editions import forget_editions
from cms.core.queries.prepared import forget_prepared
from cms.schema import schema
from tests.promises.asked import Asker, texts_in
from tests.promises.seeded import DRESDEN, MARK, seed

SCHEMA = schema.graphql_schema
DEPTH = 3
END = "} } }"
TOKEN = re.compile(r'"[^"]*"|[\w.-]+|[^\s\w]')
# What an answer may say of what was asked, and where something was before it was hidden.
ECHOES = ("/geheim", "/wissen/geheim", "/glossar/geheim", "/kompass/geheim")
ADDRESS = re.compile(r"^http://[a-z.]+/(de|en|it)(?=/)")


@pytest.fixture(scope="module")
def asker(django_db_setup: None, django_db_blocker: Any) -> Iterator[Asker]:
    with django_db_blocker.unblock(), transaction.atomic():
        seeded = seed()
        forget_editions()
        yield Asker(SCHEMA, seeded)
        transaction.set_rollback(True)


def composite_types() -> list[Any]:
    return [
        type_
        for name, type_ in SCHEMA.type_map.items()
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType) and not name.startswith("__")
    ]


def rule_of(type_: Any, field: str) -> access.Access | None:
    owners = [type_, *(interface for interface in type_.interfaces if field in interface.fields)]
    return next((rule for owner in owners if (rule := access.RULES.get(f"{owner.name}.{field}"))), None)


def test_every_field_has_an_access_rule():
    assert [
        f"{type_.name}.{field}" for type_ in composite_types() for field in type_.fields if not rule_of(type_, field)
    ] == []


def test_every_type_field_argument_and_value_has_a_description():
    assert validate_schema(SCHEMA) == []
    bare = [name for name, type_ in SCHEMA.type_map.items() if not name.startswith("__") and not type_.description]
    for name, type_ in SCHEMA.type_map.items():
        if name.startswith("__"):
            continue
        for key, field in getattr(type_, "fields", {}).items():
            bare += [] if field.description else [f"{name}.{key}"]
            bare += [
                f"{name}.{key}({inner})" for inner, each in getattr(field, "args", {}).items() if not each.description
            ]
        bare += [f"{name}.{key}" for key, value in getattr(type_, "values", {}).items() if not value.description]
    assert bare == []


def test_no_field_is_a_primary_key():
    named = {"pk", "databaseId", "contentType", "owner", "uploadedBy", "responsible"}
    assert [f"{type_.name}.{field}" for type_ in composite_types() for field in type_.fields if field in named] == []
    numeric = [
        f"{type_.name}.{name}"
        for type_ in composite_types()
        for name, field in type_.fields.items()
        if name.lower().endswith("id") and get_named_type(field.type).name != "ID"
    ]
    assert numeric == []


def documents(asker: Asker, depth: int) -> Iterator[str]:
    for name, field, arguments in asker.roots():
        yield "{ " + name + arguments + " " + asker.everything(get_named_type(field.type), depth) + " }"


def leaks(asker: Asker, depth: int = DEPTH) -> Iterator[str]:
    """The hidden words that come out, each with the document that got it."""
    places = (asker.seeded.place.leipzig, asker.seeded.place.region)
    for place in places:
        context = Context(place, "http://testserver")
        for document in documents(asker, depth):
            answer = execute_sync(SCHEMA, asker.document(document), context_value=context)
            assert all(is_refusal(error) for error in answer.errors or ()), (document[:300], answer.errors)
            yield from (f"{text} <- {document[:120]}" for text in texts_in(answer.data) if hides(text, document))
            yield from (f"{e} <- {document[:120]}" for e in answer.errors or () if hides(e.message, document))


def is_refusal(error: Any) -> bool:
    return error.extensions is not None and "code" in error.extensions


def hides(text: str, document: str) -> bool:
    """Whether ``text`` has a word in it that ``document`` must not get."""
    words = text.lower()
    if DRESDEN in words and 'municipality: "dresden"' not in document:
        return True
    return MARK in words and not ADDRESS.sub("", words).startswith(ECHOES)


def test_nothing_hidden_comes_out_by_any_root_relation_argument_count_or_error(asker: Asker):
    assert list(leaks(asker)) == []


def test_an_id_of_something_else_gives_nothing(asker: Asker):
    context = Context(asker.seeded.place.leipzig, "http://testserver")
    for name, field in SCHEMA.query_type.fields.items():
        if "id" not in field.args:
            continue
        others = [value for _type, value in asker.ids() if value not in asker.ids_for(field)]
        asked = " ".join(f"a{n}: {name}(id: {value}) {{ __typename }}" for n, value in enumerate(others))
        answer = execute_sync(SCHEMA, parse("{ " + asked + " }"), context_value=context)
        assert set(answer.data.values()) == {None}
        assert all(is_refusal(error) for error in answer.errors or ())


@pytest.mark.parametrize("locale", ["EN", "IT"])
def test_nothing_hidden_comes_out_in_another_language(asker: Asker, locale: str):
    context = Context(asker.seeded.place.leipzig, "http://testserver")
    for name, field, arguments in asker.roots():
        inside = (arguments[1:-1] + ", " if arguments else "") + f"locale: {locale}"
        if arguments.count("locale:"):
            continue
        document = "{ " + name + f"({inside}) " + asker.everything(get_named_type(field.type), 2) + " }"
        answer = execute_sync(SCHEMA, asker.document(document), context_value=context)
        assert [text for text in texts_in(answer.data) if hides(text, document)] == []


def test_hidden_things_are_not_counted(asker: Asker):
    counts = "{ articles { totalCount } glossary { totalCount } adviceCentres { totalCount } events { totalCount } }"
    answer = schema.execute(counts, context_value=Context(asker.seeded.place.leipzig, ""))
    totals = {name: found["totalCount"] for name, found in answer.data.items()}
    assert totals == {"articles": 2, "glossary": 1, "adviceCentres": 1, "events": 1}


GUARDS = {
    "private pages": ("cms.core.queries.directory.without_private_pages", lambda pages: pages),
    "private files": ("cms.core.queries.media.without_private_files", lambda files: files),
    "times of pages": ("cms.core.queries.directory.is_open", lambda *times: True),
    "times of snippets": ("cms.core.queries.snippets.is_open", lambda *times: True),
    "drafts and other cities' snippets": (
        "cms.core.queries.snippets.readable_snippets",
        lambda rows, keys: rows.filter(Q(municipality_id__in=keys) | Q(pk__gt=0)),
    ),
    "drafts of pages": ("cms.core.queries.directory.public_pages", None),
}


@pytest.mark.thorough
@pytest.mark.parametrize("guard", GUARDS)
def test_the_walk_notices_when_a_guard_is_taken_away(asker: Asker, guard: str, monkeypatch: pytest.MonkeyPatch):
    name, without = GUARDS[guard]
    if without is None:
        original = QuerySet.filter
        monkeypatch.setattr(
            QuerySet,
            "filter",
            lambda self, *args, **fields: original(self, *args, **{k: v for k, v in fields.items() if k != "live"}),
        )
    else:
        monkeypatch.setattr(name, without)
    forget_editions()
    forget_prepared()
    try:
        assert next(leaks(asker, depth=2), None)
    finally:
        forget_editions()
        forget_prepared()


@pytest.fixture(scope="module")
def clients(asker: Asker) -> dict[str, Client]:
    from cms.core.actions.municipality_roles import set_up_municipality

    users = get_user_model().objects
    place = asker.seeded.place
    people = {
        "editor of another city": users.create_user("dresdnerin", password="x"),
        "editor": users.create_user("leipzigerin", password="x"),
        "admin": users.create_superuser("verwaltung", password="x"),
    }
    for municipality, name in ((place.dresden, "editor of another city"), (place.leipzig, "editor")):
        set_up_municipality(municipality)
        people[name].groups.add(
            *type(people[name]).groups.field.related_model.objects.filter(name__startswith=municipality.name_de)
        )
    found = {"anonymous": Client(headers={"host": "leipzig.localhost"})}
    for name, person in people.items():
        found[name] = Client(headers={"host": "leipzig.localhost"})
        found[name].force_login(person)
    return found


def small_documents(asker: Asker) -> Iterator[str]:
    """Each root with each type it may give and its fields, as many at a time as the public may ask for."""
    for name, (field, arguments) in {name: rest for name, *rest in reversed(list(asker.roots()))}.items():
        type_ = get_named_type(field.type)
        for kind in [type_] if isinstance(type_, GraphQLObjectType) else SCHEMA.get_possible_types(type_):
            begin, together = "{ " + name + arguments + " { __typename ... on " + kind.name + " { ", ""
            for selection in asker.fields(kind, 1):
                if together and not is_small(asker, begin + together + selection + END):
                    yield begin + together + END
                    together = ""
                together += selection + " "
            yield begin + together + END


def is_small(asker: Asker, document: str) -> bool:
    """Whether ``document`` is within the limits of the public."""
    read = asker.document(document)
    measure = Measure(SCHEMA, asker.parsed, {}, PUBLIC_LIMITS)
    cost, _depth = measure.selections(read.definitions[0].selection_set, SCHEMA.query_type, 0, False)
    return cost <= PUBLIC_LIMITS.cost and len(TOKEN.findall(asker.alone(document))) <= PUBLIC_LIMITS.tokens


def test_every_field_and_relation_answers_everybody_the_same(asker: Asker, clients: dict[str, Client]):
    """The matrix: each type with all its fields, reached from each root, asked by everybody."""
    differing, leaking, refused = [], [], []
    small = Asker(SCHEMA, asker.seeded, aliased=False)
    for document in dict.fromkeys(small_documents(small)):
        body = json.dumps({"query": small.alone(document)})
        answers = {
            who: client.post("/graphql", body, content_type="application/json").content
            for who, client in clients.items()
        }
        found = json.loads(answers["anonymous"])
        differing += [f"{who}: {document[:100]}" for who, answer in answers.items() if answer != answers["anonymous"]]
        leaking += [text for text in texts_in(found) if hides(text, document)]
        refused += [document[:150]] if "data" not in found else []
    assert differing == []
    assert leaking == []
    assert refused == []
