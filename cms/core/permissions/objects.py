"""The objects an address of the admin names, and whose they are."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db.models import Model, QuerySet
from django.http import Http404
from wagtail.models import Page
from wagtail.permissions import page_permission_policy, policy_registry
from wagtail_localize.models import Translation, TranslationSource

from cms.core.models import Document, Image

from .scope import ALL_PAGE_ACTIONS, page_is_own, scope_of

MEDIA_ACTIONS = ("add", "change", "delete")


def find(model: type[Model], key: Any) -> Any:
    """The row of ``model`` with ``key``, or not found."""
    try:
        found = model._base_manager.filter(pk=key).first()
    except (ValueError, TypeError, ValidationError):
        found = None
    if found is None:
        raise Http404
    return found


def is_scoped(model: type[Model]) -> bool:
    """Whether rows of ``model`` belong to municipalities."""
    return any(field.name == "municipality" for field in model._meta.get_fields())


def model_named(app_label: str, model_name: str) -> type[Model] | None:
    """A model whose rows have an owner; None for every other."""
    try:
        model = apps.get_model(app_label, model_name)
    except LookupError:
        return None
    return model if issubclass(model, Page) or is_scoped(model) else None


def media_model(view_name: str) -> type[Model]:
    return Image if view_name.startswith("wagtailimages") else Document


def media_is_readable(user: Any, item: Model) -> bool:
    """Whether ``user`` may choose the picture or document."""
    return policy_registry.get(item).user_has_any_permission_for_instance(user, ("choose", *MEDIA_ACTIONS), item)


def choosable_media(user: Any, files: QuerySet[Any]) -> QuerySet[Any]:
    """Those of ``files`` that ``user`` may choose."""
    policy = policy_registry.get_by_type(files.model)
    allowed = policy.instances_user_has_any_permission_for(user, ("choose", *MEDIA_ACTIONS))
    return files.filter(pk__in=allowed.values("pk"))


def is_own(user: Any, item: Model) -> bool:
    """Whether ``item``, a page, a file or a snippet, is the person's to work on."""
    if isinstance(item, Page):
        return page_is_own(user, item)
    if isinstance(item, Image | Document):
        return policy_registry.get(item).user_has_any_permission_for_instance(user, MEDIA_ACTIONS, item)
    return scope_of(user).owns(item)


def is_readable(user: Any, item: Model) -> bool:
    return scope_of(user).reads(item)


def own_keys(user: Any, model: type[Model], parent: str | None) -> list[Any]:
    """The keys of everything of ``model`` that is the person's, for pages below ``parent``."""
    if issubclass(model, Page):
        pages = page_permission_policy.instances_user_has_any_permission_for(user, ALL_PAGE_ACTIONS)
        return list(pages.child_of(find(Page, parent)).values_list("pk", flat=True)) if parent else []
    if issubclass(model, Image | Document):
        policy = policy_registry.get_by_type(model)
        return list(policy.instances_user_has_any_permission_for(user, MEDIA_ACTIONS).values_list("pk", flat=True))
    return list(model._default_manager.filter(scope_of(user).owned()).values_list("pk", flat=True))


def translated_items(named: dict[str, Any]) -> list[Model]:
    """The record, in its source language, that an address of wagtail-localize names."""
    if "translation_id" in named:
        source = find(Translation, named["translation_id"]).source
    else:
        source = find(TranslationSource, named["translation_source_id"])
    try:
        return [source.get_source_instance()]
    except ObjectDoesNotExist as gone:
        raise Http404 from gone
