"""The form by which an editor writes what is right of a building."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from geo.models import Dataset, Fact
from geo.queries import words
from geo.queries.public_view import UNITS
from geo.values.attributes import Attribute, Kind
from geo.values.disclosure import Basis, access_of


class FactForm(forms.Form):
    """A value of one attribute, how it is known, and who says so."""

    state = forms.ChoiceField(
        label=gettext_lazy("How it is known"), choices=[], initial=Fact.State.REPORTED,
        help_text=gettext_lazy("Measured goes before registered, registered before reported."),
    )  # fmt: skip
    year = forms.IntegerField(label=gettext_lazy("Of which year it is"), required=False, min_value=1900, max_value=2100)
    source_title = forms.CharField(label=gettext_lazy("Source"), max_length=200)
    source_url = forms.URLField(
        label=gettext_lazy("Address of the source"), required=False, max_length=500, assume_scheme="https"
    )
    licence = forms.CharField(label=gettext_lazy("Licence"), required=False, max_length=80)
    basis = forms.ChoiceField(
        label=gettext_lazy("Why it may be used, and who may see it then"), choices=[], initial=Dataset.Basis.OPEN,
        widget=forms.RadioSelect,
    )  # fmt: skip

    field_order = ("value", "low", "high")

    def __init__(self, attribute: Attribute, house: str | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.attribute = attribute
        states = [choice for choice in Fact.State.choices if choice[0] != Fact.State.ESTIMATED]
        self.fields["state"].choices = states  # type: ignore[attr-defined]
        self.fields["basis"].choices = list(basis_choices(attribute.key, house))  # type: ignore[attr-defined]
        self.fields |= self._value_fields()
        self.order_fields(self.field_order)

    def _value_fields(self) -> dict[str, forms.Field]:
        language = (get_language() or "de")[:2]
        attribute = self.attribute
        if attribute.kind is Kind.NUMBER:
            unit = UNITS.get(attribute.unit, "") if attribute.unit else ""
            number: type[forms.Field] = forms.IntegerField if attribute.whole else forms.FloatField
            return {
                "low": number(label=_("Value") + (f" ({unit})" if unit else ""), min_value=0, localize=True),  # type: ignore[call-arg]
                "high": number(label=_("To, where it is a range"), required=False, min_value=0, localize=True),  # type: ignore[call-arg]
            }
        if attribute.kind is Kind.TEXT:
            return {"value": forms.CharField(label=_("Value"), max_length=120)}
        options = attribute.options or ("yes", "no")
        choices = [(each, words.value(attribute.key, each, language).label) for each in options]
        return {"value": forms.ChoiceField(label=_("Value"), choices=[("", "---------"), *choices])}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        low, high = cleaned.get("low"), cleaned.get("high")
        if low is not None and high is not None and high < low:
            self.add_error("high", _("The end of the range is below its beginning."))
        return cleaned

    @property
    def said(self) -> dict[str, Any]:
        """What ``write_fact`` takes besides building, attribute and person."""
        cleaned = self.cleaned_data
        found = {name: cleaned[name] for name in ("state", "year", "source_title", "source_url", "licence", "basis")}
        if self.attribute.kind is Kind.NUMBER:
            high = cleaned["high"]
            return {**found, "low": float(cleaned["low"]), "high": float(cleaned["low"] if high is None else high)}
        return {**found, "value": cleaned["value"]}


def basis_choices(attribute: str, house: str | None) -> Iterator[tuple[str, str]]:
    """Each reason to use a value of ``attribute``, with who may then see it of a building of the type ``house``."""
    for basis in Dataset.Basis:
        usual = access_of(attribute, Basis(basis), house, decided=True)
        parts = [f"{basis.label}: {Fact.Access(usual).label}"]
        bare = access_of(attribute, Basis(basis), house, decided=False)
        if bare != usual:
            parts.append(_("without a licence: %(access)s") % {"access": Fact.Access(bare).label})
        small = access_of(attribute, Basis(basis), "single_family", decided=True)
        if attribute == "type" and small != usual:
            parts.append(_("of a single-family house: %(access)s") % {"access": Fact.Access(small).label})
        yield basis.value, "; ".join(parts)
