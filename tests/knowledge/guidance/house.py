"""A small flow about a house, with its facts and measures, for tests of the API."""

from __future__ import annotations

from typing import Any

from knowledge.guidance.models import GuidancePage
from tests.factories import Saxony, guidance

FACTS: list[dict[str, Any]] = [
    {
        "key": "building.type", "kind": "choice", "label": {"de": "Art des Gebäudes", "it": "Tipo di edificio"},
        "options": [
            {"key": "single_family", "label": {"de": "Einfamilienhaus", "it": "Casa unifamiliare"}},
            {"key": "multi_family", "label": {"de": "Mehrfamilienhaus", "it": "Casa plurifamiliare"}},
        ],
    },
    {"key": "building.dwellings", "kind": "number", "low": 1, "high": 500, "whole": True,
     "label": {"de": "Zahl der Wohnungen", "it": "Numero di alloggi"}},
    {"key": "building.floor_area", "kind": "number", "unit": "m2", "low": 20, "high": 100000,
     "label": {"de": "Wohnfläche"}},
    {"key": "building.year", "kind": "number", "low": 1200, "high": 2030, "whole": True, "from_data": True,
     "label": {"de": "Baujahr"}},
    {"key": "heating.carrier", "kind": "choice", "label": {"de": "Energieträger"},
     "options": [{"key": "gas", "label": {"de": "Gas"}}, {"key": "oil", "label": {"de": "Öl"}},
                 {"key": "district_heat", "label": {"de": "Fernwärme"}}]},
    {"key": "owner.role", "kind": "choice", "label": {"de": "Rolle"},
     "options": [{"key": "owner_occupier", "label": {"de": "Ich wohne selbst im Haus"}},
                 {"key": "landlord", "label": {"de": "Ich vermiete"}},
                 {"key": "owners_association", "label": {"de": "Gemeinschaft"}},
                 {"key": "tenant", "label": {"de": "Ich wohne zur Miete"}}]},
    {"key": "owner.income", "kind": "choice", "private": True, "label": {"de": "Einkommen"},
     "options": [{"key": "up_to_40000", "label": {"de": "bis 40.000 Euro"}},
                 {"key": "above_40000", "label": {"de": "mehr"}}]},
    {"key": "site.outdoor_space", "kind": "choice", "label": {"de": "Platz draußen"},
     "options": [{"key": "none", "label": {"de": "keiner"}}, {"key": "garden", "label": {"de": "Garten"}}]},
    {"key": "area.category", "kind": "choice", "from_data": True, "label": {"de": "Gebiet im Wärmeplan"},
     "options": [{"key": "heat_network", "label": {"de": "Wärmenetz"}},
                 {"key": "heat_network_expansion", "label": {"de": "Ausbau"}},
                 {"key": "decentral", "label": {"de": "dezentral"}}]},
    {"key": "network.operator_confirmed", "kind": "yes_no", "from_data": True,
     "label": {"de": "Zusage des Netzbetreibers"}},
]  # fmt: skip

MEASURES: list[dict[str, Any]] = [
    {
        "key": "heat-pump-air", "title": {"de": "Luft-Wärmepumpe", "it": "Pompa di calore"},
        "rules": [
            {"requires": {"!=": [{"var": "site.outdoor_space"}, "none"]},
             "because": {"de": "Das Gerät braucht Platz.", "it": "Serve spazio."}},
        ],
    },
    {
        "key": "heat-network", "title": {"de": "Fernwärme"},
        "rules": [
            {"requires": {"in": [{"var": "area.category"}, ["heat_network", "heat_network_expansion"]]},
             "because": {"de": "Es braucht ein Netz."}},
            {"favours": {"==": [{"var": "network.operator_confirmed"}, True]},
             "because": {"de": "Nur die Zusage zählt."}},
        ],
    },
    {
        "key": "gas-boiler", "title": {"de": "Gaskessel"},
        "rules": [
            {"needs_check": {"==": [{"var": "heating.carrier"}, "gas"]}, "because": {"de": "GModG § 43: mehr Biogas."},
             "turns_on": "installation", "valid_from": "2026-07-30", "legal_basis": "GModG § 43"},
            {"favours": {"!=": [{"var": "heating.carrier"}, "district_heat"]},
             "because": {"de": "GEG § 71 Absatz 8: noch keine 65 Prozent."},
             "turns_on": "installation", "valid_to": "2026-07-29", "legal_basis": "GEG § 71 (8)"},
        ],
    },
]  # fmt: skip

FLOW: dict[str, Any] = {
    "key": "welche-heizung-passt",
    "title": {"de": "Welche Heizung passt?", "it": "Quale riscaldamento?"},
    "measures": ["heat-pump-air", "heat-network", "gas-boiler"],
    "steps": [
        {"ask": "building.type", "words": {"de": "Was für ein Haus ist es?", "it": "Che casa è?"},
         "why": {"de": "Danach richtet sich der Bedarf."}},
        {"ask": "building.dwellings", "words": {"de": "Wie viele Wohnungen hat es?"},
         "only_if": {"==": [{"var": "building.type"}, "multi_family"]}},
        {"show": "about-years", "words": {"de": "Zum Baujahr"}, "more": {"de": "Ungefähr genügt."}},
        {"ask": "building.year", "words": {"de": "Wann wurde es gebaut?"}},
        {"ask": "heating.carrier", "words": {"de": "Womit heizen Sie?"},
         "routes": [{"if": {"==": [{"var": "heating.carrier"}, "district_heat"]}, "to": "connected"}, {"to": "next"}]},
        {"ask": "owner.income", "words": {"de": "Wie hoch ist Ihr Einkommen?"}},
        {"ask": "site.outdoor_space", "words": {"de": "Gibt es Platz draußen?"}, "routes": [{"to": "result"}]},
        {"end": "connected", "words": {"de": "Sie haben Fernwärme"}, "more": {"de": "Es bleibt dabei."}},
    ],
    "personas": [
        {"name": "Frau Becker", "on": "2026-09-01", "facts": {"building.type": "single_family"}, "expects": {}},
    ],
}  # fmt: skip


def facts(**fields: Any) -> None:
    """The catalogue in the library."""
    for plain in FACTS:
        guidance.fact(plain, **fields)


def house_flow(place: Saxony, **fields: Any) -> GuidancePage:
    """The flow in the library, below a compass page, with all facts and those measures that are not there yet."""
    facts()
    known = set(guidance.Measure.objects.values_list("slug", flat=True))
    for plain in MEASURES:
        if plain["key"] not in known:
            guidance.measure(plain)
    index = guidance.GuidanceIndexPageFactory(parent=place.region.site.root_page)
    return guidance.flow(FLOW, index, **fields)
