"""What is wrong with a file, told with file, line and field."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake in one file. ``line`` 0: of the file as a whole. ``place``: where, in files that have no lines."""

    file: str
    line: int
    field: str
    message: str
    place: str = ""

    def __str__(self) -> str:
        where = self.place or (f"line {self.line}" if self.line else "")
        place = f"{self.file}, {where}" if where else self.file
        return f"{place}, {self.field}: {self.message}" if self.field else f"{place}: {self.message}"


class FileError(Exception):
    """Files that can't be used; every mistake found is in ``problems``."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(slots=True)
class Problems:
    """Collects mistakes, so that a person sees all of them at once."""

    found: list[Problem] = field(default_factory=list)

    def add(self, file: str, line: int, name: str, message: str) -> None:
        self.found.append(Problem(file, line, name, message))

    def stop_if_any(self) -> None:
        """Raise FileError if there was a mistake."""
        if self.found:
            raise FileError(self.found)
