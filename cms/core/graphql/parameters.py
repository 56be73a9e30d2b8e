"""Dated parameters that calculations use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import graphene

from cms.core.models import DatedRow, EmissionFactor, EnergyPrice
from cms.core.models.parameters import ParameterRow
from cms.core.queries.parameters import parameters_on
from cms.core.queries.snippets import SnippetReading
from energy.figures import Figure as FigureValue

from . import access
from .blocks import words
from .figures import Figure, FigureReading, Source, source_of
from .interfaces import Localized, Node
from .localized import root, scoped
from .registry import query
from .scalars import RowStatus
from .snippets import Snippet, fact, snippet_type, word


class Parameter(graphene.Interface):
    """A dated number for one energy carrier."""

    key = words("Lasting name of the row.")
    carrier = words("The energy carrier, such as gas or district_heat.")
    label = words("The energy carrier in words.")
    figure = graphene.Field(Figure, required=True, description="How much.")
    valid_from = graphene.Date(description="The first day.")
    valid_to = graphene.Date(description="The last day.")
    status = graphene.Field(RowStatus, required=True, description="Whether somebody confirmed it.")
    legal_basis = words("What it rests on; may be empty.")
    source = graphene.Field(Source, description="Where it comes from.")
    checked_on = graphene.Date(description="When somebody looked at the source.")

    resolve_key = fact("key")
    resolve_carrier = fact("carrier")
    resolve_label = word("label")
    resolve_valid_from = fact("valid_from")
    resolve_valid_to = fact("valid_to")
    resolve_status = fact("status")
    resolve_legal_basis = fact("legal_basis")
    resolve_checked_on = fact("checked_on")

    @classmethod
    def resolve_type(cls, instance: Any, info: Any) -> Any:
        return PARAMETERS[type(instance.source)]

    @staticmethod
    def resolve_figure(reading: SnippetReading[Any], info: Any) -> FigureReading:
        row: ParameterRow = reading.source
        known = row.figure
        figure = FigureValue(
            known.low, known.high, known.unit, known.state, reading.translation.method, known.source, known.year
        )
        return FigureReading(figure, reading.reader.language, row.status == DatedRow.Status.TO_CHECK)

    @staticmethod
    def resolve_source(reading: SnippetReading[Any], info: Any) -> dict[str, Any] | None:
        return source_of(reading.source.source_title, reading.source.source_url)


@snippet_type(EnergyPrice)
class EnergyPriceType(graphene.ObjectType):
    """What energy costs."""

    class Meta:
        name = "EnergyPrice"
        interfaces = (Node, Localized, Snippet, Parameter)


@snippet_type(EmissionFactor)
class EmissionFactorType(graphene.ObjectType):
    """What burning or using energy emits."""

    class Meta:
        name = "EmissionFactor"
        interfaces = (Node, Localized, Snippet, Parameter)


PARAMETERS: dict[type, Any] = {EnergyPrice: EnergyPriceType, EmissionFactor: EmissionFactorType}


def parameter_root(type_: Any, what: str) -> graphene.Field:
    return graphene.Field(
        graphene.NonNull(graphene.List(graphene.NonNull(type_))),
        description=f"The {what} that hold on a day, by energy carrier.",
        as_of=graphene.Date(description="The day; today where it is left out."),
        carrier=graphene.String(description="Only of this energy carrier."),
        **scoped(),
    )


def resolver(model: type[ParameterRow]) -> Callable[..., Any]:
    def resolve(_root: Any, info: Any, as_of: date | None = None, carrier: str | None = None, **arguments: Any) -> Any:
        return parameters_on(root(info, arguments), model, as_of, carrier)

    return resolve


@query
class ParameterQuery:
    energy_prices = parameter_root(EnergyPriceType, "energy prices")
    emission_factors = parameter_root(EmissionFactorType, "emission factors")

    resolve_energy_prices = staticmethod(resolver(EnergyPrice))
    resolve_emission_factors = staticmethod(resolver(EmissionFactor))


access.public("Parameter", "key carrier label figure validFrom validTo status legalBasis source checkedOn")
access.public("Query", "energyPrices emissionFactors")
