"""Our own server in the bench. With ``BENCH_COLD`` it forgets what it kept before each request."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

from cms.wsgi import application as warm


def cold(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Answer as a process does that has only read its documents."""
    from django.core.cache import caches

    from cms.core.graphql.api import current_api
    from cms.core.queries.editions import forget_editions

    forget_editions()
    current_api().answers.clear()
    for name in ("default", "answers", "renditions"):
        caches[name].clear()
    return warm(environ, start_response)


application = cold if os.environ.get("BENCH_COLD") else warm
