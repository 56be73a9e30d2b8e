"""Reads what guidance is made of."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from cms.core.values.marked_yaml import Lines, Rows, read_yaml
from cms.core.values.problems import Problems
from cms.core.values.record import LANGUAGES, Record, Ref
from knowledge.guidance.files.entries import READERS, Entry
from knowledge.guidance.files.names import note_unknown_names, note_wrong_facts

from .pages import Page, WordsFile

INDEX = "kompass"
FILES = {"fact": "facts.yaml", "measure": "measures.yaml", "parameter": "parameters.yaml"}
PAGE_WORDS = ("title", "seo_title", "search_description", "teaser", "intro")
Entries = dict[str, list[Entry]]


def read_guidance(folder: Path, problems: Problems) -> Entries:
    """The facts, measures, numbers and flows in ``folder``."""
    found: Entries = {kind: _listed(folder / name, kind, problems) for kind, name in FILES.items()}
    found["flow"] = []
    for file in sorted((folder / "flows").glob("*.yaml")):
        flow = _entry(_content(file, problems), file, "flow", problems)
        if flow is not None:
            if flow.key != file.stem:
                flow.wrong("key", f"should be the file's name, {file.stem}")
            found["flow"].append(flow)
    return found


def check_guidance(found: Entries, is_there: Callable[[str, str], bool]) -> None:
    """Note what is named and does not exist, wrong facts, missing languages, and names given twice."""
    catalogue: dict[str, Any] = {entry.key: entry.definition for entry in found["fact"]}
    for entries in found.values():
        names: set[str] = set()
        for entry in entries:
            if entry.name in names:
                entry.wrong("key", f"{entry.name} stands here twice")
            names.add(entry.name)
            entry.check_languages()
            note_unknown_names(entry, is_there)
            note_wrong_facts(entry, catalogue)


def flow_page(flow: Entry, site: str) -> Page:
    """The page of a flow, with its words in all languages."""
    record = flow.record
    image = flow.values["image"]
    picture = Ref("image", image, record.file, record.line("image"), "image", site) if image else None
    page = Page(
        site, f"{INDEX}/{flow.key}", "guidance", record, _words(flow, "de"),
        {"in_menu": False, "image": picture, "flow": flow}, [],
    )  # fmt: skip
    for language in flow.languages:
        if language in LANGUAGES[1:]:
            page.translations[language] = WordsFile(language, record, _words(flow, language), [])
    return page


def _words(flow: Entry, language: str) -> dict[str, Any]:
    return {name: flow.words[name].get(language, "") for name in PAGE_WORDS}


def _listed(file: Path, kind: str, problems: Problems) -> list[Entry]:
    content = _content(file, problems)
    if not isinstance(content, Rows):
        problems.add(_name(file), 1, "", "should be a list of entries")
        return []
    entries = [_entry(row, file, kind, problems) for row in content]
    return [entry for entry in entries if entry is not None]


def _entry(data: Any, file: Path, kind: str, problems: Problems) -> Entry | None:
    if not isinstance(data, Lines):
        problems.add(_name(file), 1, "", "should hold fields")
        return None
    return READERS[kind](Record(data, _name(file), problems))


def _content(file: Path, problems: Problems) -> Any:
    if not file.exists():
        problems.add(_name(file), 1, "", "is missing")
        return None
    return read_yaml(file.read_text(encoding="utf-8"), _name(file), 1, problems)


def _name(file: Path) -> str:
    folder = "guidance/flows" if file.parent.name == "flows" else "guidance"
    return f"{folder}/{file.name}"
