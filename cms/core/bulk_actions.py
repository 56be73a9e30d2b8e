"""What can be done with several pages at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.models import Page, Revision

from .actions.publish_checked import told
from .checks import faults


class PublishFinishedBulkAction(PublishBulkAction):
    """Publishes those that are finished, and says of the others what they lack."""

    refused: frozenset[int] = frozenset()

    def prepare_action(self, objects: list[Page], objects_without_access: Any) -> None:
        """Look at everything before the first is published."""
        wanted = list(objects)
        if self.cleaned_form.cleaned_data["include_descendants"]:
            for page in objects:
                wanted += drafts_below(page, self.request.user)
        unfinished = set()
        for page in wanted:
            draft = revision_of(page, self.request.user).as_object()
            if found := faults(draft):
                unfinished.add(page.pk)
                messages.error(self.request, told(draft, found))
        self.refused = frozenset(unfinished)

    def get_execution_context(self) -> dict[str, Any]:
        """What ``execute_action`` needs to know."""
        return {**super().get_execution_context(), "refused": self.refused}

    @classmethod
    def execute_action(
        cls,
        objects: Iterable[Page],
        include_descendants: bool = False,
        user: Any = None,
        refused: frozenset[int] = frozenset(),
        **kwargs: Any,
    ) -> tuple[int, int]:
        """Publish ``objects`` without the ``refused``; how many, and how many below them."""
        chosen = [page for page in objects if page.pk not in refused]
        below = [page for parent in chosen if include_descendants for page in drafts_below(parent, user)]
        also = [page for page in below if page.pk not in refused]
        for page in [*chosen, *also]:
            revision_of(page, user).publish(user=user)
        return len(chosen), len(also)

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        """None where nothing was published."""
        return super().get_success_message(num_parent_objects, num_child_objects) if num_parent_objects else None


def drafts_below(page: Page, user: Any) -> Iterator[Page]:
    """The unpublished pages below ``page`` that ``user`` may publish."""
    for draft in page.get_descendants().not_live().specific():
        if user is None or draft.permissions_for_user(user).can_publish():
            yield draft


def revision_of(page: Page, user: Any) -> Revision:
    return page.get_latest_revision() or page.specific.save_revision(user=user)
