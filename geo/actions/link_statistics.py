from __future__ import annotations

from django_tasks import task

from cms.core.actions.content_version import raise_content_version
from geo.models import Dataset, DatasetVersion, Statistic
from geo.queries.area_names import areas_by_name


@task()
def link_statistics(version: int) -> None:
    """After areas were activated: tie published numbers to the area that has their name now."""
    activated = DatasetVersion.objects.select_related("dataset__municipality").get(pk=version)
    municipality = activated.municipality
    near = [*municipality.readable_keys, *municipality.cities.values_list("pk", flat=True)]
    active = DatasetVersion.objects.filter(
        state=DatasetVersion.State.ACTIVE, dataset__municipality__in=near, dataset__kind=Dataset.Kind.STATISTICS
    )
    for each in active.select_related("dataset__municipality"):
        areas = areas_by_name(each.municipality)
        linked = Statistic.objects.filter(version=each).values_list("area_name", "area").distinct()
        for name, area in list(linked):
            wanted = areas.get(name.casefold())
            if wanted != area:
                Statistic.objects.filter(version=each, area_name=name, area=area).update(area=wanted)
        raise_content_version(each.municipality_id)
