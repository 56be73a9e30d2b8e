"""What a journey must never meet, wherever it leads: foreign hosts, errors in the console, a broken policy, cookies."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

from .installation import HOSTS

REPORT_POLICY = """
document.addEventListener('securitypolicyviolation', (event) => {
  const place = `${event.sourceFile}:${event.lineNumber}`;
  console.error(`policy: ${event.effectiveDirective} forbids ${event.blockedURI} at ${place}`);
});
"""


@dataclass
class Watch:
    """Collects the faults of all pages of a browser context."""

    context: BrowserContext
    cookies_allowed: bool
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context.add_init_script(REPORT_POLICY)
        self.context.on("request", self._asked)
        self.context.on("response", self._answered)
        self.context.on("console", self._said)
        self.context.on("weberror", self._threw)

    def _asked(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.hostname not in HOSTS:
            self.faults.append(f"asks another host: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 500:
            self.faults.append(f"{response.status} for {response.url}")
        elif response.status >= 400 and response.request.resource_type not in ("document", "fetch", "xhr"):
            self.faults.append(f"{response.status} for {response.url}, a part of a page")

    def _said(self, message: ConsoleMessage) -> None:
        # What failed to load is told above, with its address and what it was for.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.faults.append(f"console of {message.page.url if message.page else '?'}: {message.text}")

    def _threw(self, error: WebError) -> None:
        self.faults.append(f"script of {error.page.url if error.page else '?'}: {error.error}")

    def finish(self) -> None:
        """Fail with everything that was met."""
        if not self.cookies_allowed:
            self.faults += [f"sets the cookie {cookie['name']}" for cookie in self.context.cookies()]
        assert not self.faults, "On the way:\n" + "\n".join(dict.fromkeys(self.faults))
