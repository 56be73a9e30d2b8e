from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    Workflow,
    WorkflowMixin,
)
from wagtail.search import index

from .locales import Wording
from .municipality import Municipality


class SnippetBase(
    Wording, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, TranslatableMixin,
    index.Indexed, ClusterableModel,
):  # fmt: skip
    """A translated snippet with drafts, history and workflow that belongs to a municipality or the library."""

    municipality = models.ForeignKey(
        Municipality,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("municipality"),
        help_text=_("Empty: the region's library, for all cities."),
    )
    slug = models.SlugField(_("address"), max_length=80, allow_unicode=False)
    created_at = models.DateTimeField(auto_now_add=True)
    revisions = GenericRelation(
        "wagtailcore.Revision",
        content_type_field="base_content_type",
        object_id_field="object_id",
        for_concrete_model=False,
    )
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        for_concrete_model=False,
    )

    # Most have no page of their own on which a draft could be looked at; ``PreviewedSnippet`` has.
    preview_modes: ClassVar[list[tuple[str, str]]] = []

    class Meta(TranslatableMixin.Meta):
        abstract = True

    @classmethod
    def get_search_fields(cls) -> list[Any]:
        """Those of the model, and what choosers narrow a search by: whose it is, its language, whether it is live."""
        filters = [index.FilterField(name) for name in ("id", "municipality", "locale", "live")]
        return [*super().get_search_fields(), *filters]

    def get_workflow(self) -> Workflow | None:
        """The workflow of the municipality it belongs to; the library's is its region's."""
        owner = self.municipality or Municipality.objects.filter(kind=Municipality.Kind.REGION).first()
        return owner.workflow if owner and owner.workflow and owner.workflow.active else None
