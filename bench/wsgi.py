"""Our own server in the bench; with ``BENCH_COLD`` it keeps no answer and no page."""

import os

from cms.wsgi import application

if os.environ.get("BENCH_COLD"):
    from cms.core.graphql.api import current_api

    current_api().answers.most = 0

__all__ = ["application"]
