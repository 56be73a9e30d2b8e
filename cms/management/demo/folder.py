"""Reads the demo's folder, checks that everything named exists, and puts translations beside their German."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from cms.core.values.problems import Problems
from cms.core.values.record import Record, Ref
from knowledge.guidance.files.entries import Entry as GuidanceEntry

from .blocks import Block
from .guidance import check_guidance, flow_page, read_guidance
from .maps import Drawing, read_maps
from .pages import Page, WordsFile, read_page, read_words
from .snippets import Entry, read_entries, read_municipality, read_parameters

LISTS = {
    "image": "images/images.yaml", "topic": "topics.yaml", "term": "glossary.yaml", "funding": "funding.yaml",
    "advice": "advice.yaml", "person": "people.yaml",
}  # fmt: skip
# How pages of one level follow each other; others come after these, by address.
ORDER = [
    "energiekarte", "kompass", "wissen", "foerderung", "beratung", "termine", "kampagnen", "glossar",
    "rueckmeldung", "leichte-sprache", "gebaerdensprache", "barrierefreiheit", "datenschutz", "impressum",
]  # fmt: skip


@dataclass(slots=True)
class Demo:
    """Everything the demo's files say."""

    folder: Path
    problems: Problems = field(default_factory=Problems)
    entries: dict[str, list[Entry]] = field(default_factory=dict)
    pages: dict[str, list[Page]] = field(default_factory=dict)
    guidance: dict[str, list[GuidanceEntry]] = field(default_factory=dict)
    drawings: dict[str, Drawing] = field(default_factory=dict)
    region: str = ""

    def page(self, site: str, address: str) -> Page | None:
        """The page at ``address`` of ``site``: its own, else that of the region's library."""
        for owner in dict.fromkeys([site, self.region]):
            for page in self.pages.get(owner, []):
                if page.path == address:
                    return page
        return None


def read_demo(folder: Path) -> Demo:
    """Read and check ``folder``. Raises FileError with every mistake in it."""
    demo, refs = Demo(folder), list[Ref]()
    problems = demo.problems
    for kind, name in LISTS.items():
        demo.entries[kind] = read_entries(folder / name, name, kind, problems, refs)
    for image in demo.entries["image"]:
        if not (folder / "images" / image.values["file"]).is_file():
            image.record.wrong("file", f"{image.values['file']} is no file in images/")
    demo.entries["parameter"] = read_parameters(folder / "parameters.yaml", "parameters.yaml", problems, refs)
    maps = read_maps(folder, problems, refs)
    demo.entries |= maps.entries
    demo.drawings = maps.drawings
    demo.entries["municipality"] = []
    for site in sorted(path for path in (folder / "sites").glob("*") if path.is_dir()):
        name = f"sites/{site.name}/municipality.yaml"
        municipality = read_municipality(site / "municipality.yaml", name, problems, refs)
        if municipality is None:
            continue
        demo.entries["municipality"].append(municipality)
        demo.pages[municipality.key] = _in_order(_pages_of(site, municipality.key, problems, refs), demo)
    regions = [entry.key for entry in demo.entries["municipality"] if entry.values["kind"] == "region"]
    if len(regions) != 1:
        problems.add("sites", 1, "kind", f"there should be one region, not {len(regions)}")
    problems.stop_if_any()
    demo.region = regions[0]
    demo.guidance = read_guidance(folder / "guidance", problems)
    problems.stop_if_any()
    flows = [flow_page(flow, demo.region) for flow in demo.guidance["flow"]]
    demo.pages[demo.region] = _in_order([*demo.pages[demo.region], *flows], demo)
    _check_guidance(demo)
    _check_refs(demo, refs, problems)
    problems.stop_if_any()
    for page in demo_pages(demo):
        _complete(page, demo, problems)
    problems.stop_if_any()
    return demo


def demo_pages(demo: Demo) -> Iterator[Page]:
    """All pages, the region's first: cities adopt from it."""
    for site in sorted(demo.pages, key=lambda key: key != demo.region):
        yield from demo.pages[site]


