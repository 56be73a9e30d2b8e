"""How figures were found, in a reader's language: the methods of ``energy``, which knows English only."""

from __future__ import annotations

from dataclasses import replace

from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from energy.figures import Figure

METHODS = frozenset(
    {
        _("Typical need for a square metre times the floor area, a fifth more or less"),
        _("Calculated need times the share of it that houses of this kind really use"),
        _("Calculated need, at least times the share of it that old unrefurbished houses really use"),
        _("Calculated need; most old houses use less than calculated"),
        _("Consumption from the bill times the efficiency of the heating"),
        _("Energy bought times its price"),
        _("Range of offers for houses of this kind"),
        _("Fuel with its green share, CO2 price and grid fee, at the prices known today"),
        _("Price without the parts it contains"),
        _("Typical houses of this kind, age and state (TABULA); net need for space heating"),
        _("Least share of climate-friendly fuel for heating installed after 29 July 2026"),
        _("Installed before the duty began"),
        _("Turns on the day of installation"),
        _("Sum of the highest eligible cost of all dwellings"),
        _("Base and bonuses, at most the highest share in all"),
        _("Share of the eligible cost"),
        _("Heat divided by the efficiency of the heating"),
        _("Energy bought times the emission factor of its carrier"),
        _("Share of the heat demand that such houses save"),
    }
)


def in_words_of(figure: Figure, language: str) -> Figure:
    """``figure`` with its method in ``language``; what editors wrote stays as it is."""
    if figure.method not in METHODS:
        return figure
    with translation.override(language):
        return replace(figure, method=gettext(figure.method))
