"""Documents: read, validated and looked through once, then kept."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLInterfaceType,
    GraphQLSchema,
    GraphQLSyntaxError,
    GraphQLUnionType,
    NullValueNode,
    OperationDefinitionNode,
    OperationType,
    TypeInfo,
    TypeInfoVisitor,
    VariableNode,
    Visitor,
    parse,
    validate,
    visit,
)

from . import access
from .errors import InvalidDocument, Refusal
from .limits import Limits


@dataclass(frozen=True, slots=True)
class Trait:
    """Something that holds for an operation always, or when one of these variables has a value."""

    always: bool = False
    variables: frozenset[str] = frozenset()

    def holds(self, variables: dict[str, Any]) -> bool:
        return self.always or any(variables.get(name) is not None for name in self.variables)


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of a document, with what decides whether and for whom its answers are kept."""

    name: str
    node: OperationDefinitionNode
    variables: tuple[str, ...]
    personal: Trait
    crossing: Trait

    @property
    def is_query(self) -> bool:
        return self.node.operation is OperationType.QUERY


@dataclass(frozen=True, slots=True)
class Document:
    """A valid document. ``registered`` ones are a frontend's, and have limits of their own."""

    id: str
    text: str
    ast: DocumentNode
    operations: dict[str, Operation]
    fragments: dict[str, FragmentDefinitionNode]
    limits: Limits
    registered: bool = False

    def operation(self, name: str | None) -> Operation:
        """The operation called ``name``, or the only one."""
        if name is None and len(self.operations) == 1:
            return next(iter(self.operations.values()))
        found = self.operations.get(name or "")
        if found is None or not name:
            message = "Say which operation by 'operationName'." if name is None else f"There is no operation '{name}'."
            raise Refusal("UNKNOWN_OPERATION", message, always=False)
        return found


def document_id(text: str) -> str:
    """The identifier of a document: its text's hash."""
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def read_document(text: str, schema: GraphQLSchema, limits: Limits, *, registered: bool = False) -> Document:
    """Parse, validate and look through ``text``, or refuse it."""
    try:
        ast = parse(text, max_tokens=limits.tokens, no_location=False)
        errors = validate(schema, ast, max_errors=5)
    except GraphQLSyntaxError as error:
        if "tokens. Parsing aborted" in error.message:
            raise Refusal("TOO_MANY_TOKENS", f"A document may have {limits.tokens} tokens.") from None
        if "nested too deeply" in error.message:
            raise Refusal("TOO_DEEP", f"A document may be {limits.depth} levels deep.") from None
        raise InvalidDocument("GRAPHQL_PARSE_FAILED", [error]) from None
    except RecursionError:
        raise Refusal("TOO_DEEP", f"A document may be {limits.depth} levels deep.") from None
    if errors:
        raise InvalidDocument("GRAPHQL_VALIDATION_FAILED", errors)
    limits.check(ast)
    fragments = {node.name.value: node for node in ast.definitions if isinstance(node, FragmentDefinitionNode)}
    traits = Traits(schema)
    visit(ast, TypeInfoVisitor(traits.type_info, traits))
    operations = [operation_of(node, traits) for node in ast.definitions if isinstance(node, OperationDefinitionNode)]
    if not operations:
        raise Refusal("GRAPHQL_VALIDATION_FAILED", "The document has no operation.", always=False)
    return Document(
        document_id(text), text, ast, {each.name: each for each in operations}, fragments, limits, registered
    )


def operation_of(node: OperationDefinitionNode, traits: Traits) -> Operation:
    """``node`` with the traits of its document; of several operations each counts with the traits of all."""
    defaults = {
        definition.variable.name.value
        for definition in node.variable_definitions or ()
        if definition.default_value is not None and not isinstance(definition.default_value, NullValueNode)
    }
    return Operation(
        name=node.name.value if node.name else "",
        node=node,
        variables=tuple(definition.variable.name.value for definition in node.variable_definitions or ()),
        personal=traits.personal.trait(defaults),
        crossing=traits.crossing.trait(defaults),
    )


@dataclass(slots=True)
class Found:
    """What was met of a trait."""

    always: bool = False
    variables: set[str] = field(default_factory=set)

    def meet(self, value: Any) -> None:
        """An argument that counts was given ``value``."""
        if isinstance(value, VariableNode):
            self.variables.add(value.name.value)
        elif not isinstance(value, NullValueNode):
            self.always = True

    def trait(self, defaults: set[str]) -> Trait:
        return Trait(self.always or bool(self.variables & defaults), frozenset(self.variables))


class Traits(Visitor):
    """Finds fields and arguments that make an answer personal or another municipality's."""

    def __init__(self, schema: GraphQLSchema) -> None:
        super().__init__()
        self.schema = schema
        self.type_info = TypeInfo(schema)
        self.personal = Found()
        self.crossing = Found()

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        for owner in self.owners():
            coordinate = f"{owner}.{node.name.value}"
            self.personal.always |= not access.is_kept(coordinate)
            self.crossing.always |= coordinate in access.SCOPES
            for argument in node.arguments or ():
                inner = f"{coordinate}({argument.name.value}:)"
                if not access.is_kept(inner):
                    self.personal.meet(argument.value)
                if argument.name.value == access.SCOPE_ARGUMENT:
                    self.crossing.meet(argument.value)

    def owners(self) -> Iterator[str]:
        """The type a field is asked of, and the types that may stand behind it."""
        parent = self.type_info.get_parent_type()
        if parent is None:
            return
        yield parent.name
        if isinstance(parent, GraphQLInterfaceType | GraphQLUnionType):
            yield from (each.name for each in self.schema.get_possible_types(parent))


class ReadDocuments:
    """The documents that clients sent lately, so that each is parsed and validated once."""

    def __init__(self, schema: GraphQLSchema, limits: Limits, keep: int = 256) -> None:
        self.schema = schema
        self.limits = limits
        self.keep = keep
        self.known: OrderedDict[str, Document] = OrderedDict()

    def read(self, text: str) -> Document:
        """``text`` as a document, or a refusal."""
        document = self.known.get(text)
        if document is None:
            document = self.known[text] = read_document(text, self.schema, self.limits)
            # Another thread may have emptied it meanwhile.
            while len(self.known) > self.keep:
                self.known.popitem(last=False)
        return document
