"""Give a municipality its groups, their permissions and its workflow."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model, Q
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from cms.core.models import Document, Image, Municipality, MunicipalityRole
from cms.core.permissions import governed_models, is_made_by_editors

Role = MunicipalityRole.Role

PAGE_ACTIONS = {
    Role.EDITOR: ("add", "change"),
    Role.MODERATOR: ("add", "change", "publish", "lock", "unlock", "bulk_delete"),
}
MESSAGE_ACTIONS = {Role.EDITOR: ("change", "view"), Role.MODERATOR: ("change", "delete", "view")}
OWN_ACTIONS = {
    Role.EDITOR: ("add", "change", "view"),
    Role.MODERATOR: ("add", "change", "delete", "view", "publish", "lock", "unlock"),
}
MEDIA_ACTIONS = {Role.EDITOR: ("add", "change", "choose"), Role.MODERATOR: ("add", "change", "delete", "choose")}


@transaction.atomic
def set_up_municipality(municipality: Municipality) -> dict[str, Group]:
    """Make the municipality's groups, permissions, collection and workflow, or bring them up to date.

    Can be called again at any time, for example when a language was added. Returns the groups by role.
    """
    groups = {role: _group(municipality, role) for role in Role}
    homes = list(municipality.site.root_page.get_translations(inclusive=True))
    _give_collection(municipality)
    for role, group in groups.items():
        _grant(group, _model_permissions(role))
        _grant_pages(group, homes, PAGE_ACTIONS.get(role, ()))
        _grant_media(group, municipality.collection, MEDIA_ACTIONS.get(role, ()))
        if municipality.region and role in MEDIA_ACTIONS:
            _grant_media(group, municipality.region.collection, ("choose",))
    _assign_workflow(municipality, groups[Role.MODERATOR], homes)
    return {str(role): group for role, group in groups.items()}


def _group(municipality: Municipality, role: MunicipalityRole.Role) -> Group:
    known = MunicipalityRole.objects.filter(municipality=municipality, role=role).select_related("group").first()
    if known:
        return known.group
    with translation.override(settings.LANGUAGE_CODE):
        name = f"{municipality.name_de}: {role.label}"
    if Group.objects.filter(name=name).exists():
        name = f"{name} ({municipality.key})"
    group = Group.objects.create(name=name)
    MunicipalityRole.objects.create(municipality=municipality, role=role, group=group)
    return group


def _give_collection(municipality: Municipality) -> None:
    if municipality.collection is None:
        root = Collection.get_first_root_node() or Collection.add_root(name="Root")
        municipality.collection = root.add_child(name=municipality.name_de)
        municipality.save(update_fields=["collection"])


def _model_permissions(role: MunicipalityRole.Role) -> Iterable[Permission]:
    wanted = Q(content_type__app_label="wagtailadmin", codename="access_admin")
    if role in OWN_ACTIONS:
        wanted |= Q(content_type__app_label="wagtail_localize", codename="submit_translation")
    for model in governed_models():
        actions = OWN_ACTIONS if is_made_by_editors(model) else MESSAGE_ACTIONS
        names = [f"{action}_{model._meta.model_name}" for action in actions.get(role, ())]
        wanted |= Q(content_type=ContentType.objects.get_for_model(model), codename__in=names)
    return Permission.objects.filter(wanted)


def _grant(group: Group, permissions: Iterable[Permission]) -> None:
    group.permissions.add(*permissions)


def _permission(model: type[Model], action: str) -> Permission:
    content_type = ContentType.objects.get_for_model(model)
    return Permission.objects.get(content_type=content_type, codename=f"{action}_{model._meta.model_name}")


def _grant_pages(group: Group, homes: list[Page], actions: Iterable[str]) -> None:
    for action in actions:
        permission = _permission(Page, action)
        for home in homes:
            GroupPagePermission.objects.get_or_create(group=group, page_id=home.pk, permission=permission)


def _grant_media(group: Group, collection: Collection | None, actions: Iterable[str]) -> None:
    if collection is None:
        return
    for action in actions:
        for model in (Image, Document):
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=collection, permission=_permission(model, action)
            )


def _assign_workflow(municipality: Municipality, moderators: Group, homes: list[Page]) -> None:
    if municipality.workflow is None:
        with translation.override(settings.LANGUAGE_CODE):
            name = _("%(municipality)s: approval by the moderators") % {"municipality": municipality.name_de}
        task = GroupApprovalTask.objects.create(name=name)
        task.groups.add(moderators)
        municipality.workflow = Workflow.objects.create(name=name)
        WorkflowTask.objects.create(workflow=municipality.workflow, task=task, sort_order=0)
        municipality.save(update_fields=["workflow"])
    for home in homes:
        WorkflowPage.objects.update_or_create(page_id=home.pk, defaults={"workflow": municipality.workflow})
