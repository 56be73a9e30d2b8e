from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from cms.core.values.problems import FileError, Problem
from geo.files.delivery import Delivery
from geo.models import Dataset, DatasetVersion
from geo.values.attributes import ATTRIBUTES, Protection
from geo.values.defaults import Defaults
from geo.values.items import Item
from geo.values.reports import Report

from .stage_version import Tell, nobody, note_undecided, refuse_misfits, stager_of

_AT_ONCE = 1000
_ASKED = [key for key, attribute in ATTRIBUTES.items() if attribute.protection is not Protection.OWNER]


def check_delivery(dataset: Dataset, delivery: Delivery, recipe: Any, tell: Tell = nobody) -> Report:
    """Read all of a delivery and say what staging it would do; nothing is written.

    ``unknown`` counts what the delivery itself leaves open, before anything is estimated. Raises FileError
    as staging does.
    """
    refuse_misfits(dataset, delivery, recipe)
    report = Report(file=delivery.file, layer=delivery.layer.name, crs=delivery.layer.crs)
    note_undecided(dataset, report)
    version = DatasetVersion(dataset=dataset, number=0)
    stager = stager_of(version, Defaults.of(dataset, recipe), report)
    known: Counter[str] = Counter()
    done = 0
    for items in _in_lists(delivery.items(report)):
        stager.look(items)
        _count(items, report, known)
        done += len(items)
        tell("check", done, max(delivery.total, done))
    if done == 0:
        raise FileError([Problem(delivery.file, 1, "", _("It holds nothing that can be used."))])
    stager.finish()
    report.read = max(report.read, done)
    if dataset.kind == Dataset.Kind.BUILDINGS:
        report.unknown = {attribute: done - known[attribute] for attribute in _ASKED if known[attribute] < done}
    return report


def _in_lists(items: Iterator[Item]) -> Iterator[list[Item]]:
    iterator = iter(items)
    while some := list(islice(iterator, _AT_ONCE)):
        yield some


def _count(items: Sequence[Item], report: Report, known: Counter[str]) -> None:
    for item in items:
        known.update({fact.attribute for fact in item.facts})
        report.facts += len(item.facts)
        report.addresses += len(item.addresses)
        report.statistics += len(item.statistics)
