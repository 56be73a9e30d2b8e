from __future__ import annotations

from django.db import models

from .datasets import DatasetVersion
from .features import Feature


class Statistic(models.Model):
    """A published number about an area, such as its population in a year."""

    version = models.ForeignKey(DatasetVersion, on_delete=models.CASCADE, related_name="statistics", db_index=False)
    # As the source names the area; joined to an active area with this name or source id.
    area_name = models.CharField(max_length=160)
    area = models.ForeignKey(Feature, null=True, on_delete=models.CASCADE, related_name="statistics")
    indicator = models.CharField(max_length=160)
    year = models.PositiveSmallIntegerField()
    value = models.FloatField()
    unit = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [models.Index(fields=("version", "indicator", "year"), name="statistics_of_a_version")]

    def __str__(self) -> str:
        return f"{self.area_name} {self.indicator} {self.year}"


class Tally(models.Model):
    """How many buildings have which public value, counted when data were activated; ``area`` None: all of them.

    ``version`` is the buildings' own. Attributes told in groups only are counted over whole groups that are told, so
    that no two numbers differ by less than a group. ``state`` empty: unknown.
    """

    version = models.ForeignKey(DatasetVersion, on_delete=models.CASCADE, related_name="tallies", db_index=False)
    area = models.ForeignKey(Feature, null=True, on_delete=models.CASCADE, related_name="+")
    attribute = models.CharField(max_length=40)
    value = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=10, blank=True)
    # The dataset the facts come from; None where unknown, or where an editor wrote them.
    source = models.ForeignKey("geo.Dataset", null=True, on_delete=models.CASCADE, related_name="+")
    buildings = models.PositiveIntegerField()
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)

    class Meta:
        indexes = [models.Index(fields=("version", "area", "attribute"), name="tallies_of_an_area")]

    def __str__(self) -> str:
        return f"{self.attribute} {self.value} {self.state}: {self.buildings}"
