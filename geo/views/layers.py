"""Colours of map layers: proposed for the data there are, and looked at as people see them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, JsonResponse
from django.utils.translation import gettext_lazy as _

from cms.core.forms import ScopedSnippetForm, checkboxes
from cms.core.permissions import scope_of
from cms.core.permissions.objects import find
from geo.checks.layers import weakness_words
from geo.models import Dataset
from geo.queries.attribute_words import LABELS
from geo.queries.palettes import proposed_legend
from geo.values.attributes import ATTRIBUTES, Protection
from geo.values.palette import weaknesses

# What no single building is ever told of can't colour one.
_SHOWN = (Protection.OPEN, Protection.HOUSE)


def attribute_choices() -> list[tuple[str, Any]]:
    """What buildings can be coloured by, and what figures of them can be shown."""
    return [(key, LABELS[key]) for key, each in ATTRIBUTES.items() if each.protection in _SHOWN]


class MapLayerForm(ScopedSnippetForm):
    """Offers the person's own data, and attributes by their names."""

    attribute = forms.ChoiceField(
        label=_("coloured by"),
        required=False,
        choices=lambda: [("", _("the category of areas")), *attribute_choices()],
    )
    figures = checkboxes([], _("figures shown"), help_text=_("What a click on the map tells of a place."))
    languages = checkboxes(
        [("de", _("German")), ("en", _("English")), ("it", _("Italian"))], _("offered in"),
        help_text=_("None: in all languages."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "figures" in self.fields:
            self.fields["figures"].choices = attribute_choices()
        if "dataset" in self.fields and self.for_user is not None:
            own = Dataset.objects.filter(scope_of(self.for_user).readable())
            self.fields["dataset"].queryset = own.exclude(basis=Dataset.Basis.CONFIDENTIAL)


def propose(request: HttpRequest) -> JsonResponse:
    """A legend for the dataset, the style and the attribute in the query."""
    if not request.GET.get("dataset", "").isdigit():
        raise Http404
    dataset = find(Dataset, request.GET["dataset"])
    if not scope_of(request.user).reads(dataset):
        raise Http404
    style, attribute = request.GET.get("style", "one"), request.GET.get("attribute", "")
    # Content begins in German.
    return JsonResponse({"entries": [asdict(each) for each in proposed_legend(dataset, style, attribute, "de")]})


def look(request: HttpRequest) -> JsonResponse:
    """What is wrong with the colours in the query: ``colour`` and ``label`` again and again, ``classes``."""
    colours, labels = request.GET.getlist("colour")[:20], request.GET.getlist("label")[:20]
    if any(not _is_colour(each) for each in colours) or len(labels) != len(colours):
        return JsonResponse({"findings": []})
    found = weaknesses(colours, in_order=request.GET.get("classes") == "1")
    return JsonResponse({"findings": [weakness_words(each, labels) for each in found]})


def _is_colour(text: str) -> bool:
    return len(text) == 7 and text[0] == "#" and all(each in "0123456789abcdefABCDEF" for each in text[1:])
