"""What is known of buildings, in words: the attributes, what they are good for, and their values."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LABELS: Mapping[str, Promise] = {
    "use": _("Use"),
    "function": _("Function in the register"),
    "height": _("Height"),
    "storeys": _("Storeys"),
    "roof": _("Roof"),
    "footprint_area": _("Ground area"),
    "monument": _("Listed building"),
    "type": _("Type of house"),
    "prefab": _("Prefabricated slab building"),
    "year": _("Year built"),
    "age_class": _("Building age"),
    "dwellings": _("Dwellings"),
    "floor_area": _("Floor area"),
    "envelope": _("State of renovation"),
    "heat_need": _("Heat need"),
    "heat_need_specific": _("Heat need by floor area"),
    "heating_carrier": _("Heated with"),
    "heating_year": _("Year of the heating"),
    "heat_consumption": _("Heat consumption"),
    "gas_consumption": _("Gas consumption"),
    "owner": _("Owner"),
}
TELLS: Mapping[str, Promise] = {
    "use": _("whether people live here, and which rules apply"),
    "function": _("what the building is used for"),
    "height": _("how many storeys the building has"),
    "storeys": _("how large the floor area is"),
    "roof": _("whether solar panels fit on it"),
    "footprint_area": _("how large the floor area is"),
    "monument": _("whether the monument office has a say"),
    "type": _("how much heat similar buildings need"),
    "prefab": _("how much heat similar buildings need"),
    "year": _("how the building was built"),
    "age_class": _("how the building was built"),
    "dwellings": _("which grants and duties apply"),
    "floor_area": _("how much heat the building needs"),
    "envelope": _("whether a low flow temperature is enough"),
    "heat_need": _("how large a heating must be"),
    "heat_need_specific": _("how the building compares with others"),
    "heating_carrier": _("what a change would save"),
    "heating_year": _("when the heating has to be replaced"),
    "heat_consumption": _("how much heat is really used"),
    "gas_consumption": _("how much gas is really used"),
}
YES_NO: Mapping[str, Promise] = {"yes": _("Yes"), "no": _("No")}
CHOICES: Mapping[str, Mapping[str, Promise]] = {
    "use": {
        "residential": _("homes"),
        "mixed": _("homes and business"),
        "commercial": _("business"),
        "public": _("public use"),
        "industrial": _("industry"),
        "other": _("something else"),
    },
    "roof": {"flat": _("flat roof"), "pitched": _("pitched roof"), "other": _("another shape of roof")},
    "type": {
        "single_family": _("detached house"),
        "terraced": _("terraced or semi-detached house"),
        "multi_family": _("multi-family house"),
        "apartment_block": _("apartment block"),
    },
    "age_class": {
        "before_1860": _("before 1860"),
        "1860_1918": _("1860 to 1918"),
        "1919_1948": _("1919 to 1948"),
        "1949_1957": _("1949 to 1957"),
        "1958_1968": _("1958 to 1968"),
        "1969_1978": _("1969 to 1978"),
        "1979_1983": _("1979 to 1983"),
        "1984_1994": _("1984 to 1994"),
        "1995_2001": _("1995 to 2001"),
        "2002_2009": _("2002 to 2009"),
        "after_2009": _("after 2009"),
    },
    "envelope": {
        "as_built": _("as built, hardly renovated"),
        "usual": _("usually renovated"),
        "advanced": _("very well renovated"),
    },
    "heating_carrier": {
        "gas": _("natural gas"),
        "oil": _("heating oil"),
        "liquid_gas": _("liquefied petroleum gas"),
        "coal": _("coal"),
        "wood": _("wood or pellets"),
        "electricity": _("electricity without a heat pump"),
        "heat_pump": _("heat pump"),
        "district_heat": _("district or local heat"),
        "other": _("something else"),
    },
}
