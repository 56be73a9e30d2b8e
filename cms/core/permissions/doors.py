"""Every address of the admin has a rule here; what has none is closed to everybody but administrators.

Wagtail asks for permissions at each view, by model for snippets, and a forgotten view is an open door. The rules are
asked before any view runs, and they are asked about the objects named in the address.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from wagtail.admin.auth import permission_denied
from wagtail.admin.viewsets import viewsets
from wagtail.coreutils import resolve_model_string
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.permissions import page_permission_policy

from . import objects
from .scope import page_is_own, page_is_readable

Rule = Callable[[HttpRequest, dict[str, Any]], bool]
PAGE_ARGUMENTS = ("page_id", "parent_page_id", "page_to_move_id", "destination_id", "pk")


def anybody(request: HttpRequest, named: dict[str, Any]) -> bool:
    """The view shows a person's own things, or asks the permission policies for its list."""
    return True


def own_pages(request: HttpRequest, named: dict[str, Any]) -> bool:
    """Every page named in the address is theirs."""
    pages = [objects.find(Page, named[name]) for name in PAGE_ARGUMENTS if name in named]
    return all(page_is_own(request.user, page) for page in pages) and states_belong(named, pages)


def states_belong(named: dict[str, Any], items: list[Any]) -> bool:
    """A workflow or task state named in the address is one of the item beside it."""
    states = []
    if "workflow_state_id" in named:
        states.append(objects.find(WorkflowState, named["workflow_state_id"]))
    if "task_state_id" in named:
        states.append(objects.find(TaskState, named["task_state_id"]).workflow_state)
    keys = {str(item.pk) for item in items}
    return all(state.object_id in keys for state in states)


def explorable_page(request: HttpRequest, named: dict[str, Any]) -> bool:
    pages = page_permission_policy.explorable_instances(request.user)
    return pages.filter(pk=named["parent_page_id"]).exists()


def choosable_parent(request: HttpRequest, named: dict[str, Any]) -> bool:
    page = objects.find(Page, named["parent_page_id"])
    return page.is_root() or page_is_readable(request.user, page)


def choosable_start(request: HttpRequest, named: dict[str, Any]) -> bool:
    """A chooser of pages opens at the root, or where all pages of the wanted kinds begin."""
    try:
        names = (request.GET.get("page_type") or "wagtailcore.page").split(",")
        kinds = tuple(resolve_model_string(name) for name in names)
    except (ValueError, LookupError):
        return False
    if kinds == (Page,):
        return True
    start = Page.objects.type(*kinds).first_common_ancestor()
    return start.is_root() or page_is_readable(request.user, start)


def choosable_pages(request: HttpRequest, named: dict[str, Any]) -> bool:
    return all(page_is_readable(request.user, objects.find(Page, key)) for key in request.GET.getlist("id"))


def readable_media(request: HttpRequest, named: dict[str, Any]) -> bool:
    keys = [value for name, value in named.items() if name in ("image_id", "document_id", "doc_id", "pk")]
    keys += request.GET.getlist("id")
    model = objects.media_model(str(request.resolver_match and request.resolver_match.view_name))
    return all(objects.media_is_readable(request.user, objects.find(model, key)) for key in keys)


def own_media(request: HttpRequest, named: dict[str, Any]) -> bool:
    keys = [value for name, value in named.items() if name in ("image_id", "document_id", "doc_id")]
    model = objects.media_model(str(request.resolver_match and request.resolver_match.view_name))
    return all(objects.is_own(request.user, objects.find(model, key)) for key in keys)


def own_named_item(request: HttpRequest, named: dict[str, Any]) -> bool:
    """The item named by its type and key is theirs."""
    model = objects.model_named(named["app_label"], named["model_name"])
    return model is not None and objects.is_own(
        request.user, objects.find(model, named.get("pk", named.get("object_id")))
    )


def own_bulk(request: HttpRequest, named: dict[str, Any]) -> bool:
    """Everything picked is theirs; "all" becomes all that is theirs."""
    model = objects.model_named(named["app_label"], named["model_name"])
    if model is None:
        return False
    keys = request.GET.getlist("id")
    if "all" in keys:
        chosen = request.GET.copy()
        chosen.setlist("id", [str(key) for key in objects.own_keys(request.user, model, request.GET.get("childOf"))])
        request.GET = chosen  # type: ignore[assignment]
        return True
    return all(objects.is_own(request.user, objects.find(model, key)) for key in keys)


def own_translation(request: HttpRequest, named: dict[str, Any]) -> bool:
    return all(objects.is_own(request.user, item) for item in objects.translated_items(named))


def own_item(request: HttpRequest, named: dict[str, Any], model: type[Model]) -> bool:
    if "pk" not in named:
        return True
    item = objects.find(model, named["pk"])
    return objects.is_own(request.user, item) and states_belong(named, [item])


