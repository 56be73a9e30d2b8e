"""How big a document may be, told before it is executed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLCompositeType,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
    is_composite_type,
)

from . import access
from .errors import Refusal

INTROSPECTED_LISTS = {"fields", "interfaces", "possibleTypes", "inputFields", "enumValues"}
# The standard introspection query uses each of these once, and `types`.
INTROSPECTED_LIST_COST = 100


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of documents; those of the frontends have a budget of their own."""

    body: int = 100_000
    tokens: int = 1_000
    depth: int = 16
    aliases: int = 15
    directives: int = 10
    cost: int = 1_000
    page_size: int = 100
    default_page_size: int = 20
    list_size: int = 5

    def check(self, document: DocumentNode) -> None:
        """Refuse a document with too many aliases or directives."""
        aliases = directives = 0
        for node in nodes_of(document):
            aliases += isinstance(node, FieldNode) and node.alias is not None
            directives += len(getattr(node, "directives", None) or ())
        if aliases > self.aliases:
            raise Refusal("TOO_MANY_ALIASES", f"A document may have {self.aliases} aliases; this one has {aliases}.")
        if directives > self.directives:
            raise Refusal(
                "TOO_MANY_DIRECTIVES", f"A document may have {self.directives} directives; this one has {directives}."
            )


PUBLIC_LIMITS = Limits()
# Documents of the frontends are ours: reviewed, registered, and measured by `graphql_documents --check`.
MANIFEST_LIMITS = Limits(tokens=6_000, aliases=100, directives=100, cost=2_000, depth=24)


def nodes_of(document: DocumentNode) -> Iterator[Any]:
    """Every selection and definition of ``document``, without recursion."""
    waiting: list[Any] = list(document.definitions)
    while waiting:
        node = waiting.pop()
        yield node
        selections = getattr(node, "selection_set", None)
        if selections is not None:
            waiting.extend(selections.selections)


@dataclass(slots=True)
class Measure:
    """Counts depth and cost of an operation with its variables; a fragment is counted once per way of use."""

    schema: GraphQLSchema
    fragments: dict[str, FragmentDefinitionNode]
    variables: dict[str, Any]
    limits: Limits
    known: dict[tuple[str, int, bool], tuple[int, int]] = field(default_factory=dict)

    def check(self, operation: OperationDefinitionNode) -> int:
        """The cost of ``operation``, or a refusal."""
        root = self.schema.get_root_type(operation.operation)
        if root is None:
            raise Refusal("UNKNOWN_OPERATION", f"This API has no {operation.operation.value}.", always=False)
        cost, depth = self.selections(operation.selection_set, root, 0, False)
        if depth > self.limits.depth:
            raise Refusal("TOO_DEEP", f"A document may be {self.limits.depth} levels deep; this one has {depth}.")
        if cost > self.limits.cost:
            raise Refusal(
                "TOO_COSTLY",
                f"A document may cost {self.limits.cost}; this one costs {cost}. Ask for fewer rows with 'first'.",
            )
        return cost

    def selections(
        self, selected: SelectionSetNode, parent: GraphQLCompositeType, page: int, listed: bool
    ) -> tuple[int, int]:
        """Cost and depth of one ``parent``'s selections. ``page`` is the size of the connection it belongs to."""
        cost = depth = 0
        for node in selected.selections:
            if isinstance(node, FieldNode):
                more, deeper = self.field(node, parent, page, listed)
            elif isinstance(node, InlineFragmentNode):
                on = node.type_condition
                inner = self.schema.get_type(on.name.value) if on else parent
                more, deeper = self.selections(node.selection_set, inner, page, listed)  # type: ignore[arg-type]
            else:
                more, deeper = self.spread(node, page, listed)  # type: ignore[arg-type]
            cost, depth = cost + more, max(depth, deeper)
        return cost, depth

    def spread(self, node: FragmentSpreadNode, page: int, listed: bool) -> tuple[int, int]:
        """Cost and depth of a fragment, counted once however often it is spread."""
        key = (node.name.value, page, listed)
        if key not in self.known:
            fragment = self.fragments[node.name.value]
            on = self.schema.get_type(fragment.type_condition.name.value)
            self.known[key] = self.selections(fragment.selection_set, on, page, listed)  # type: ignore[arg-type]
        return self.known[key]

    def field(self, node: FieldNode, parent: GraphQLCompositeType, page: int, listed: bool) -> tuple[int, int]:
        """Cost and depth of one field with what it selects."""
        name = node.name.value
        if name.startswith("__") or parent.name.startswith("__"):
            return self.introspection(node, listed)
        definition = parent.fields[name] if isinstance(parent, GraphQLObjectType | GraphQLInterfaceType) else None
        coordinate = f"{parent.name}.{name}"
        own = access.COSTS.get(coordinate, 0)
        if definition is None or node.selection_set is None:
            return own, 1
        inner = get_named_type(definition.type)
        if not is_composite_type(inner):
            return own, 1
        size = self.page_size(node, definition, coordinate)
        cost, depth = self.selections(node.selection_set, inner, size, False)
        paged = inner.name.endswith(("Edge", "PageInfo"))
        each = (0 if paged else 1) + own + cost
        return each * self.rows(definition.type, parent, coordinate, page), depth + 1

    def rows(self, output: GraphQLOutputType, parent: GraphQLCompositeType, coordinate: str, page: int) -> int:
        """How often a field's selections are expected to be answered for one parent."""
        output = output.of_type if isinstance(output, GraphQLNonNull) else output
        if not isinstance(output, GraphQLList):
            return 1
        if parent.name.endswith("Connection") and page:
            return page
        return access.SIZES.get(coordinate, self.limits.list_size)

    def page_size(self, node: FieldNode, definition: GraphQLField, coordinate: str) -> int:
        """The rows a connection is asked for, checked; 0 for what is no connection."""
        if "first" not in definition.args and "last" not in definition.args:
            return 0
        sizes = [
            self.number(argument.value) for argument in node.arguments or () if argument.name.value in ("first", "last")
        ]
        asked = [size for size in sizes if size is not None]
        for size in asked:
            if not 0 <= size <= self.limits.page_size:
                raise Refusal(
                    "PAGE_SIZE",
                    f"{coordinate} gives 0 to {self.limits.page_size} rows at once, not {size}.",
                    nodes=[node],
                )
        default = access.SIZES.get(coordinate, self.limits.default_page_size)
        return max(1, max(asked, default=default))

    def number(self, value: Any) -> int | None:
        """The number of an argument, written or by variable; nothing where validation speaks of it."""
        if isinstance(value, IntValueNode):
            return int(value.value)
        if isinstance(value, VariableNode):
            given = self.variables.get(value.name.value)
            return given if isinstance(given, int) and not isinstance(given, bool) else None
        return None

    def introspection(self, node: FieldNode, listed: bool) -> tuple[int, int]:
        """Introspection costs by its lists, which can't be nested: standard tools don't."""
        within = node.name.value in INTROSPECTED_LISTS
        if within and listed:
            raise Refusal("TOO_DEEP", "Lists of types can't be nested in an introspection query.", nodes=[node])
        if node.selection_set is None:
            return 0, 1
        own = INTROSPECTED_LIST_COST if within or node.name.value == "types" else 0
        inner = self.schema.get_type("__Type")
        cost, depth = self.selections(node.selection_set, inner, 0, listed or within)  # type: ignore[arg-type]
        return own + cost, depth + 1
