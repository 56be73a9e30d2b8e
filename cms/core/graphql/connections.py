"""Lists in pages, by the Relay specification, over sequences that are at hand."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as DecodingError
from collections.abc import Callable, Sequence
from typing import Any

import graphene

from . import access
from .errors import Refusal

DEFAULT_SIZE = 20
LARGEST_SIZE = 100


class PageInfo(graphene.ObjectType):
    """Where a page of a list stands in it."""

    has_next_page = graphene.Boolean(required=True, description="Whether more follow.")
    has_previous_page = graphene.Boolean(required=True, description="Whether others stand before.")
    start_cursor = graphene.String(description="The cursor of the first edge.")
    end_cursor = graphene.String(description="The cursor of the last edge: pass it as `after` for the next page.")


def paged(**arguments: Any) -> dict[str, Any]:
    """``arguments`` and those of a list in pages."""
    return {
        **arguments,
        "first": graphene.Int(default_value=DEFAULT_SIZE, description=f"How many, at most {LARGEST_SIZE}."),
        "after": graphene.String(description="The cursor after which to go on."),
    }


def connection(name: str, node: Any, what: str, extra: dict[str, Any] | None = None) -> Any:
    """The connection type ``nameConnection`` of ``node``; ``what`` says in the plural what is listed."""
    access.public(f"{name}Connection", "edges pageInfo totalCount")
    access.public(f"{name}Edge", "node cursor")
    edge = type(
        f"{name}Edge",
        (graphene.ObjectType,),
        {
            "__doc__": f"One of the {what} of a list.",
            "node": graphene.Field(node, required=True, description="What is listed."),
            "cursor": graphene.String(required=True, description="Its place in the list, opaque."),
        },
    )
    return type(
        f"{name}Connection",
        (graphene.ObjectType,),
        {
            "__doc__": f"A page of a list of {what}.",
            "edges": graphene.Field(
                graphene.NonNull(graphene.List(graphene.NonNull(edge))), description=f"The {what} of this page."
            ),
            "page_info": graphene.Field(PageInfo, required=True, description="Where this page stands in the list."),
            "total_count": graphene.Int(required=True, description=f"How many {what} the whole list has."),
            **(extra or {}),
        },
    )


def cursor(position: int) -> str:
    return urlsafe_b64encode(f"after:{position}".encode()).decode().rstrip("=")


def position_after(given: str | None) -> int:
    if given is None:
        return 0
    try:
        word, _colon, number = urlsafe_b64decode(given + "=" * (-len(given) % 4)).decode().partition(":")
        if word == "after":
            return int(number) + 1
    except (DecodingError, ValueError):
        pass
    raise Refusal("BAD_CURSOR", "This is no cursor of this list.")


def page_of(
    items: Sequence[Any], arguments: dict[str, Any], read: Callable[[Sequence[Any]], Sequence[Any]] | None = None
) -> dict[str, Any]:
    """The page of ``items`` that ``first`` and ``after`` ask for; only its items are ``read``."""
    first, start = arguments["first"], position_after(arguments.get("after"))
    if not 0 <= first <= LARGEST_SIZE:
        raise Refusal("PAGE_TOO_LARGE", f"A page has 0 to {LARGEST_SIZE} items.")
    chosen = items[start : start + first]
    nodes = read(chosen) if read else chosen
    return {
        "total_count": len(items),
        "edges": [{"node": node, "cursor": cursor(start + number)} for number, node in enumerate(nodes)],
        "page_info": {
            "has_next_page": start + len(chosen) < len(items),
            "has_previous_page": start > 0,
            "start_cursor": cursor(start) if chosen else None,
            "end_cursor": cursor(start + len(chosen) - 1) if chosen else None,
        },
    }


access.public("PageInfo", "hasNextPage hasPreviousPage startCursor endCursor")
