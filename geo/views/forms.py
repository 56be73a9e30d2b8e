"""Forms of geodata: they offer what belongs to the person's municipalities."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from cms.core.forms import choosable
from cms.core.permissions import scope_of
from geo.models import Dataset, DatasetVersion

# Facts get their class of access when they are imported: while such versions are there, its ground must stay.
HELD = (
    DatasetVersion.State.STAGING, DatasetVersion.State.READY, DatasetVersion.State.ACTIVE,
    DatasetVersion.State.REPLACED,
)  # fmt: skip
SETTLED = ("municipality", "name", "kind", "theme", "joins", "basis")


class DatasetForm(WagtailAdminModelForm):
    """What stands once data are there can't be changed any more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.for_user is None:
            return
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
                field.queryset = self._theirs(field.queryset)
        self._choose_the_only_one()
        if self._has_data:
            for name in SETTLED:
                self.fields[name].disabled = True

    def clean_decision(self) -> str:
        """A decision can be added at any time; it is taken back by recalling what was published on it."""
        decision = str(self.cleaned_data["decision"]).strip()
        if not decision and self.instance.pk and self.initial.get("decision") and self._has_data:
            raise ValidationError(
                _("Data were imported on this decision. Recall their versions first, then remove it.")
            )
        return decision

    @property
    def _has_data(self) -> bool:
        return bool(self.instance.pk) and self.instance.versions.filter(state__in=HELD).exists()

    def _theirs(self, found: Any) -> Any:
        if found.model is Dataset:
            return found.filter(scope_of(self.for_user).owned()).exclude(pk=self.instance.pk)
        return choosable(self.for_user, found)

    def _choose_the_only_one(self) -> None:
        owner = self.fields["municipality"]
        own = list(owner.queryset[:2])  # type: ignore[attr-defined]
        if self.instance.pk is None and len(own) == 1:
            owner.initial = self.initial["municipality"] = own[0].pk
