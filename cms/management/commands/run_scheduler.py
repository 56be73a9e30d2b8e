"""``manage.py run_scheduler``: do what is due, every minute, until told to stop."""

from __future__ import annotations

import signal
import threading
import time
from argparse import ArgumentParser
from collections.abc import Iterable
from io import StringIO
from typing import Any

import structlog
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections

log = structlog.get_logger(__name__)

EVERY_MINUTE = ("publish_scheduled", "send_feedback_mail", "send_note_mail", "read_documents", "collect_geodata")
EVERY_DAY = (
    "check_guidance",
    "tend_tiles",
    "delete_expired_feedback",
    "remind_of_notes",
    "delete_expired_notes",
    "forget_removals",
    "clearsessions",
    "prune_db_task_results",
)
MINUTES_A_DAY = 24 * 60


class Command(BaseCommand):
    """The minute scheduler; one is enough for an installation, a second one does no harm."""

    help = "Publish what is scheduled, send waiting mail and delete what is due; every minute until stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="do everything once and end, for a cron job")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        if once:
            run(EVERY_MINUTE + EVERY_DAY)
            return
        stopping = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopping.set())
        minute = 0
        while not stopping.is_set():
            run(EVERY_MINUTE if minute % MINUTES_A_DAY else EVERY_MINUTE + EVERY_DAY)
            minute += 1
            stopping.wait(60 - time.time() % 60)


def run(commands: Iterable[str]) -> None:
    """Run ``commands`` one after the other; one that fails is told and does not keep the others from running."""
    for name in commands:
        close_old_connections()
        try:
            call_command(name, verbosity=0, stdout=StringIO())
        except Exception:
            log.exception("a scheduled command failed", command=name)
