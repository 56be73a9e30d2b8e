from cms.settings.demo import *  # noqa: F403

GRAPHQL_DOCUMENTS = "bench.registered.with_questions"
WSGI_APPLICATION = "bench.wsgi.application"
