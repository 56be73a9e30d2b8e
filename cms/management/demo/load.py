"""Loads the demo: reads and checks everything first, then writes it in one transaction."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from django.core.management import call_command
from django.db import transaction
from django.db.models.signals import post_save
from modelsearch import index
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.core.models import Municipality
from search.receivers import paused

from .folder import read_demo
from .made import Made
from .write_guidance import translate_guidance, write_guidance
from .write_maps import write_datasets
from .write_pages import write_bodies, write_trees
from .write_sites import finish_municipality, remove_welcome, write_locales, write_people, write_ports, write_roles
from .write_snippets import write_images, write_snippets
from .write_translations import translate_pages, translate_snippets

ACTION = "enact.load_demo"
SNIPPETS = ["topic", "term", "funding", "advice", "price", "emission", "plan"]
LAYERS = ["layer"]
Tell = Callable[[str], Callable[[str], None]]


def load_demo(folder: Path, port: int, today: date, tell: Tell, *, geodata: bool = True) -> int:
    """Load ``folder`` into the database and return how many things were made.

    What an earlier load made stays as people left it, changed or deleted. ``tell`` is called for each stage and
    gives what is called for each thing of it. Raises FileError, and then nothing is changed. ``geodata`` False: the
    datasets stay empty; another load fills them.
    """
    tell("Reading the files")
    demo = read_demo(folder)
    made = Made(demo, today, demo.problems, lambda _name: None, made_before())
    with _indexing_later(), _no_files_left(made), transaction.atomic():
        _write(made, port, tell)
        if made.now:
            region = Municipality.objects.get(pk=made.pk("municipality", demo.region))
            log(region, ACTION, data={"made": made.now})
    if made.now:
        tell("Indexing for search")
        call_command("rebuild_references_index", verbosity=0)
        call_command("rebuild_search", verbosity=0)
        call_command("update_index", verbosity=0)
    return len(made.now) + (_import(made, tell) if geodata else 0)


def _import(made: Made, tell: Tell) -> int:
    # Reading files of geodata takes libraries that are slow to begin.
    from .import_quarters import import_quarters

    return import_quarters(made, tell)


def made_before() -> dict[str, int]:
    """What earlier loads made, as far as the site's history tells."""
    entries = ModelLogEntry.objects.filter(action=ACTION)
    return {name: pk for entry in entries for name, pk in entry.data["made"].items()}


def _write(made: Made, port: int, tell: Tell) -> None:
    def stage(title: str) -> None:
        made.problems.stop_if_any()
        made.tick = tell(title)

    new_sites = [entry for entry in made.demo.entries["municipality"] if made.is_new("municipality", entry.key)]
    stage("People and pages")
    write_locales(made)
    write_people(made)
    if not made.before:
        remove_welcome()
    write_trees(made, port)
    for entry in new_sites:
        finish_municipality(made, entry)
    stage("Illustrations")
    write_images(made)
    stage("Topics, glossary, funding, advice centres, prices")
    write_snippets(made, SNIPPETS)
    stage("Facts, measures and numbers of guidance")
    write_guidance(made)
    stage("Datasets and layers of the maps")
    write_datasets(made)
    write_snippets(made, LAYERS)
    stage("Texts of the pages")
    write_bodies(made)
    stage("Translations")
    translate_snippets(made, [*SNIPPETS, *LAYERS])
    translate_guidance(made)
    translate_pages(made)
    stage("Rights")
    for entry in new_sites:
        # Again: now there are homes in all languages to give rights on.
        finish_municipality(made, entry)
    write_roles(made)
    write_ports(made, port)
    made.problems.stop_if_any()


@contextlib.contextmanager
def _no_files_left(made: Made) -> Iterator[None]:
    """A transaction takes back rows only: where it fails, the pictures already stored go too."""
    try:
        yield
    except BaseException:
        for file in made.files:
            file.delete(save=False)
        raise


@contextlib.contextmanager
def _indexing_later() -> Iterator[None]:
    """Everything is indexed once at the end instead of at each save."""
    models = [model for model in index.get_indexed_models() if getattr(model, "search_auto_update", True)]
    for model in models:
        post_save.disconnect(post_save_signal_handler, sender=model)
    try:
        with disable_reference_index_auto_update(), paused():
            yield
    finally:
        for model in models:
            post_save.connect(post_save_signal_handler, sender=model)
