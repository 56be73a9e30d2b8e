from cms.settings.demo import *  # noqa: F403

GRAPHQL_DOCUMENTS = "bench.registered.with_questions"
WSGI_APPLICATION = "bench.wsgi.application"
# As in production: static files are looked up once.
WHITENOISE_AUTOREFRESH = False
WHITENOISE_USE_FINDERS = False