def readable_item(request: HttpRequest, named: dict[str, Any], model: type[Model]) -> bool:
    keys = [named["pk"]] if "pk" in named else request.GET.getlist("id")
    return all(objects.is_readable(request.user, objects.find(model, key)) for key in keys)


def _named(rule: Rule, prefix: str, names: str) -> dict[str, Rule]:
    return {prefix + name: rule for name in names.split()}


DOORS: dict[str, Rule] = {
    **_named(anybody, "wagtailadmin_", (
        "home account logout dismissibles sprite login password_reset password_reset_done password_reset_confirm"
        " password_reset_complete javascript_catalog block_preview explore_root choose_page_search"
        " choose_page_external_link choose_page_email_link choose_page_phone_link choose_page_anchor_link"
    )),
    **_named(anybody, "wagtailadmin_pages:", "search search_results choose_parent"),
    **_named(own_pages, "wagtailadmin_pages:", (
        "add preview_on_add usage edit preview_on_edit view_draft add_subpage delete unpublish convert_alias move"
        " move_confirm set_page_position copy workflow_action collect_workflow_action_data"
        " confirm_workflow_cancellation workflow_preview set_privacy lock unlock revisions_index revisions_view"
        " revisions_revert revisions_unschedule revisions_compare workflow_history workflow_history_detail history"
        " history_results"
    )),
    **_named(explorable_page, "wagtailadmin_", "explore explore_results"),
    **_named(choosable_start, "wagtailadmin_", "choose_page"),
    **_named(choosable_parent, "wagtailadmin_", "choose_page_child"),
    **_named(choosable_pages, "wagtailadmin_", "choose_page_chosen_multiple"),
    **_named(anybody, "wagtailadmin_api:pages:", "listing detail"),
    **_named(anybody, "wagtailadmin_reports:", "locked_pages locked_pages_results aging_pages aging_pages_results"),
    **_named(own_named_item, "wagtailadmin_editing_sessions:", "ping"),
    **_named(anybody, "wagtailadmin_editing_sessions:", "release"),
    **_named(own_bulk, "", "wagtail_bulk_action"),
    **_named(own_pages, "wagtail_localize:", "submit_page_translation convert_to_alias"),
    **_named(own_named_item, "wagtail_localize:", "submit_snippet_translation"),
    **_named(own_translation, "wagtail_localize:", (
        "update_translations edit_string_translation download_pofile upload_pofile preview_translation"
        " stop_translation"
    )),
    **_named(anybody, "wagtail_localize:", "javascript_catalog"),
    **_named(anybody, "wagtailimages:", (
        "index index_results add add_multiple create_multiple_from_uploaded_image delete_upload_multiple"
    )),
    **_named(own_media, "wagtailimages:", "edit delete image_usage edit_multiple delete_multiple"),
    **_named(readable_media, "wagtailimages:", "preview"),
    **_named(anybody, "wagtailimages_chooser:", "choose choose_results create"),
    **_named(readable_media, "wagtailimages_chooser:", "chosen chosen_multiple select_format"),
    **_named(anybody, "wagtaildocs:", (
        "index index_results add add_multiple create_multiple_from_uploaded_document delete_upload_multiple"
    )),
    **_named(own_media, "wagtaildocs:", "edit delete document_usage edit_multiple delete_multiple"),
    **_named(anybody, "wagtaildocs_chooser:", "choose choose_results create"),
    **_named(readable_media, "wagtaildocs_chooser:", "chosen chosen_multiple"),
}  # fmt: skip

ITEM_LISTS = {"index", "index_results", "list", "list_results", "add", "preview_on_add", "choose", "choose_results"}
ITEM_READING = {"inspect", "chosen", "chosen_multiple"}
CLOSED = {"create", "copy"}


def register_doors(rule: Rule, *names: str) -> None:
    """Give addresses of an app above a rule."""
    DOORS.update(dict.fromkeys(names, rule))


def door_is_open(request: HttpRequest, name: str, named: dict[str, Any]) -> bool:
    """Whether a person who is no administrator may go through the address called ``name``."""
    rule = DOORS.get(name)
    if rule is not None:
        return rule(request, named)
    namespace, _, view = name.rpartition(":")
    model = _scoped_models().get(namespace)
    if model is None or view in CLOSED:
        return False
    if view in ITEM_LISTS:
        return True
    return (readable_item if view in ITEM_READING else own_item)(request, named, model)


def _scoped_models() -> dict[str, type[Model]]:
    return {
        viewset.url_namespace: viewset.model
        for viewset in viewsets.viewsets
        if isinstance(getattr(viewset, "model", None), type) and objects.is_scoped(viewset.model)
    }


class AdminDoors:
    """Middleware: asks the rule of the address before the view runs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, named: dict[str, Any]) -> HttpResponse | None:
        """Refuse what no rule allows."""
        user, match = request.user, request.resolver_match
        if match is None or not request.path.startswith(reverse("wagtailadmin_home")):
            return None
        if not user.is_authenticated or user.is_superuser or door_is_open(request, match.view_name, named):
            return None
        return permission_denied(request)
