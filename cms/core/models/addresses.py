from __future__ import annotations

from typing import ClassVar

from django.db import models

from .municipality import Municipality


class AddressChange(models.Model):
    """An address that something public has left, or has come to without being published there.

    Whoever keeps copies follows these. There are no words in it: what is told later is only what everybody could see.
    """

    municipality = models.ForeignKey(Municipality, null=True, on_delete=models.CASCADE, related_name="+")
    # The model, as app_label.model_name, and the key that is the same in all languages.
    kind = models.CharField(max_length=100)
    key = models.UUIDField()
    # Of a page its path without host and language; of a snippet its slug, as each municipality shows it elsewhere.
    address = models.TextField()
    gone = models.BooleanField()
    at = models.DateTimeField(db_index=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["key"], name="address_change_key")]

    def __str__(self) -> str:
        return f"{self.kind} {self.address}"
