from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from cms.core.models import SnippetBase, User

from .scope import scope_of, users_of


class MunicipalityPermissionPolicy(ModelPermissionPolicy):
    """The model's permissions, but only for what belongs to one of the person's municipalities."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Model) -> bool:
        """Whether ``user`` has the permission on the model and the item is theirs; for viewing, the library too."""
        if not self.user_has_permission(user, action):
            return False
        scope = scope_of(user)
        return scope.reads(instance) if action == "view" else scope.owns(instance)

    def instances_user_has_any_permission_for(self, user: Any, actions: Collection[str]) -> QuerySet[Any]:
        """The items on which ``user`` may do one of ``actions``."""
        allowed = [action for action in actions if self.user_has_permission(user, action)]
        items = self.model._default_manager.all()
        if not allowed:
            return items.none()
        scope = scope_of(user)
        return items.filter(scope.readable() if "view" in allowed else scope.owned())

    def users_with_any_permission_for_instance(self, actions: Collection[str], instance: Model) -> QuerySet[User]:
        """Everybody who may do one of ``actions`` with ``instance``."""
        return self.users_with_any_permission(actions) & users_of(instance)


def snippet_models() -> list[type[SnippetBase]]:
    """Every snippet that belongs to municipalities."""
    return [model for model in apps.get_models() if issubclass(model, SnippetBase)]


_governed: dict[type[Model], bool] = {}


def governed_models() -> list[type[Model]]:
    """Every model whose rows are the business of the municipality they belong to."""
    return list(_governed)


def is_made_by_editors(model: type[Model]) -> bool:
    """Whether editors add rows of ``model``; what readers send in, they only answer."""
    return _governed[model]


def register_policies(models: Collection[type[Model]], *, made_by_editors: bool | None = None) -> None:
    """Put ``models``, which all have a ``municipality``, under this policy. Called before anybody asks for one.

    ``made_by_editors``: whether editors add rows; of snippets they do where nothing else is said.
    """
    for model in models:
        _governed[model] = issubclass(model, SnippetBase) if made_by_editors is None else made_by_editors
        register_permission_policy(model, MunicipalityPermissionPolicy(model), exact_class=True)
