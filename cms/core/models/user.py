from __future__ import annotations

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """Somebody who signs in to edit. Rights come from groups, which belong to municipalities."""
