from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import graphene

from cms.core.values.figures import figure_text
from energy.figures import Figure as FigureValue

from . import access
from .scalars import State, Unit


class Source(graphene.ObjectType):
    """Where something comes from."""

    title = graphene.String(required=True, description="What it is called.")
    publisher = graphene.String(required=True, description="Who published it; may be empty.")
    url = graphene.String(required=True, description="Its address; may be empty.")
    accessed = graphene.Date(description="When somebody read it.")


@dataclass(frozen=True, slots=True)
class FigureReading:
    """A figure in a language; ``to_check`` where nobody has confirmed it."""

    figure: FigureValue
    language: str
    to_check: bool = False

    @property
    def text(self) -> str:
        return figure_text(self.figure, self.language)


class Figure(graphene.ObjectType):
    """A number that says how it is known. `low` and `high` are the same where it is exact, empty where unknown."""

    low = graphene.Float(description="The lower bound.")
    high = graphene.Float(description="The upper bound.")
    unit = graphene.Field(Unit, required=True, description="Its unit.")
    state = graphene.Field(State, required=True, description="How it is known.")
    method = graphene.String(required=True, description="How it was found; may be empty.")
    source = graphene.Field(Source, description="Where it comes from.")
    year = graphene.Int(description="The year it holds for.")
    to_check = graphene.Boolean(required=True, description="Whether it should be checked before it is relied on.")
    text = graphene.String(required=True, description="In words, as the language writes it.")

    @staticmethod
    def resolve_low(reading: FigureReading, info: Any) -> float | None:
        return reading.figure.low

    @staticmethod
    def resolve_high(reading: FigureReading, info: Any) -> float | None:
        return reading.figure.high

    @staticmethod
    def resolve_unit(reading: FigureReading, info: Any) -> Any:
        return reading.figure.unit

    @staticmethod
    def resolve_state(reading: FigureReading, info: Any) -> Any:
        return reading.figure.state

    @staticmethod
    def resolve_method(reading: FigureReading, info: Any) -> str:
        return reading.figure.method

    @staticmethod
    def resolve_source(reading: FigureReading, info: Any) -> dict[str, Any] | None:
        source = reading.figure.source
        return source_of(source.title, source.url) if source and source.title else None

    @staticmethod
    def resolve_year(reading: FigureReading, info: Any) -> int | None:
        return reading.figure.year


def source_of(title: str, url: str) -> dict[str, Any] | None:
    """A source that is named by title and address only."""
    return {"title": title, "publisher": "", "url": url, "accessed": None} if title else None


access.public("Figure", "low high unit state method source year toCheck text")
access.public("Source", "title publisher url accessed")
