"""Asks a running copy of the demo everything that GraphQL over HTTP demands."""

from __future__ import annotations

import os

from places import BIN, ROOT, main, run
from postgres import free_port
from processes import Processes
from setup import set_up

from demo import environment, prepare, wait_until_it_answers, web


def audit() -> None:
    """Serve the demo and run the audit of the npm package ``graphql-http`` on it."""
    set_up("run")
    port = free_port()
    env = environment(port)
    prepare(env, port)
    with Processes(env) as processes:
        processes.start("web", BIN / "granian", *web(port))
        wait_until_it_answers(port, processes)
        path = f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"
        address = f"http://127.0.0.1:{port}/graphql"
        run(BIN / "node", ROOT / "tests" / "graphql_audit.js", address, f"localhost:{port}", env={"PATH": path})


if __name__ == "__main__":
    main(audit)
