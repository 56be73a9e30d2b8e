"""Forms of the admin: they offer and take only what belongs to the person's municipalities and the library."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.models import Page

from .checks import checked, unfinished
from .models import BasePage, Document, Image, Municipality, SnippetBase, User, municipality_of_path, source_locale
from .permissions import colleagues_of, readable_pages, scope_of
from .permissions.objects import choosable_media
from .widgets import AddressInput

LANGUAGES_SPOKEN = [
    ("de", _("German")), ("en", _("English")), ("it", _("Italian")), ("ar", _("Arabic")), ("dgs", _("Sign language")),
    ("es", _("Spanish")), ("fa", _("Persian")), ("fr", _("French")), ("pl", _("Polish")), ("ru", _("Russian")),
    ("sq", _("Albanian")), ("tr", _("Turkish")), ("uk", _("Ukrainian")), ("vi", _("Vietnamese")), ("cs", _("Czech")),
]  # fmt: skip


def checkboxes(choices: Iterable[tuple[str, Any]], label: Any, **options: Any) -> forms.MultipleChoiceField:
    """A list of keys as boxes to tick."""
    widget = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(
        choices=list(choices), label=label, widget=widget, **{"required": False, **options}
    )


def choosable(user: Any, found: QuerySet[Any]) -> QuerySet[Any]:
    """Those of ``found`` that ``user`` may choose."""
    model = found.model
    if issubclass(model, Page):
        return found.filter(pk__in=readable_pages(user, Page.objects.all()).values("pk"))
    if issubclass(model, Image | Document):
        return choosable_media(user, found)
    if issubclass(model, SnippetBase):
        return found.filter(scope_of(user).readable(), locale=source_locale())
    if issubclass(model, Municipality):
        return found.filter(pk__in=scope_of(user).municipalities.values("pk"))
    if issubclass(model, User):
        return found.filter(pk__in=colleagues_of(user).values("pk"))
    return found


def choosable_keys(user: Any, model: type[Model], keys: Iterable[Any]) -> set[str]:
    """Which of ``keys`` of ``model`` ``user`` may choose."""
    found = choosable(user, model._default_manager.filter(pk__in=keys))
    return {str(key) for key in found.values_list("pk", flat=True)}


class ScopedFormMixin:
    """Limits every choice to what the person may choose, and refuses references put in by hand."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:  # type: ignore[attr-defined]
            self.fields["slug"].widget = AddressInput(locale=self.instance.locale if self.instance.locale_id else None)  # type: ignore[attr-defined]
        user = self.for_user  # type: ignore[attr-defined]
        if user is None:
            return
        self._known_references = _references(self.instance)  # type: ignore[attr-defined]
        for field in self.fields.values():  # type: ignore[attr-defined]
            if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
                field.queryset = choosable(user, field.queryset)

    def clean(self) -> Any:
        cleaned = super().clean()  # type: ignore[misc]
        user = self.for_user  # type: ignore[attr-defined]
        if user is not None and not scope_of(user).everything:
            self._refuse_foreign_references(user, cleaned or self.cleaned_data)  # type: ignore[attr-defined]
        return cleaned

    def _post_clean(self) -> None:
        """Look at what is published or submitted as a whole, once each field is as it should be."""
        super()._post_clean()  # type: ignore[misc]
        record = self.instance  # type: ignore[attr-defined]
        begins_here = record.locale_id in (None, source_locale().pk)
        if isinstance(record, BasePage) and record.municipality is None:
            # What was never saved belongs to where it is written.
            record.municipality = municipality_of_path(self.parent_page.path)  # type: ignore[attr-defined]
        if not self.is_deferred_validation and not self.errors and begins_here:  # type: ignore[attr-defined]
            for fault in checked(record):
                self.add_error(None, f"{fault.place}: {fault.message}".removeprefix(": "))  # type: ignore[attr-defined]

    def _refuse_foreign_references(self, user: Any, cleaned: dict[str, Any]) -> None:
        added: dict[type[Model], set[str]] = {}
        for field in self.instance._meta.concrete_fields:  # type: ignore[attr-defined]
            if hasattr(field, "extract_references") and cleaned.get(field.name):
                for model, key, *_place in field.extract_references(cleaned[field.name]):
                    added.setdefault(model, set()).add(str(key))
        for model, keys in added.items():
            new = keys - self._known_references.get(model, set())
            if new - choosable_keys(user, model, new):
                raise PermissionDenied


def _references(item: Model) -> dict[type[Model], set[str]]:
    found: dict[type[Model], set[str]] = {}
    for field in item._meta.concrete_fields:
        value = getattr(item, field.attname, None)
        if hasattr(field, "extract_references") and value:
            for model, key, *_place in field.extract_references(value):
                found.setdefault(model, set()).add(str(key))
    return found


class ScopedPageForm(ScopedFormMixin, WagtailAdminPageForm):
    """The form of every page. A draft may be unfinished; what is published or submitted may not."""

    # Fields that may be empty in a draft only, each with the reason.
    needed_to_publish: ClassVar[dict[str, Any]] = {}

    def clean(self) -> Any:
        cleaned = super().clean() or self.cleaned_data
        if not self.is_deferred_validation:
            for name, reason in unfinished(type(self), cleaned):
                self.add_error(name, reason)
        return cleaned

    @classmethod
    def needed_now(cls, values: dict[str, Any]) -> dict[str, Any]:
        """What a page with these ``values`` needs."""
        return cls.needed_to_publish


class ScopedSnippetForm(ScopedFormMixin, WagtailAdminModelForm):
    """The form of every snippet: a new one belongs to the person's municipality."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner = self.fields.get("municipality")
        if owner is None or self.for_user is None:
            return
        scope = scope_of(self.for_user)
        owner.required = not scope.edits_library
        owner.empty_label = str(_("The region's library, for all cities")) if scope.edits_library else None
        if self.instance.pk is None and self.initial.get("municipality") is None and not scope.edits_library:
            owner.initial = self.initial["municipality"] = min(scope.own, default=None)

    def clean_municipality(self) -> Municipality | None:
        """Only the region's people write the library, and not by saving a draft either."""
        owner = self.cleaned_data["municipality"]
        if owner is None and self.for_user is not None and not scope_of(self.for_user).edits_library:
            raise ValidationError(_("Choose your municipality: the library is written by the region."))
        return owner
