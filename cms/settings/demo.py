"""The demo on one machine: SQLite, debug off, three hosts."""

from .base import *  # noqa: F403
from .base import VAR_DIR, env

DEBUG = env.bool("DEBUG", default=False)
# Known to everybody: the demo holds nothing secret and listens on loopback only.
SECRET_KEY = env.str("SECRET_KEY", default="demo-only-not-a-secret-demo-only-not-a-secret-demo")
ALLOWED_HOSTS = ["localhost", ".localhost", "127.0.0.1", "[::1]"]
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
WHITENOISE_USE_FINDERS = True
SERVE_MEDIA = True
