"""YAML whose mappings and lists know on which line of the file each entry stands."""

from __future__ import annotations

from typing import Any

import yaml

from .problems import Problems


class Lines(dict[str, Any]):
    """A mapping with the line of each key."""

    line: int
    lines: dict[str, int]


class Rows(list[Any]):
    """A list with the line of each entry."""

    line: int
    lines: list[int]


def read_yaml(text: str, file: str, first_line: int, problems: Problems) -> Any:
    """The content of ``text``, which begins on ``first_line`` of ``file``; None where it can't be read."""
    loader = yaml.SafeLoader(text)
    try:
        node = loader.get_single_node()
        return _value(node, loader, first_line, file, problems) if node is not None else None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line if error.problem_mark else 0
        problems.add(file, first_line + line, "", f"is no YAML: {error.problem}")
    except ValueError as error:
        problems.add(file, first_line, "", str(error))
    finally:
        loader.dispose()
    return None


def _value(node: yaml.Node, loader: yaml.SafeLoader, first_line: int, file: str, problems: Problems) -> Any:
    if isinstance(node, yaml.MappingNode):
        mapping = Lines()
        mapping.line = first_line + node.start_mark.line
        mapping.lines = {}
        for key_node, value_node in node.value:
            key, line = str(key_node.value), first_line + key_node.start_mark.line
            if key in mapping:
                problems.add(file, line, key, "stands here twice")
            mapping[key] = _value(value_node, loader, first_line, file, problems)
            mapping.lines[key] = line
        return mapping
    if isinstance(node, yaml.SequenceNode):
        rows = Rows(_value(child, loader, first_line, file, problems) for child in node.value)
        rows.line = first_line + node.start_mark.line
        rows.lines = [first_line + child.start_mark.line for child in node.value]
        return rows
    return loader.construct_object(node)  # type: ignore[no-untyped-call]
