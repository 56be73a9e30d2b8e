"""Run by a test in a process of its own: ``killed_import.py stage`` is killed on the way, ``collect`` clears up."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from datetime import timedelta
from typing import Any

import django

django.setup()

from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from cms.core.models import Municipality  # noqa: E402
from geo.actions.activate_version import activate_version  # noqa: E402
from geo.actions.collect_leftovers import remove_stopped_versions  # noqa: E402
from geo.actions.stage_version import stage_version  # noqa: E402
from geo.models import Cell, Dataset, DatasetVersion, Fact, Feature, Shape  # noqa: E402
from geo.values.items import GivenFact  # noqa: E402
from tests.factories.municipalities import saxony  # noqa: E402
from tests.geo.delivered import MadeDelivery, MadeRecipe, building, dataset_of  # noqa: E402

FACTS = [GivenFact("storeys", low=3, high=3)]


def counts() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in (Feature, Shape, Cell, Fact)}


def tell(told: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def stage() -> None:
    """Activate ten buildings, then be killed in the middle of the next version."""
    import geo.actions.derive as derive

    derive.has_tiles = lambda version: False
    dataset = dataset_of(saxony().leipzig, "houses")
    activate_version(stage_version(dataset, MadeDelivery([building(n) for n in range(10)]), MadeRecipe()), None)
    tell(counts())

    def kill(number: int) -> None:
        if number == 900:
            os.kill(os.getpid(), signal.SIGKILL)

    delivery = MadeDelivery([building(n, facts=FACTS) for n in range(1200)], before=kill)
    stage_version(Dataset.objects.get(), delivery, MadeRecipe())


def collect() -> None:
    """Say what is there, clear up at once and after the silence; then import while somebody saves."""
    staging = DatasetVersion.objects.get(state="staging")
    told = {"left": counts(), "active": Dataset.objects.get().active.number, "at_once": remove_stopped_versions()}
    silent = timezone.now() - timedelta(minutes=11)
    DatasetVersion.objects.filter(pk=staging.pk).update(beat_at=silent, imported_at=silent)
    told |= {"later": remove_stopped_versions(), "after": counts(), "again": remove_stopped_versions()}
    staging.refresh_from_db()
    meanwhile(told | {"state": staging.state})


def meanwhile(told: dict[str, Any]) -> None:
    """Save again and again while an import runs; say how often that was possible before it ended."""
    over, saved = threading.Event(), [0]
    dataset = dataset_of(Municipality.objects.get(key="leipzig"), "more")

    def save() -> None:
        while not over.is_set():
            Municipality.objects.filter(key="dresden").update(claim_de=f"Satz {saved[0]}")
            saved[0] += 1
            over.wait(0.05)
        connection.close()

    editor = threading.Thread(target=save)
    editor.start()
    delivery = MadeDelivery([building(n, facts=FACTS) for n in range(1500)])
    import geo.actions.derive as derive

    derive.has_tiles = lambda version: False
    version = stage_version(dataset, delivery, MadeRecipe())
    over.set()
    editor.join()
    tell(told | {"second": version.state, "saved": saved[0]})


{"stage": stage, "collect": collect}[sys.argv[1]]()