def _pages_of(site: Path, key: str, problems: Problems, refs: list[Ref]) -> list[Page]:
    root = site / "pages"
    pages: dict[str, Page] = {}
    for file in sorted(root.rglob("*.de.md")):
        name = f"sites/{site.name}/pages/{file.relative_to(root)}"
        path = str(file.relative_to(root)).removesuffix(".de.md")
        path = "" if path == "index" else path.removesuffix("/index")
        page = read_page(file, name, key, path, problems, refs)
        if page is None:
            continue
        if path in pages:
            problems.add(name, 1, "", "has the same address as another file")
        pages[path] = page
        for language in ("en", "it"):
            words = file.with_name(file.name.removesuffix(".de.md") + f".{language}.md")
            if words.exists():
                read_words(words, f"sites/{site.name}/pages/{words.relative_to(root)}", language, page, problems, refs)
    for page in pages.values():
        if page.path and page.path.rpartition("/")[0] not in pages:
            problems.add(page.record.file, 1, "", "has no page above it: index.de.md is missing in its folder")
    return list(pages.values())


def _in_order(pages: list[Page], demo: Demo) -> list[Page]:
    topics = [entry.values.get("slug") for entry in demo.entries["topic"]]
    order = [*ORDER, *topics]

    def place(page: Page) -> list[tuple[int, str]]:
        parts = page.path.split("/") if page.path else []
        return [(order.index(part) if part in order else len(order), part) for part in parts]

    return sorted(pages, key=place)


def _check_refs(demo: Demo, refs: list[Ref], problems: Problems) -> None:
    keys = {kind: {entry.key for entry in entries} for kind, entries in demo.entries.items()}
    for ref in refs:
        found = demo.page(ref.site, ref.key) if ref.kind == "page" else ref.key in keys[ref.kind]
        if not found:
            problems.add(ref.file, ref.line, ref.field, f"names the {ref.kind} {ref.key!r}, which does not exist")
    for page in demo_pages(demo):
        url = page.shared.get("call_url") or ""
        if url and not url.startswith("https://") and not demo.page(page.site, url):
            page.record.wrong("call_url", f"names the page {url!r}, which does not exist")


def _check_guidance(demo: Demo) -> None:
    keys = {kind: {entry.key for entry in entries} for kind, entries in (demo.entries | demo.guidance).items()}
    keys["programme"] = {entry.values["slug"] for entry in demo.entries["funding"]}

    def is_there(kind: str, name: str) -> bool:
        return demo.page(demo.region, name.strip("/")) is not None if kind == "page" else name in keys[kind]

    check_guidance(demo.guidance, is_there)


def _complete(page: Page, demo: Demo, problems: Problems) -> None:
    """Give an adopted article its base's text, and each translation its German's shape."""
    if page.type == "adopted_article":
        _adopt(page, demo)
    for words in page.translations.values():
        if page.type == "adopted_article":
            _adopt_words(page, words, demo)
        for name, german in page.words.items():
            _complete_word(words, name, german)
        if page.type == "adopted_article":
            words.blocks = _adopted_words(page, words, demo)
        else:
            words.blocks = translated(page.blocks, words.blocks, words.record)


def _complete_word(words: WordsFile, name: str, german: Any) -> None:
    if german and not words.words[name]:
        words.record.wrong(name, "is missing, but the German has it")
    elif words.words[name] and not german:
        words.record.wrong(name, "is translated, but the German has none")


def _adopt(page: Page, demo: Demo) -> None:
    base = next((candidate for candidate in demo.pages[demo.region] if candidate.path == page.shared["base"]), None)
    if base is None or base.type != "article":
        page.record.wrong("base", f"names {page.shared['base']!r}, which is no article of the region's library")
        return
    for local in page.local:
        if not 1 <= local.position <= len(base.blocks):
            page.problem(local.line, "local", f"names block {local.position}, but the base has {len(base.blocks)}")
    page.words = {name: page.words[name] or base.words[name] for name in page.words}
    page.shared = {**base.shared, **{name: value for name, value in page.shared.items() if value is not None}}
    page.blocks = _merged(base.blocks, page, [local.blocks for local in page.local])


