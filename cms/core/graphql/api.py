"""The API: takes a question, gives an answer. Transports bring the one and carry the other."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.conf import settings
from django.utils import translation
from django.utils.module_loading import import_string
from graphql import GraphQLSchema, execute, print_schema
from graphql.execution.values import get_variable_values

from .answers import Answer
from .cache import Answers, canonical, encode, end_of_answer
from .context import Context, local_now
from .documents import Document, Operation, ReadDocuments, document_id, read_document
from .errors import InvalidDocument, Refusal, field_error
from .limits import MANIFEST_LIMITS, PUBLIC_LIMITS, Limits, Measure
from .scopes import Hosts, Scope


class Named(Protocol):
    """A frontend's document."""

    @property
    def name(self) -> str: ...
    @property
    def text(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, of which host, by whom as far as that matters."""

    host: str
    document: str = ""
    text: str = ""
    operation_name: str | None = None
    variables: dict[str, Any] = field(default_factory=dict)
    may_write: bool = True
    preview_token: str = ""
    client_address: str = ""


class Api:
    """A schema with its registered documents, limits and kept answers."""

    def __init__(self, schema: GraphQLSchema, registered: Iterable[Named] = (), limits: Limits = PUBLIC_LIMITS) -> None:
        self.schema = schema
        self.limits = limits
        self.hosts = Hosts()
        self.answers = Answers()
        self.read = ReadDocuments(schema, limits)
        self._texts = {each.name: each.text for each in registered}
        self._names = {document_id(text): name for name, text in self._texts.items()}
        self._registered: dict[str, Document] = {}

    def registered(self, name: str) -> Document:
        """The frontend's document called ``name``, or with that hash; read when it is first asked."""
        document = self._registered.get(name)
        if document is None:
            text = self._texts.get(self._names.get(name, name))
            if text is None:
                raise Refusal("UNKNOWN_DOCUMENT", "No document is registered under this identifier.", status=404)
            document = read_document(text, self.schema, MANIFEST_LIMITS, registered=True)
            self._registered[name] = document
        return document

    @functools.cached_property
    def sdl(self) -> str:
        """The schema in the schema definition language, as it is committed."""
        return print_schema(self.schema) + "\n"

    @property
    def names(self) -> list[str]:
        """The names of all registered documents."""
        return sorted(self._texts)

    def answer(self, question: Question) -> Answer:
        """Answer ``question``, from what is kept where that is allowed; raises a refusal."""
        scope = self.hosts.scope(question.host)
        document = self.registered(question.document) if question.document else self.read.read(question.text)
        operation = document.operation(question.operation_name)
        if not operation.is_query and not question.may_write:
            raise Refusal("MUTATION_BY_GET", "Only queries are answered by GET; send mutations by POST.", status=405)
        now = local_now()
        personal = not operation.is_query or operation.personal.holds(question.variables)
        kept = document.registered and not personal and not question.preview_token
        if not kept:
            return self._made(question, scope, document, operation, personal=personal)
        key = (
            document.id,
            canonical(question.variables, operation.variables),
            scope.municipality.pk,
            scope.version(crossing=operation.crossing.holds(question.variables)),
            now.date(),
        )
        answer = self.answers.get(key, now)
        if answer is None:
            answer = self._made(question, scope, document, operation, personal=False, kept=True)
            if answer.body:
                self.answers.keep(key, answer, now)
        return answer

    def _made(
        self,
        question: Question,
        scope: Scope,
        document: Document,
        operation: Operation,
        *,
        personal: bool,
        kept: bool = False,
    ) -> Answer:
        cost = measured(self.schema, document, operation, question.variables)
        extensions = {"cost": {"requested": cost, "limit": document.limits.cost}}
        context = Context(
            municipality=scope.municipality,
            base_url=scope.base_url,
            versions=scope.versions,
            preview_token=question.preview_token,
            client_address=question.client_address,
        )
        data, errors = executed(self.schema, document, operation, question.variables, context, personal=personal)
        if errors or not kept:
            return Answer(data, errors, 500 if data is None else 200, extensions=extensions)
        body = encode({"data": data, "extensions": extensions})
        return Answer(
            data,
            etag=f'"{hashlib.sha256(body).hexdigest()[:32]}"',
            expires=end_of_answer(context.now, context.boundary),
            no_store=False,
            extensions=extensions,
            body=body,
        )


# What registered documents cost, by the numbers they are asked with.
_COSTS: dict[tuple[Any, ...], int] = {}
MOST_COSTS = 5_000


def measured(schema: GraphQLSchema, document: Document, operation: Operation, variables: dict[str, Any]) -> int:
    """The cost of ``operation`` with ``variables``, or a refusal."""
    coerced = get_variable_values(schema, operation.node.variable_definitions or (), variables, max_errors=5)
    if isinstance(coerced, list):
        raise InvalidDocument("BAD_USER_INPUT", coerced)
    if not document.registered:
        return Measure(schema, document.fragments, coerced, document.limits).check(operation.node)
    # Numbers say how long lists are; nothing else that a variable holds changes the cost.
    numbers = tuple((name, value) for name, value in coerced.items() if isinstance(value, int))
    key = id(schema), document.id, document.limits, operation.name, numbers
    if key not in _COSTS:
        if len(_COSTS) >= MOST_COSTS:
            _COSTS.clear()
        _COSTS[key] = Measure(schema, document.fragments, coerced, document.limits).check(operation.node)
    return _COSTS[key]


def executed(
    schema: GraphQLSchema,
    document: Document,
    operation: Operation,
    variables: dict[str, Any],
    context: Context,
    *,
    personal: bool,
) -> tuple[dict[str, Any] | None, tuple[dict[str, Any], ...]]:
    """Data and errors of an execution that leaves the caller's language as it was."""
    with translation.override(settings.SOURCE_LOCALE):
        result: Any = execute(
            schema,
            document.ast,
            context_value=context,
            variable_values=variables,
            operation_name=operation.name or None,
            is_awaitable=never_awaitable,
        )
    errors = tuple(field_error(error, operation.name, personal=personal) for error in result.errors or ())
    return result.data, errors


def never_awaitable(value: Any) -> bool:
    """Resolvers here are plain functions."""
    return False


@functools.lru_cache(maxsize=4)
def _api(schema: str, registered: str) -> Api:
    documents: Callable[[], Iterable[Named]] = import_string(registered)
    return Api(import_string(schema).graphql_schema, documents())


def current_api() -> Api:
    """The API that the settings name, made when it is first asked."""
    return _api(settings.GRAPHQL_SCHEMA, settings.GRAPHQL_DOCUMENTS)
