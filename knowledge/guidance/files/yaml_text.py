"""Plain data as YAML that a person reads: words in blocks, conditions and short lists in a line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

WIDTH = 120
CONDITIONS = frozenset({"only_if", "if", "rules_out", "requires", "favours", "needs_check"})
IN_A_LINE = frozenset({"audience", "topics", "measures", "investment", "articles", "path", "facts", "expects"})


class _Line(dict[str, Any]):
    """A mapping in a line."""


class _Row(list[Any]):
    """A list in a line."""


class _Dumper(yaml.SafeDumper):
    """Writes everything out, without references."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _line(dumper: yaml.SafeDumper, data: Mapping[str, Any]) -> yaml.Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", data.items(), flow_style=True)


def _row(dumper: yaml.SafeDumper, data: list[Any]) -> yaml.Node:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=True)


def _text(dumper: yaml.SafeDumper, data: str) -> yaml.Node:
    style = "|" if "\n" in data else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", data, style=style)


_Dumper.add_representer(_Line, _line)
_Dumper.add_representer(_Row, _row)
_Dumper.add_representer(str, _text)


def yaml_text(data: Mapping[str, Any]) -> str:
    """``data`` in its own order."""
    return yaml.dump(
        _laid_out(data, ""), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH, default_flow_style=False
    )


def _laid_out(data: Any, name: str) -> Any:
    if isinstance(data, Mapping):
        if name in CONDITIONS or (name in IN_A_LINE and not _is_nested(data.values())):
            return _Line({key: _in_line(each) for key, each in data.items()})
        return {key: _laid_out(each, key) for key, each in data.items()}
    if isinstance(data, list):
        if name in IN_A_LINE and not _is_nested(data):
            return _Row(data)
        return [_laid_out(each, "") for each in data]
    return _number(data)


def _in_line(data: Any) -> Any:
    if isinstance(data, Mapping):
        return _Line({key: _in_line(each) for key, each in data.items()})
    return _Row([_in_line(each) for each in data]) if isinstance(data, list) else _number(data)


def _number(data: Any) -> Any:
    return int(data) if isinstance(data, float) and data.is_integer() else data


def _is_nested(values: Any) -> bool:
    return any(isinstance(each, Mapping | list) for each in values)