def _adopt_words(page: Page, words: WordsFile, demo: Demo) -> None:
    """Words that the city has from the base have the base's translation."""
    base = demo.page(demo.region, page.shared["base"])
    base_words = base.translations.get(words.language) if base else None
    if base and base_words:
        for name, german in page.words.items():
            if german == base.words[name]:
                words.words[name] = words.words[name] or base_words.words[name]


def _adopted_words(page: Page, words: WordsFile, demo: Demo) -> list[Block]:
    base = demo.page(demo.region, page.shared["base"])
    base_words = base.translations.get(words.language) if base else None
    if base is None or base_words is None:
        words.record.wrong("title", "is a translation, but the base is not translated into this language")
        return []
    if len(words.local) != len(page.local):
        words.record.wrong("local", f"has {len(words.local)} parts, but the German has {len(page.local)}")
        return []
    parts = [
        translated(local.blocks, blocks, words.record) for local, blocks in zip(page.local, words.local, strict=True)
    ]
    return _merged(translated(base.blocks, base_words.blocks, base_words.record), page, parts)


def _merged(base: list[Block], page: Page, parts: list[list[Block]]) -> list[Block]:
    result: list[Block] = []
    for position, block in enumerate(base, start=1):
        here = [(local, part) for local, part in zip(page.local, parts, strict=True) if local.position == position]
        replacing = next((part for local, part in here if local.replaces), None)
        if replacing:
            # The first of them stands for the base's block and keeps its id.
            result += [replace(replacing[0], key=block.key), *replacing[1:]]
        else:
            result.append(block)
        for local, part in here:
            result += [] if local.replaces else part
    return result


def translated(german: list[Block], words: list[Block], record: Record) -> list[Block]:
    """The German blocks with the translation's words in them; notes where they don't match."""
    if [block.kind for block in german] != [block.kind for block in words]:
        for position, block in enumerate(german):
            other = words[position] if position < len(words) else None
            if other is None or other.kind != block.kind:
                line = other.line if other else record.data.line
                found = f"is {other.kind}" if other else "is missing"
                message = f"block {position + 1} {found}, but in German (line {block.line}) it is {block.kind}"
                record.problems.add(record.file, line, "body", message)
                return []
        extra = words[len(german)]
        record.problems.add(
            record.file, extra.line, "body", f"has {len(words) - len(german)} blocks more than the German"
        )
        return []
    return [
        replace(block, value=_with_words(block, other, record), file=other.file, line=other.line)
        for block, other in zip(german, words, strict=True)
    ]


def _with_words(german: Block, words: Block, record: Record) -> Any:
    if german.kind == "text":
        return words.value
    if german.kind == "heading":
        if german.value["level"] != words.value["level"]:
            message = f"is a heading of level {words.value['level']}, but the German has {german.value['level']}"
            record.problems.add(words.file, words.line, "body", message)
        return words.value
    for name, value in words.value.items():
        source = german.value.get(name)
        if _shape_of(source) != _shape_of(value):
            message = f"{_told(value)}, but the German (line {german.line}) {_told(source)}"
            record.problems.add(words.file, words.line, f"{words.kind}.{name}", message)
    return {**german.value, **words.value}


def _shape_of(value: Any) -> Any:
    """What must be equal in a translation: lengths of lists, and which texts are empty."""
    if isinstance(value, list):
        return [_shape_of(part) for part in value]
    if isinstance(value, dict):
        return {name: _shape_of(part) for name, part in value.items()}
    return bool(value)


def _told(value: Any) -> str:
    if isinstance(value, list):
        return f"has {len(value)} entries" + (" of other lengths" if value and isinstance(value[0], list) else "")
    return "has words" if value else "has none"
