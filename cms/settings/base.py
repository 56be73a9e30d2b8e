"""Settings every installation shares. What differs is read from the environment."""

from __future__ import annotations

from pathlib import Path

import environ
from django.utils.translation import gettext_lazy as _

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))

INSTALLED_APPS = [
    "cms",
    "cms.core",
    "geo",
    "search",
    "knowledge.topics",
    "knowledge.funding",
    "knowledge.advice",
    "knowledge.glossary",
    "knowledge.feedback",
    "knowledge.pages",
    "knowledge.articles",
    "knowledge.events",
    "knowledge.campaigns",
    "knowledge.guidance",
    "knowledge.maps",
    "frontend_templates.web",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtailgeowidget",
    "wagtail_headless_preview",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "axes",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    # Last: what its receivers see must be all that those of others wrote.
    "cms.core.graphql",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "cms.core.graphql.middleware.ApiMiddleware",
    "geo.serving.TileMiddleware",
    "cms.core.referrers.AdminReferrers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "cms.core.admin_headers.AdminHeaders",
    "cms.core.permissions.doors.AdminDoors",
    "cms.core.refusals.PublishingRefusals",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "frontend_templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

SQLITE_OPTIONS = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=134217728; PRAGMA cache_size=-20000;"
    ),
}


def database(url: str) -> dict[str, object]:
    """The database of ``url`` with what SQLite needs to serve editors and workers at once."""
    config = env.db_url_config(url)
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["OPTIONS"] = SQLITE_OPTIONS
    else:
        config["CONN_HEALTH_CHECKS"] = True
    config["CONN_MAX_AGE"] = 60
    return config


DATABASES = {"default": database(env.str("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'enact.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", default="")
_CACHE_BACKEND = (
    {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
)
CACHES = {
    "default": {**_CACHE_BACKEND, "KEY_PREFIX": "enact"},
    # Answers of the API and pages made from them; keys carry the content version, so nothing is ever deleted by hand.
    "answers": {**_CACHE_BACKEND, "KEY_PREFIX": "answers", "TIMEOUT": 3600}
    | ({} if REDIS_URL else {"LOCATION": "answers", "OPTIONS": {"MAX_ENTRIES": 5000}}),
    "renditions": {**_CACHE_BACKEND, "KEY_PREFIX": "renditions", "TIMEOUT": 86400}
    | ({} if REDIS_URL else {"LOCATION": "renditions"}),
}

AUTH_USER_MODEL = "core.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]

LANGUAGE_CODE = "de"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("de", _("German")), ("en", _("English")), ("it", _("Italian"))]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("de", "Deutsch"), ("en", "English"), ("it", "Italiano")]
TIME_ZONE = "Europe/Berlin"
USE_I18N = True
USE_TZ = True
WAGTAIL_I18N_ENABLED = True
# The first one wins where readers and editors see the same English word.
LOCALE_PATHS = [BASE_DIR / "frontend_templates" / "locale", BASE_DIR / "cms" / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
# Whether Django hands out uploaded files itself; in production the web server in front of it does.
SERVE_MEDIA = env.bool("SERVE_MEDIA", default=False)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    # Archives of vector tiles; with a service that has addresses of its own, readers are sent there.
    "tiles": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": env.str("TILES_DIR", default=str(VAR_DIR / "tiles"))},
    },
}

