"""How a frontend in the same process asks: no HTTP, no encoding, the same limits and the same kept answers."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from .answers import Answer
from .api import Question, current_api
from .errors import InvalidDocument, Refusal


class InProcess:
    """The transport for frontends that run beside the API."""

    def execute(
        self,
        document_id: str,
        variables: Mapping[str, Any],
        *,
        host: str,
        preview_token: str = "",
        client_address: str = "",
    ) -> Answer:
        """Answer the registered document of this name or hash; ``client_address`` is one that rate limits may believe.

        A refusal is an answer too: without data, with its code.
        """
        question = Question(
            host=host,
            document=document_id,
            variables=dict(variables),
            preview_token=preview_token,
            client_address=client_address,
        )
        try:
            return current_api().answer(question)
        except InvalidDocument as refusal:
            return Answer(None, refusal.errors, refusal.status)
        except Refusal as refusal:
            return Answer(None, (dict(refusal.formatted),), refusal.status)

    def version(self, host: str) -> str:
        """Changes whenever a public answer for ``host`` may; empty for a host that shows nothing."""
        try:
            scope = current_api().hosts.scope(host)
        except Refusal:
            return ""
        state = repr((scope.municipality.pk, scope.version()))
        return hashlib.sha256(state.encode()).hexdigest()[:16]
