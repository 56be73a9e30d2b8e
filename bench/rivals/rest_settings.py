from cms.settings.demo import *  # noqa: F403
from cms.settings.demo import INSTALLED_APPS, MIDDLEWARE

INSTALLED_APPS = ["bench.rivals", *INSTALLED_APPS, "wagtail.api.v2", "rest_framework"]
MIDDLEWARE = ["django.middleware.common.CommonMiddleware"] if MIDDLEWARE else []
ROOT_URLCONF = "bench.rivals.rest_urls"
WAGTAILAPI_LIMIT_MAX = 100
