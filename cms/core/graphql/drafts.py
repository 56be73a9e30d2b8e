"""The root that opens drafts of pages and snippets."""

from __future__ import annotations

from functools import cache
from typing import Any

import graphene

from cms.core.models import PreviewedSnippet
from cms.core.queries.previews import preview
from cms.core.queries.readings import PageReading

from . import access, registry
from .localized import root, scoped, versions_of
from .snippets import SNIPPET_TYPES

access.declare(access.Access.PREVIEW, ["Query.preview"])


def type_of(draft: Any) -> Any:
    """The type of a draft's reading."""
    if isinstance(draft, PageReading):
        return registry.PAGE_TYPES[draft.entry.model]
    return SNIPPET_TYPES[type(draft.source)]


@cache
def draft_type() -> Any:
    """The union of all that has a preview; known when every app has registered its types."""
    snippets = [type_ for model, type_ in SNIPPET_TYPES.items() if issubclass(model, PreviewedSnippet)]

    class Draft(graphene.Union):
        """A page or snippet that an editor looks at before it is published."""

        class Meta:
            types = (*registry.PAGE_TYPES.values(), *snippets)

        @classmethod
        def resolve_type(cls, instance: Any, info: Any) -> Any:
            return type_of(instance)

    return Draft


@registry.query
class DraftQuery:
    preview = graphene.Field(
        lambda: draft_type(),
        description="The draft that an editor's preview token opens; null without a valid one. Never kept.",
        token=graphene.String(required=True, description="The token of the preview."),
        **scoped(),
    )

    @staticmethod
    def resolve_preview(_root: Any, info: Any, token: str, **arguments: Any) -> Any:
        return preview(root(info, arguments), versions_of(info.context), token)
