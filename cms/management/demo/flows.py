"""Fills the pages of flows, and tells where their files are wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cms.core.blocks.mistakes import field_mistakes
from cms.core.values.marked_yaml import line_at
from knowledge.guidance.files.entries import Entry
from knowledge.guidance.files.records import judge_by, relate, shared_fields, source_words, words_in
from knowledge.guidance.models import GuidancePage

from .made import Made
from .pages import Page


def flow_fields(made: Made, page: Page) -> dict[str, Any]:
    """The fields of a flow's page that name nothing else."""
    return {name: value for name, value in shared_fields(page.shared["flow"], _nothing).items() if name != "image_id"}


def fill_flow(made: Made, page: Page, instance: GuidancePage) -> None:
    """Give a flow's page its steps, measures and personas; what the blocks find wrong is noted."""
    flow, key_of = page.shared["flow"], finder(made)
    words = source_words(flow, key_of)
    instance.steps, instance.next_steps = words["steps"], words["next_steps"]
    relate(flow, instance, key_of)
    judge_by(flow, instance, key_of)
    check_blocks(flow, instance)


def reword_flow(page: Page, copy: Any, german: Any, language: str) -> None:
    """Give the translation of a flow's page its steps in its language."""
    words = words_in(page.shared["flow"], language, german)
    copy.steps, copy.next_steps = words["steps"], words["next_steps"]


def finder(made: Made) -> Callable[[str, str], int]:
    """Finds the primary keys of what guidance names."""

    def key_of(kind: str, name: str) -> int:
        return made.key_of(kind, name.strip("/"), made.demo.region)

    return key_of


def check_blocks(entry: Entry, record: Any) -> None:
    """Note what the blocks of a record find wrong."""
    for name, place, message in field_mistakes(record):
        entry.wrong(f"{name}[{place}]", message)


def block_teller(entry: Entry, german: Any) -> Callable[[str, str], None]:
    """Tells of words that don't match where they stand in the file."""

    def tell(path: str, message: str) -> None:
        name, _, rest = path.partition(".")
        if name in entry.streams:
            ids = [block["id"] for block in getattr(german, name).raw_data]
            place = next((n for n, block_id in enumerate(ids) if rest.startswith(block_id)), 0)
            name, rest = f"{name}[{place}]", rest.partition(".")[2]
        told = f"{name}.{rest}" if rest else name
        entry.record.problems.add(
            entry.record.file, line_at(entry.record.data, told, entry.record.data.line), told, message
        )

    return tell


def _nothing(kind: str, name: str) -> None:
    return None
