"""A JSON object read piece by piece, however long its one long list is: valid to its end."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext as _

BLOCK = 1 << 20
# One feature, or one member beside the list of features.
MOST_TEXT = 8_000_000
# Lists and objects in it, such as the corners of an outline: empty ones take far more memory than text.
MOST_INSIDE = 400_000
_SPACE = re.compile(r"[ \t\r\n]*")


class NotJson(ValueError):
    """Why the text is none that can be used, as a sentence; ``line`` from 1, ``name`` of the member."""

    def __init__(self, why: str, line: int = 0, name: str = "") -> None:
        super().__init__(why)
        self.line, self.name = line, name


def _no_constant(word: str) -> Any:
    raise NotJson(_("“%(word)s” is no number") % {"word": word})


_DECODER = json.JSONDecoder(parse_constant=_no_constant)


class JsonStream:
    """The members of the object in a file; those called ``streamed`` are lists whose elements come one by one."""

    def __init__(self, path: Path, streamed: str) -> None:
        self._path, self._streamed = path, streamed
        self._file: IO[bytes]
        self._decoder: codecs.IncrementalDecoder
        self._text, self._at, self._line, self._ended = "", 0, 1, False

    def members(self) -> Iterator[tuple[str, Any]]:
        """``(name, value)``; of the streamed list ``(name, element)`` for each. Raises NotJson."""
        with self._path.open("rb") as file:
            self._file, self._decoder = file, codecs.getincrementaldecoder("utf-8-sig")()
            self._text, self._at, self._line, self._ended = "", 0, 1, False
            self._expect("{", _("The file does not begin with {"))
            if self._next() == "}":
                self._at += 1
            else:
                yield from self._named()
            if self._next():
                raise NotJson(_("Something follows after the end"), self._where())

    def _named(self) -> Iterator[tuple[str, Any]]:
        seen: set[str] = set()
        while True:
            name = self._name(seen)
            if name == self._streamed:
                yield from ((name, element) for element in self._elements())
            else:
                yield name, self._value(name)
            if not self._continues("}"):
                return

    def _name(self, seen: set[str]) -> str:
        if self._next() != '"':
            raise NotJson(_("A member's name is missing"), self._where())
        name = str(self._value(""))
        if name in seen:
            raise NotJson(_("The member is there twice"), self._where(), name)
        seen.add(name)
        self._expect(":", _("A colon is missing"))
        return name

    def _elements(self) -> Iterator[Any]:
        self._expect("[", _("It is no list"), self._streamed)
        if self._next() == "]":
            self._at += 1
            return
        while True:
            yield self._value(self._streamed)
            if not self._continues("]"):
                return

    def _continues(self, end: str) -> bool:
        sign = self._next()
        if sign not in (",", end) or not sign:
            missing = _("A comma or the end is missing")
            raise NotJson(missing if sign else _("The file ends too early; it was cut off"), self._where())
        self._at += 1
        return sign == ","

    def _expect(self, sign: str, why: str, name: str = "") -> None:
        if self._next() != sign:
            raise NotJson(why, self._where(), name)
        self._at += 1

    def _next(self) -> str:
        """The next sign that is no space; empty at the end."""
        while True:
            match = _SPACE.match(self._text, self._at)
            self._at = match.end() if match else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._read():
                return ""

    def _read(self) -> bool:
        if self._ended:
            return False
        if self._at:
            self._line += self._text.count("\n", 0, self._at)
            self._text, self._at = self._text[self._at :], 0
        try:
            wanted = max(BLOCK, min(len(self._text), MOST_TEXT - len(self._text)))
            while wanted > 0 and not self._ended:
                block = self._file.read(min(wanted, BLOCK))
                more, self._ended = self._decoder.decode(block, final=not block), not block
                self._text += more
                wanted -= len(more)
        except UnicodeDecodeError as error:
            raise NotJson(_("The letters are not encoded as UTF-8; save it as UTF-8"), self._where()) from error
        return True

    def _value(self, name: str) -> Any:
        self._next()
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except NotJson as error:
                raise NotJson(str(error), self._where(), name) from error
            except (RecursionError, ValueError) as error:
                self._go_on(error, name)
                continue
            # A number at the very end of what was read may go on.
            if end == len(self._text) and self._read():
                continue
            self._at = end
            return value

    def _go_on(self, error: Exception, name: str) -> None:
        """Read more if that may help. Raises NotJson otherwise."""
        if isinstance(error, RecursionError):
            raise NotJson(_("It is nested too deep"), self._where(), name) from error
        broken = error.pos if isinstance(error, json.JSONDecodeError) else 0
        if self._ended or not self._may_be_cut(error, broken):
            ended = self._ended and broken >= len(self._text.rstrip()) - 1
            why = _("The file ends too early; it was cut off") if ended else _("This is no valid JSON")
            raise NotJson(why, self._line + self._text.count("\n", 0, broken), name) from error
        inside = self._text.count("[", self._at) + self._text.count("{", self._at)
        if len(self._text) - self._at > MOST_TEXT or inside > MOST_INSIDE:
            message = _("One value is longer than %(most)s MB of text")
            raise NotJson(message % {"most": MOST_TEXT // 1_000_000}, self._where(), name)
        self._read()

    def _may_be_cut(self, error: Exception, broken: int) -> bool:
        unended = isinstance(error, json.JSONDecodeError) and error.msg.startswith("Unterminated string")
        # Words such as "false" and escapes may be cut a few letters before the end.
        return unended or (isinstance(error, json.JSONDecodeError) and broken >= len(self._text) - 12)

    def _where(self) -> int:
        return self._line + self._text.count("\n", 0, self._at)
