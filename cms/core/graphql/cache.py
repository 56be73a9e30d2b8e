"""Answers that are kept: encoded, by everything they depend on, until the first moment at which they may be wrong."""

from __future__ import annotations

import hashlib
import json
import threading
from collections import OrderedDict
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.conf import settings
from django.core.cache import caches
from redis.exceptions import RedisError

from .answers import Answer

logger = structlog.get_logger("graphql")

Key = tuple[Any, ...]
LONGEST = timedelta(hours=1)


def canonical(variables: dict[str, Any], declared: tuple[str, ...]) -> str:
    """``variables`` as text that is the same for the same values; what the document does not declare is left out."""
    if not variables:
        return ""
    known = {name: variables[name] for name in declared if name in variables}
    return json.dumps(known, sort_keys=True, separators=(",", ":"))


def end_of_answer(now: datetime, boundary: datetime | None) -> datetime:
    """When an answer made ``now`` ends: at its boundary, at midnight, or after an hour."""
    midnight = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return min(now + LONGEST, midnight, boundary or midnight)


def encode(answer: dict[str, Any]) -> bytes:
    """An answer as it goes over the wire."""
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()


class Answers:
    """Kept answers: in this process, and behind it in the cache that all processes share, where there is one."""

    def __init__(self, most: int = 5_000, most_bytes: int = 64_000_000) -> None:
        self.most = most
        self.most_bytes = most_bytes
        self._kept: OrderedDict[Key, Answer] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def get(self, key: Key, now: datetime) -> Answer | None:
        """The answer kept under ``key``, if it is still right."""
        with self._lock:
            answer = self._kept.get(key)
            if answer is not None:
                self._kept.move_to_end(key)
        if answer is None and settings.REDIS_URL:
            answer = self._shared(key)
        return answer if answer is not None and answer.expires is not None and answer.expires > now else None

    def keep(self, key: Key, answer: Answer, now: datetime) -> None:
        """Keep ``answer`` under ``key`` until it expires."""
        self._keep_here(key, answer)
        if settings.REDIS_URL and answer.expires is not None:
            seconds = int((answer.expires - now).total_seconds())
            kept = (answer.body, answer.etag, answer.expires, answer.extensions)
            try:
                caches["answers"].set(_digest(key), kept, timeout=max(1, seconds))
            except RedisError as error:
                logger.warning("shared_answers_unreachable", failure=type(error).__name__)

    def clear(self) -> None:
        """Forget what this process keeps."""
        with self._lock:
            self._kept.clear()
            self._bytes = 0

    def _keep_here(self, key: Key, answer: Answer) -> None:
        with self._lock:
            before = self._kept.pop(key, None)
            self._bytes += len(answer.body) - (len(before.body) if before else 0)
            self._kept[key] = answer
            while len(self._kept) > self.most or self._bytes > self.most_bytes:
                self._bytes -= len(self._kept.popitem(last=False)[1].body)

    def _shared(self, key: Key) -> Answer | None:
        try:
            kept = caches["answers"].get(_digest(key))
        except RedisError as error:
            # Answers can be made anew; readers need not know.
            logger.warning("shared_answers_unreachable", failure=type(error).__name__)
            return None
        if kept is None:
            return None
        body, etag, expires, extensions = kept
        answer = Answer(
            json.loads(body)["data"], etag=etag, expires=expires, no_store=False, extensions=extensions, body=body
        )
        self._keep_here(key, answer)
        return answer


def _digest(key: Key) -> str:
    return hashlib.sha256(repr(key).encode()).hexdigest()
