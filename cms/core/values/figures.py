"""Figures in words, as each language writes numbers and units."""

from __future__ import annotations

from energy.figures import Figure, Unit

NBSP = "\u00a0"
UNKNOWN = {"de": "unbekannt", "en": "unknown", "it": "sconosciuto"}
SYMBOLS = {
    Unit.KWH_PER_YEAR: "kWh/a",
    Unit.KWH_PER_SQUARE_METRE_YEAR: "kWh/(m²·a)",
    Unit.TWH_PER_YEAR: "TWh/a",
    Unit.MWH_PER_HECTARE_YEAR: "MWh/(ha·a)",
    Unit.MWH_PER_METRE_YEAR: "MWh/(m·a)",
    Unit.EURO: "€",
    Unit.EURO_PER_YEAR: "€/a",
    Unit.EURO_PER_DWELLING: "€",
    Unit.CENT_PER_KWH: "ct/kWh",
    Unit.GRAM_PER_KWH: "g/kWh",
    Unit.KILOGRAM_PER_YEAR: "kg/a",
    Unit.PERCENT: "%",
    Unit.YEARS: "a",
    Unit.YEAR: "",
    Unit.COUNT: "",
    Unit.METRE: "m",
    Unit.SQUARE_METRE: "m²",
    Unit.HECTARE: "ha",
    Unit.MWH_PER_YEAR: "MWh/a",
}
WORDS = {
    Unit.EURO_PER_DWELLING: {"de": " je Wohnung", "en": " per dwelling", "it": " per abitazione"},
    Unit.YEARS: {"de": "Jahre", "en": "years", "it": "anni"},
}


def number_text(value: float, language: str) -> str:
    """``1234.5`` as 1.234,5 in German and Italian, 1,234.5 in English."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    if language == "en":
        return text
    return text.translate(str.maketrans(",.", ".,"))


def figure_text(figure: Figure, language: str) -> str:
    """``figure`` as a reader of ``language`` expects it, such as 10–40 kWh/(m²·a)."""
    if figure.low is None or figure.high is None:
        return UNKNOWN[language]
    # The digits of a year stay together.
    written = year_text if figure.unit is Unit.YEAR else number_text
    numbers = written(figure.low, language)
    if not figure.is_exact:
        numbers += f"–{written(figure.high, language)}"
    return with_unit(numbers, figure.unit, language)


def year_text(value: float, language: str) -> str:
    return f"{value:.0f}"


def with_unit(numbers: str, unit: Unit, language: str) -> str:
    symbol, words = SYMBOLS[unit], WORDS.get(unit, {}).get(language, "")
    if unit is Unit.YEARS:
        return f"{numbers}{NBSP}{words}"
    if language == "en" and symbol.startswith("€"):
        return f"€{numbers}{symbol[1:]}{words}"
    if language == "en" and unit is Unit.PERCENT:
        return f"{numbers}%"
    return f"{numbers}{NBSP}{symbol}{words}" if symbol else f"{numbers}{words}"
