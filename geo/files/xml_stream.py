"""XML that ``guards.xml`` found harmless, element by element."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, iterparse


def local(tag: str) -> str:
    """An element's name without its namespace."""
    return tag.rpartition("}")[2]


def elements(path: Path, wanted: Collection[str]) -> Iterator[Element]:
    """The outermost elements with one of the names ``wanted``, each forgotten when the next is asked for.

    The file must have passed ``check_xml``: nothing is checked again here.
    """
    within: list[Element] = []
    inside = 0
    for event, element in iterparse(path, ("start", "end")):  # noqa: S314
        is_wanted = local(element.tag) in wanted
        if event == "start":
            within.append(element)
            inside += is_wanted
            continue
        within.pop()
        inside -= is_wanted
        if is_wanted and not inside:
            yield element
        if not inside and within:
            within[-1].remove(element)


def below(element: Element, *names: str) -> Iterator[Element]:
    """All elements with one of these names at any depth, the element itself too."""
    return (each for each in element.iter() if local(each.tag) in names)


def text_of(element: Element, name: str) -> str:
    """The text of the first element called so at any depth; empty where there is none."""
    return next((each.text.strip() for each in below(element, name) if each.text and each.text.strip()), "")


def attribute(element: Element, name: str) -> str:
    """An attribute whatever its namespace; empty where it is missing."""
    return next((value for key, value in element.attrib.items() if local(key) == name), "")