WAGTAIL_SITE_NAME = "EnAct Toolkit"
WAGTAILADMIN_BASE_URL = env.str("WAGTAILADMIN_BASE_URL", default="http://localhost:8000")
# Who may show a draft's preview in a frame: the admin, which may be on another host than the website.
PREVIEW_FRAME_ANCESTORS = [WAGTAILADMIN_BASE_URL]
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "cms.core.approval.publish_approved"
WAGTAILIMAGES_IMAGE_MODEL = "core.Image"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp", "svg"]
WAGTAILDOCS_DOCUMENT_MODEL = "core.Document"
WAGTAILDOCS_EXTENSIONS = ["pdf", "csv", "docx", "odt", "ods", "xlsx", "txt", "zip"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILEMBEDS_FINDERS: list[dict[str, object]] = []
WAGTAILLOCALIZE_DISABLE_ON_DELETE = True

WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "modelsearch.backends.database"}}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Where maps begin for people without a municipality: longitude, latitude and zoom of Saxony.
MAP_START = (13.35, 51.05, 8)
# The admin turns no typed address into a page: that would ask for pages of other municipalities.
WAGTAILADMIN_EXTERNAL_LINK_CONVERSION = ""
# Our own receivers leave redirects: Wagtail's need its own page addresses.
WAGTAILREDIRECTS_AUTO_CREATE = False
# Pages say themselves where their drafts are seen: on their municipality's website.
WAGTAIL_HEADLESS_PREVIEW = {"CLIENT_URLS": {"default": "{SITE_ROOT_URL}"}, "REDIRECT_ON_PREVIEW": False}

# The language content is written in; other languages translate its words.
SOURCE_LOCALE = "de"
# Unknown hosts get 400 unless a municipality key is named here, which then answers them.
FALLBACK_MUNICIPALITY = env.str("FALLBACK_MUNICIPALITY", default="")
# How long a translation older than a changed German text about law or money is shown with a notice; then not at all.
OUTDATED_TRANSLATION_DAYS = env.int("OUTDATED_TRANSLATION_DAYS", default=90)
# Whether somebody else than its importer must activate a version of geodata; a small town may do without.
GEODATA_SECOND_PERSON = env.bool("GEODATA_SECOND_PERSON", default=True)
# How many bytes a delivery of geodata may have unpacked, and how much memory the process that reads it.
GEODATA_MAX_BYTES = env.int("GEODATA_MAX_BYTES", default=2_000_000_000)
# Hosts inside of the own network from which data may be fetched by their address.
GEODATA_ALLOW_PRIVATE_HOSTS = env.list("GEODATA_ALLOW_PRIVATE_HOSTS", default=[])
GEODATA_READER_BYTES = env.int("GEODATA_READER_BYTES", default=1_500_000_000)
# Addresses of proxies whose X-Forwarded-For is believed (for the rate limit of forms).
TRUSTED_PROXIES = env.list("TRUSTED_PROXIES", default=[])
# The public schema, and the frontends' documents, which it answers by name or hash.
GRAPHQL_SCHEMA = "cms.schema.schema"
GRAPHQL_DOCUMENTS = "frontend_templates.documents.documents"
# How the frontends reach the API: in this process, or over HTTP when they are deployed apart.
FRONTEND_TRANSPORT = env.str("FRONTEND_TRANSPORT", default="cms.core.graphql.transport.InProcess")
FRONTEND_API_URL = env.str("FRONTEND_API_URL", default="")

# Failures go to the process's own output, which systemd or Docker keeps: where it happened, never what was typed.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "places": {"()": "cms.core.logs.PlacesFormatter", "format": "%(asctime)s %(levelname)s %(message)s"},
    },
    "handlers": {
        "failures": {"class": "logging.StreamHandler", "level": "ERROR", "formatter": "places"},
        "warnings": {"class": "logging.StreamHandler", "level": "WARNING", "formatter": "places"},
    },
    "loggers": {
        "django": {"handlers": ["failures"], "level": "INFO", "propagate": False},
        # The worker tells of every task it begins and ends; only those that fail are news.
        **{name: {"handlers": ["warnings"], "propagate": False} for name in ("django_tasks", "django_tasks_db")},
    },
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "no-referrer"
X_FRAME_OPTIONS = "SAMEORIGIN"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
PERMISSIONS_POLICY: dict[str, list[str]] = {
    "camera": [],
    "geolocation": ["self"],
    "microphone": [],
    "payment": [],
    "usb": [],
}
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ("/admin/", "/django-admin/"),
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
    },
}
