"""YAML whose mappings and lists know on which line of the file each entry stands.

Files may come from anybody: nesting, tags and what references blow up are limited before anything is built.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from .problems import Problems

MOST_NESTING = 40
MOST_VALUES = 100_000
MOST_CHARACTERS = 4_000_000
NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
# The loader in C reads the same and takes a tenth of the time; some builds of the library lack it.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Lines(dict[str, Any]):
    """A mapping with the line of each key."""

    line: int
    lines: dict[str, int]


class Rows(list[Any]):
    """A list with the line of each entry."""

    line: int
    lines: list[int]


class Refused(ValueError):
    """What no file may have, and the line it stands on."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


def read_yaml(text: str, file: str, first_line: int, problems: Problems) -> Any:
    """The content of ``text``, which begins on ``first_line`` of ``file``; None where it can't be read."""
    try:
        _guard(text)
        loader = LOADER(text)
        try:
            node = loader.get_single_node()
            return _Reader(loader, first_line, file, problems).value(node) if node is not None else None
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line if error.problem_mark else 0
        problems.add(file, first_line + line, "", f"is no YAML: {error.problem}")
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, max(error.position, 0))
        problems.add(file, first_line + line, "", f"is no YAML: {error.reason}")
    except Refused as error:
        problems.add(file, first_line + error.line, "", str(error))
    return None


def line_at(data: Any, path: str, otherwise: int) -> int:
    """The line of the place that ``path`` names, such as ``steps[2].routes[0].to``, or of what is nearest above it."""
    line = otherwise
    while path:
        path = path.lstrip(".")
        index = re.match(r"\[(\d+)\]", path)
        if index and isinstance(data, Rows) and int(index[1]) < len(data):
            line, data, path = data.lines[int(index[1])], data[int(index[1])], path[index.end() :]
            continue
        # Keys of facts have dots, too: the longest name that fits is meant.
        names = [name for name in data if _begins(path, name)] if isinstance(data, Lines) else []
        if not names:
            break
        name = max(names, key=len)
        line, data, path = data.lines[name], data[name], path[len(name) :]
    return line


def _begins(path: str, name: str) -> bool:
    return path.startswith(name) and path[len(name) : len(name) + 1] in ("", ".", "[")


def _guard(text: str) -> None:
    depth = 0
    events: Iterator[Any] = yaml.parse(text, Loader=LOADER)
    for event in events:
        line = event.start_mark.line if event.start_mark else 0
        if getattr(event, "tag", None):
            raise Refused(line, f"has the tag {event.tag}, but files may have none")
        if isinstance(event, yaml.ScalarEvent) and NO_TEXT.search(event.value):
            raise Refused(line, "has a character that no text may have")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MOST_NESTING:
            raise Refused(line, f"is nested more than {MOST_NESTING} deep")


class _Reader:
    """Makes values of nodes; what references repeat counts each time."""

    def __init__(self, loader: Any, first_line: int, file: str, problems: Problems) -> None:
        self.loader = loader
        self.first_line = first_line
        self.file = file
        self.problems = problems
        self.values = 0
        self.characters = 0

    def value(self, node: yaml.Node, depth: int = 0) -> Any:
        self._count(node, depth)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, depth)
        if isinstance(node, yaml.SequenceNode):
            rows = Rows(self.value(child, depth + 1) for child in node.value)
            rows.line = self.line(node)
            rows.lines = [self.line(child) for child in node.value]
            return rows
        try:
            return self.loader.construct_object(node)
        except ValueError as error:
            self.problems.add(self.file, self.line(node), "", f"has a value that can't be read: {error}")
            return None

    def line(self, node: yaml.Node) -> int:
        return self.first_line + int(node.start_mark.line)

    def _mapping(self, node: yaml.MappingNode, depth: int) -> Lines:
        mapping = Lines()
        mapping.line, mapping.lines = self.line(node), {}
        for key_node, value_node in node.value:
            key, line = str(key_node.value), self.line(key_node)
            if key in mapping:
                self.problems.add(self.file, line, key, "stands here twice")
            mapping[key] = self.value(value_node, depth + 1)
            mapping.lines[key] = line
        return mapping

    def _count(self, node: yaml.Node, depth: int) -> None:
        self.values += 1
        self.characters += len(node.value) if isinstance(node, yaml.ScalarNode) else 0
        if depth > MOST_NESTING or self.values > MOST_VALUES or self.characters > MOST_CHARACTERS:
            raise Refused(node.start_mark.line, "has references that make it too large")
