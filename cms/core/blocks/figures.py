from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from energy.figures import Figure, Source, State, Unit

from .keys import AddressBlock, NameBlock
from .text import ChoiceBlock
from .typed import TypedStructBlock

STATES = [
    (State.MEASURED.value, _("measured")),
    (State.REGISTERED.value, _("registered")),
    (State.REPORTED.value, _("reported")),
    (State.ESTIMATED.value, _("estimated")),
    (State.UNKNOWN.value, _("unknown")),
]
UNITS = [
    (Unit.KWH_PER_YEAR.value, _("kWh a year")),
    (Unit.KWH_PER_SQUARE_METRE_YEAR.value, _("kWh per square metre and year")),
    (Unit.TWH_PER_YEAR.value, _("TWh a year")),
    (Unit.MWH_PER_HECTARE_YEAR.value, _("MWh per hectare and year")),
    (Unit.MWH_PER_METRE_YEAR.value, _("MWh per metre of pipe and year")),
    (Unit.EURO.value, _("euro")),
    (Unit.EURO_PER_YEAR.value, _("euro a year")),
    (Unit.EURO_PER_DWELLING.value, _("euro per dwelling")),
    (Unit.CENT_PER_KWH.value, _("cent per kWh")),
    (Unit.GRAM_PER_KWH.value, _("grams of CO₂ per kWh")),
    (Unit.KILOGRAM_PER_YEAR.value, _("kilograms of CO₂ a year")),
    (Unit.PERCENT.value, _("percent")),
    (Unit.YEARS.value, _("years")),
]


class FigureValue(blocks.StructValue):
    @property
    def figure(self) -> Figure:
        source = Source(self["source_title"], self["source_url"] or "") if self["source_title"] else None
        high = self["high"] if self["high"] is not None else self["low"]
        return Figure(self["low"], high, Unit(self["unit"]), State(self["state"]), self["method"], source, self["year"])


class FigureBlock(TypedStructBlock):
    """A number that says how it is known."""

    label = blocks.CharBlock(label=_("label"), max_length=160)
    low = blocks.FloatBlock(label=_("value, or lower bound"), required=False)
    high = blocks.FloatBlock(label=_("upper bound"), required=False, help_text=_("Empty where the value is exact."))
    unit = ChoiceBlock(label=_("unit"), choices=UNITS)
    state = ChoiceBlock(label=_("how it is known"), choices=STATES)
    method = blocks.CharBlock(label=_("method"), required=False, max_length=255)
    source_title = NameBlock(label=_("source"), required=False, max_length=255)
    source_url = AddressBlock(label=_("address of the source"), required=False)
    year = blocks.IntegerBlock(label=_("year"), required=False, min_value=1800, max_value=2100)
    to_check = blocks.BooleanBlock(label=_("please check"), required=False)

    class Meta:
        icon = "order"
        label = _("figure")
        value_class = FigureValue

    def clean(self, value: Any) -> Any:
        result = super().clean(value)
        if self.is_deferred_validation:
            return result
        try:
            _figure = result.figure
        except ValueError:
            message = _(
                "A value needs a state other than unknown, its lower bound first; without a value it is unknown."
            )
            raise StructBlockValidationError({"low": ValidationError(message)}) from None
        if result["state"] != State.UNKNOWN and not result["source_title"]:
            raise StructBlockValidationError({"source_title": ValidationError(_("Say where the number comes from."))})
        return result
