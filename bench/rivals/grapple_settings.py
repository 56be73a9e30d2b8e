from cms.settings.demo import *  # noqa: F403
from cms.settings.demo import INSTALLED_APPS, MIDDLEWARE

INSTALLED_APPS = ["bench.rivals", *INSTALLED_APPS, "grapple", "graphene_django"]
MIDDLEWARE = ["django.middleware.common.CommonMiddleware"] if MIDDLEWARE else []
ROOT_URLCONF = "bench.rivals.grapple_urls"
GRAPHENE = {"SCHEMA": "grapple.schema.schema"}
GRAPPLE = {"APPS": ["core", "topics", "pages", "articles"], "PAGE_SIZE": 20, "MAX_PAGE_SIZE": 100}
