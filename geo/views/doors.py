"""Whose things the admin's addresses of geodata name: asked by the doors, and again by the views."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.permissions import policy_registry

from cms.core.permissions import scope_of
from cms.core.permissions.objects import find
from geo.models import BuildingNote, Dataset, DatasetVersion, Fact, Feature, GeodataImport


def own_dataset(request: HttpRequest, named: dict[str, Any]) -> bool:
    """The dataset ``pk`` is theirs."""
    return scope_of(request.user).owns(find(Dataset, named["pk"]))


def own_version(request: HttpRequest, named: dict[str, Any]) -> bool:
    """The version ``pk`` is of a dataset of theirs."""
    return scope_of(request.user).owns(find(DatasetVersion, named["pk"]).dataset)


def own_import(request: HttpRequest, named: dict[str, Any]) -> bool:
    """The import ``pk`` is into a dataset of theirs."""
    return scope_of(request.user).owns(find(GeodataImport, named["pk"]))


def own_building(request: HttpRequest, named: dict[str, Any]) -> bool:
    """The building ``pk`` is of a dataset of theirs."""
    return scope_of(request.user).owns(find(Feature, named["pk"]).dataset)


def own_fact(request: HttpRequest, named: dict[str, Any]) -> bool:
    """The fact ``pk`` is of a building of theirs."""
    return scope_of(request.user).owns(find(Fact, named["pk"]).building.dataset)


def own_note(request: HttpRequest, named: dict[str, Any]) -> bool:
    """The note ``pk`` was sent to them."""
    return scope_of(request.user).owns(find(BuildingNote, named["pk"]))


def may(user: Any, action: str, item: Any) -> bool:
    """Whether ``user`` may do ``action`` (add, change, publish ...) with ``item``, which has a policy."""
    return bool(policy_registry.get(item).user_has_permission_for_instance(user, action, item))
