"""The words that readers see for what the API names by keys."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LANGUAGES = {"de": "Deutsch", "en": "English", "it": "Italiano"}

AUDIENCES = {
    "OWNER": _("Property owners"),
    "OWNER_ASSOCIATION": _("Owners’ associations"),
    "LANDLORD": _("Landlords"),
    "TENANT": _("Tenants"),
    "BUSINESS": _("Businesses"),
}

STATES = {
    "MEASURED": _("measured"),
    "REGISTERED": _("officially registered"),
    "REPORTED": _("reported"),
    "ESTIMATED": _("estimated"),
    "UNKNOWN": _("unknown"),
}

RATE_KINDS = {
    "BASE": _("Base rate"),
    "BONUS": _("Bonus"),
    "CAP": _("Upper limit"),
    "ELIGIBLE_COST": _("Limit of eligible costs"),
}

CALLOUTS = {"FACT": _("Good to know"), "WARNING": _("Careful"), "LAW": _("The law")}

DAYS = {
    "MONDAY": _("Monday"),
    "TUESDAY": _("Tuesday"),
    "WEDNESDAY": _("Wednesday"),
    "THURSDAY": _("Thursday"),
    "FRIDAY": _("Friday"),
    "SATURDAY": _("Saturday"),
    "SUNDAY": _("Sunday"),
}

SPOKEN = {
    "ar": _("Arabic"),
    "cs": _("Czech"),
    "de": _("German"),
    "dgs": _("German Sign Language"),
    "en": _("English"),
    "es": _("Spanish"),
    "fa": _("Persian"),
    "fr": _("French"),
    "it": _("Italian"),
    "ku": _("Kurdish"),
    "pl": _("Polish"),
    "pt": _("Portuguese"),
    "ro": _("Romanian"),
    "ru": _("Russian"),
    "tr": _("Turkish"),
    "uk": _("Ukrainian"),
    "vi": _("Vietnamese"),
}

SEARCH_TYPES = {
    "ARTICLE": _("Articles"),
    "TOPIC": _("Topics"),
    "GLOSSARY_TERM": _("Terms"),
    "FUNDING_PROGRAMME": _("Funding"),
    "ADVICE_CENTRE": _("Advice"),
    "EVENT": _("Events"),
    "CAMPAIGN": _("Campaigns"),
    "PAGE": _("Pages"),
}

FEEDBACK_KINDS = {
    "CONTENT": _("Something on a page is wrong or hard to understand"),
    "BARRIER": _("A barrier: I can’t use something"),
    "PRAISE": _("Praise"),
    "OTHER": _("Something else"),
}

OUTCOMES = {
    "SUITABLE": _("Suits you"),
    "POSSIBLE": _("Possible, if …"),
    "OPEN": _("Still open"),
    "UNSUITABLE": _("Does not suit"),
}

OUTCOMES_MEAN = {
    "SUITABLE": _("By your answers nothing speaks against it."),
    "POSSIBLE": _("It depends on conditions that you can clear up."),
    "OPEN": _("For these, an answer is missing."),
}

DAY_KINDS = {
    "READING": _("today’s date"),
    "INSTALLATION": _("day of installation"),
    "APPLICATION": _("day of the application"),
}

MISSING_DAYS = {
    "READING": _("What is missing: today’s date."),
    "INSTALLATION": _("What is missing: the day of installation."),
    "APPLICATION": _("What is missing: the day of the application."),
}

PLAN_STATES = {
    "PREPARING": _("in preparation"),
    "ON_DISPLAY": _("draft on display"),
    "DECIDED": pgettext_lazy("plan", "decided"),
    "REVISED": pgettext_lazy("plan", "revised"),
}

THEMES = {
    "HEAT_PLAN": _("Area of the heat plan"),
    "DISTRICT": _("District"),
    "BLOCK": _("Building block"),
    "NETWORK": _("Heat network"),
    "OTHER": _("Area"),
}

FILES = {"geojson": "GeoJSON", "gpkg": "GeoPackage", "csv": "CSV"}

UNITS = {"m2": "m²", "kWh/a": _("kWh a year"), "EUR": _("euro"), "EUR/a": _("euro a year"), "percent": "%"}

TABLES: dict[str, dict[str, Any]] = {
    "audience": AUDIENCES,
    "state": STATES,
    "rate": RATE_KINDS,
    "callout": CALLOUTS,
    "day": DAYS,
    "spoken": SPOKEN,
    "search_type": SEARCH_TYPES,
    "feedback": FEEDBACK_KINDS,
    "outcome": OUTCOMES,
    "outcome_means": OUTCOMES_MEAN,
    "day_kind": DAY_KINDS,
    "missing_day": MISSING_DAYS,
    "unit": UNITS,
    "plan": PLAN_STATES,
    "theme": THEMES,
    "file": FILES,
}
