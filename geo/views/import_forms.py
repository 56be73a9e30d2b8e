"""The forms of an import: what is sent, and what its columns mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.core.permissions import scope_of
from geo.files.delivery import Delivery
from geo.files.recipes import recipe, recipes
from geo.models import Dataset, GeodataImport


class BeginForm(forms.Form):
    """A file or an address, and the dataset it is for."""

    dataset = forms.ModelChoiceField(Dataset.objects.none(), label=gettext_lazy("Dataset"))
    file = forms.FileField(label=gettext_lazy("File"), required=False)
    url = forms.URLField(
        label=gettext_lazy("Or the address of a service or file"), required=False, max_length=1000,
        help_text=gettext_lazy("OGC API Features, WFS, or a file that can be downloaded."), assume_scheme="https",
    )  # fmt: skip
    recipe = forms.ChoiceField(
        label=gettext_lazy("Kind of file"), required=False,
        help_text=gettext_lazy("If you are not sure, leave it: the kind that fits best is then proposed."),
    )  # fmt: skip

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Dataset.objects.filter(scope_of(user).owned()).select_related("municipality")
        self.fields["dataset"].queryset = own  # type: ignore[attr-defined]
        kinds = dict(Dataset.Kind.choices)
        groups = [
            (label, [(each.name, str(each.title)) for each in recipes() if each.kind == kind])
            for kind, label in kinds.items()
        ]
        self.fields["recipe"].choices = [("", _("find out")), *[g for g in groups if g[1]]]  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        sent = self.cleaned_data["file"]
        if sent is not None and sent.size > most_bytes():
            raise forms.ValidationError(_("At most %(size)s can be sent.") % {"size": filesizeformat(most_bytes())})
        return sent

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "file" in cleaned and "url" in cleaned and bool(cleaned["file"]) == bool(cleaned["url"]):
            raise forms.ValidationError(_("Choose a file, or write an address; not both."))
        chosen, dataset = cleaned.get("recipe"), cleaned.get("dataset")
        if chosen and dataset and recipe(chosen).kind != dataset.kind:
            self.add_error("recipe", _("This kind of file does not fit the dataset, which holds: %(kind)s.")
                           % {"kind": dataset.get_kind_display()})  # fmt: skip
        return cleaned


def most_bytes() -> int:
    return int(getattr(settings, "GEODATA_MAX_BYTES", 2 * 1024**3))


class ColumnsForm(forms.Form):
    """For each thing the recipe can take, the column that says it."""

    def __init__(self, delivery: Delivery, job: GeodataImport, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("nothing"))]
        choices += [(each.name, _column_words(each.name, each.samples)) for each in delivery.layer.columns]
        for key, target in recipe(job.recipe).targets.items():
            now = delivery.columns.get(key, "")
            fixed = [] if not now.startswith("=") else [(now, now)]
            self.fields[f"column-{key}"] = forms.ChoiceField(
                label=str(target.title), required=False, choices=[*choices, *fixed], initial=now
            )
            self.fields[f"column-{key}"].needed = target.required  # type: ignore[attr-defined]

    @property
    def columns(self) -> dict[str, str]:
        """The answers, as an import keeps them; a column that is empty says: none."""
        return {name.removeprefix("column-"): value for name, value in self.cleaned_data.items()}

    def rows(self) -> Iterator[tuple[Any, bool]]:
        for bound in self:
            yield bound, bool(getattr(bound.field, "needed", False))


def _column_words(name: str, samples: tuple[str, ...]) -> str:
    shown = ", ".join(each[:24] for each in samples[:3])
    return f"{name} ({shown})" if shown else name
