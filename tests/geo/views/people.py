"""Who works on geodata in tests."""

from __future__ import annotations

from django.test import Client

from cms.core.actions import set_up_municipality
from cms.core.models import Municipality, User


def person(municipality: Municipality, role: str, name: str = "") -> User:
    """Somebody with this role; the municipality is set up."""
    user = User.objects.create_user(name or f"{role}-{municipality.key}")
    user.groups.add(set_up_municipality(municipality)[role])
    return user


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
