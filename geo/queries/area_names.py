from __future__ import annotations

from collections.abc import Iterable, Mapping

from cms.core.models import Municipality
from geo.models import Dataset, Shape
from geo.values.areas import Theme

from .active import active_versions

_FROM_LIKELIEST = (Theme.DISTRICT, Theme.BLOCK, Theme.HEAT_PLAN, Theme.NETWORK, Theme.OTHER)


def areas_by_name(municipality: Municipality) -> Mapping[str, int]:
    """Names and source ids, case folded, of active areas to their features; districts go first, the city's own, too."""
    found: dict[str, int] = {}
    for theme in reversed(_FROM_LIKELIEST):
        versions = active_versions(municipality, [Dataset.Kind.AREAS]).filter(dataset__theme=theme)
        own = [version.pk for version in versions if version.municipality_id == municipality.pk]
        found |= _names([version.pk for version in versions if version.pk not in own]) | _names(own)
    return found


def _names(versions: Iterable[int]) -> dict[str, int]:
    rows = Shape.objects.filter(version__in=list(versions)).values_list("feature_id", "feature__source_id", "name")
    by_id, by_name = {}, {}
    for key, source_id, name in rows:
        by_id[source_id.casefold()] = key
        if name:
            by_name[name.casefold()] = key
    return by_id | by_name
