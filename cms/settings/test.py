"""Tests: fast hashing, memory where it does not matter, real components where it does."""

from .base import *  # noqa: F403
from .base import CACHES, MIDDLEWARE, VAR_DIR

SECRET_KEY = "tests-only-tests-only-tests-only-tests-only-tests"
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "tiles": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(VAR_DIR / "test-tiles")},
    },
}
WHITENOISE_AUTOREFRESH = True
AXES_ENABLED = False
CACHES = {name: {**config} for name, config in CACHES.items()}
MIDDLEWARE = [*MIDDLEWARE]
