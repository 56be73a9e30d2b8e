from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from .datasets import Dataset, DatasetVersion


class Feature(models.Model):
    """A thing of a dataset that stays itself over its versions: a building, an area, a line, a point."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dataset = models.ForeignKey(Dataset, on_delete=models.CASCADE, related_name="features")
    # How the source names it; versions are matched by it.
    source_id = models.CharField(max_length=160)
    # An accepted objection: nothing is told of it any more, in no channel.
    hidden = models.BooleanField(_("hidden after an objection"), default=False)
    # A tombstone: the version since which it is missing, and what took its place.
    gone_since = models.ForeignKey(DatasetVersion, null=True, on_delete=models.SET_NULL, related_name="+")
    successor = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="predecessors")

    class Meta:
        constraints = [models.UniqueConstraint(fields=("dataset", "source_id"), name="one_feature_of_a_source_id")]

    def __str__(self) -> str:
        return self.source_id


class Shape(models.Model):
    """What one version of a dataset says of a feature: where it lies, and what is the same kind for all of them.

    ``geometry`` is WKB in WGS 84, two-dimensional, valid. ``area_m2`` and ``length_m`` are measured on the ellipsoid.
    ``lon``, ``lat``: a point inside it. Public by itself; what is known of a building are facts.
    """

    version = models.ForeignKey(DatasetVersion, on_delete=models.CASCADE, related_name="shapes", db_index=False)
    feature = models.ForeignKey(Feature, on_delete=models.CASCADE, related_name="shapes")
    geometry = models.BinaryField()
    west = models.FloatField()
    south = models.FloatField()
    east = models.FloatField()
    north = models.FloatField()
    lon = models.FloatField()
    lat = models.FloatField()
    area_m2 = models.FloatField(default=0)
    length_m = models.FloatField(default=0)
    name = models.CharField(max_length=200, blank=True)
    # Areas of heat plans: see ``geo.values.areas``. Lines and points: their kind.
    category = models.CharField(max_length=40, blank=True)
    horizon = models.CharField(max_length=10, blank=True)
    details = models.JSONField(default=dict)
    # Buildings: the group in which their grouped facts are told; the partition of the version.
    group = models.ForeignKey("geo.Group", null=True, on_delete=models.SET_NULL, related_name="members")
    # Buildings: how many addresses it has, at least one.
    address_count = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("version", "feature"), name="one_shape_of_a_feature")]

    def __str__(self) -> str:
        return self.name or str(self.feature_id)


class Cell(models.Model):
    """Where a shape is filed in the grid of ``geo.values.boxes``; read by ``geo.queries.boxes`` only."""

    version = models.ForeignKey(DatasetVersion, on_delete=models.CASCADE, related_name="+", db_index=False)
    row = models.IntegerField()
    column = models.IntegerField()
    shape = models.ForeignKey(Shape, on_delete=models.CASCADE, related_name="cells")

    class Meta:
        indexes = [models.Index(fields=("version", "row", "column", "shape"), name="cells_of_the_grid")]

    def __str__(self) -> str:
        return f"{self.row}/{self.column}"


class Membership(models.Model):
    """That a building lies in an area, decided by the point inside it when the later of the two was staged."""

    building = models.ForeignKey(Shape, on_delete=models.CASCADE, related_name="areas", db_index=False)
    area = models.ForeignKey(Shape, on_delete=models.CASCADE, related_name="buildings")

    class Meta:
        constraints = [models.UniqueConstraint(fields=("building", "area"), name="once_in_an_area")]

    def __str__(self) -> str:
        return f"{self.building_id} in {self.area_id}"


class Address(models.Model):
    """A street and house number as a version has it, and the building it belongs to, where one was found.

    ``key`` is made of the municipality and the address, so it is the same in all versions. ``search`` is the text in
    lower case without marks, for suggestions.
    """

    version = models.ForeignKey(DatasetVersion, on_delete=models.CASCADE, related_name="addresses", db_index=False)
    key = models.UUIDField(db_index=True)
    street = models.CharField(max_length=120)
    number = models.CharField(max_length=20, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    town = models.CharField(max_length=80, blank=True)
    lon = models.FloatField()
    lat = models.FloatField()
    building = models.ForeignKey(Feature, null=True, on_delete=models.CASCADE, related_name="addresses")
    search = models.CharField(max_length=220)

    class Meta:
        # The classes by which PostgreSQL finds what begins as somebody typed, whatever its collation.
        indexes = [
            models.Index(
                fields=("version", "search"), name="addresses_to_suggest", opclasses=("int8_ops", "varchar_pattern_ops")
            )
        ]

    def __str__(self) -> str:
        return f"{self.street} {self.number}".strip()
