"""Every kind of page there is: its name, where it is shown, and its path without the language."""

from __future__ import annotations

from .installation import DRESDEN, LEIPZIG, REGION

PLACES: list[tuple[str, str, str]] = [
    ("home of the region", REGION, "/"),
    ("home of a city", LEIPZIG, "/"),
    ("home of another city", DRESDEN, "/"),
    ("knowledge", LEIPZIG, "/wissen/"),
    ("knowledge narrowed", LEIPZIG, "/wissen/?audience=tenant"),
    ("topic", LEIPZIG, "/wissen/heizung/"),
    ("article", LEIPZIG, "/wissen/heizung/waermepumpe-im-altbau/"),
    ("adopted article", DRESDEN, "/wissen/waermeplan/was-mein-gebiet-bedeutet/"),
    ("article without translation", REGION, "/wissen/heizung/hydraulischer-abgleich/"),
    ("search", LEIPZIG, "/suche/"),
    ("search with hits", LEIPZIG, "/suche/?q=Fernw%C3%A4rme"),
    ("search without hits", LEIPZIG, "/suche/?q=Quastenflosser"),
    ("glossary", REGION, "/glossar/"),
    ("term", LEIPZIG, "/glossar/fernwaerme/"),
    ("funding", REGION, "/foerderung/"),
    ("programme", LEIPZIG, "/foerderung/heizungsfoerderung/"),
    ("advice", DRESDEN, "/beratung/"),
    ("centre", LEIPZIG, "/beratung/leipziger-energieberatung-demo/"),
    ("events", DRESDEN, "/termine/"),
    ("event", LEIPZIG, "/termine/vortrag-waermeplan/"),
    ("campaigns", REGION, "/kampagnen/"),
    ("campaign", LEIPZIG, "/kampagnen/thermografie-spaziergaenge/"),
    ("map", LEIPZIG, "/energiekarte/"),
    ("map with addresses", DRESDEN, "/energiekarte/?q=gasse"),
    ("accessibility", REGION, "/barrierefreiheit/"),
    ("feedback", DRESDEN, "/rueckmeldung/"),
    ("easy language", LEIPZIG, "/leichte-sprache/"),
    ("sign language", LEIPZIG, "/gebaerdensprache/"),
    ("imprint", LEIPZIG, "/impressum/"),
    ("privacy", LEIPZIG, "/datenschutz/"),
]
NOWHERE = ("not found", LEIPZIG, "/wissen/heizung/waermepume/")
