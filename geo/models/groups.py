from __future__ import annotations

from django.db import models

from geo.values.disclosure import Suppressed

from .datasets import DatasetVersion


class Group(models.Model):
    """Neighbouring buildings whose grouped facts are told together. The groups of a version do not overlap.

    ``key`` stays over versions unless so many members change that the difference of two versions would tell of fewer
    addresses than the threshold. ``geometry``: WKB, what is drawn; it holds no more than its members' footprints.
    """

    version = models.ForeignKey(DatasetVersion, on_delete=models.CASCADE, related_name="groups", db_index=False)
    key = models.UUIDField(db_index=True)
    name = models.CharField(max_length=200, blank=True)
    addresses = models.PositiveIntegerField()
    lon = models.FloatField()
    lat = models.FloatField()
    geometry = models.BinaryField()
    # By attribute every set of buildings over which a figure was told under this key, see ``geo.values.groups``.
    told = models.JSONField(default=dict, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("version", "key"), name="one_group_of_a_key")]

    def __str__(self) -> str:
        return self.name or str(self.key)


class GroupFigure(models.Model):
    """What is told of a group: for choices the number of addresses of each ``value``, for numbers their sum.

    ``known``: addresses whose value is known. Where it is ``suppressed``, ``known`` and bounds are empty.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="figures")
    attribute = models.CharField(max_length=40)
    value = models.CharField(max_length=40, blank=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    known = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=10)
    year = models.PositiveSmallIntegerField(null=True)
    suppressed = models.CharField(max_length=10, blank=True, choices=[(str(each), str(each)) for each in Suppressed])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("group", "attribute", "value"), name="one_figure_of_a_group"),
        ]

    def __str__(self) -> str:
        return f"{self.attribute} {self.value}".strip()
