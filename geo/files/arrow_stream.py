"""Batches of an Arrow stream as Python lists, by Arrow's C interface; run in the sandbox only.

https://arrow.apache.org/docs/format/CStreamInterface.html
"""

from __future__ import annotations

import ctypes as c
import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

_WIDTHS = {
    "c": c.c_int8, "C": c.c_uint8, "s": c.c_int16, "S": c.c_uint16, "i": c.c_int32, "I": c.c_uint32, "l": c.c_int64,
    "L": c.c_uint64, "f": c.c_float, "g": c.c_double, "tdD": c.c_int32, "tdm": c.c_int64, "tts": c.c_int32,
    "ttm": c.c_int32, "ttu": c.c_int64, "ttn": c.c_int64,
}  # fmt: skip
_PER_SECOND = {"s": 1, "m": 10**3, "u": 10**6, "n": 10**9}


class _Schema(c.Structure):
    pass


_Schema._fields_ = [
    ("format", c.c_char_p), ("name", c.c_char_p), ("metadata", c.c_char_p), ("flags", c.c_int64),
    ("n_children", c.c_int64), ("children", c.POINTER(c.POINTER(_Schema))), ("dictionary", c.POINTER(_Schema)),
    ("release", c.CFUNCTYPE(None, c.POINTER(_Schema))), ("private_data", c.c_void_p),
]  # fmt: skip


class _Array(c.Structure):
    pass


_Array._fields_ = [
    ("length", c.c_int64), ("null_count", c.c_int64), ("offset", c.c_int64), ("n_buffers", c.c_int64),
    ("n_children", c.c_int64), ("buffers", c.POINTER(c.c_void_p)), ("children", c.POINTER(c.POINTER(_Array))),
    ("dictionary", c.POINTER(_Array)), ("release", c.CFUNCTYPE(None, c.POINTER(_Array))), ("private_data", c.c_void_p),
]  # fmt: skip


class _Stream(c.Structure):
    pass


_Stream._fields_ = [
    ("get_schema", c.CFUNCTYPE(c.c_int, c.POINTER(_Stream), c.POINTER(_Schema))),
    ("get_next", c.CFUNCTYPE(c.c_int, c.POINTER(_Stream), c.POINTER(_Array))),
    ("get_last_error", c.CFUNCTYPE(c.c_char_p, c.POINTER(_Stream))),
    ("release", c.CFUNCTYPE(None, c.POINTER(_Stream))), ("private_data", c.c_void_p),
]  # fmt: skip


def batches(capsule: Any) -> Iterator[dict[str, list[Any]]]:
    """The columns of each batch by name; bytes stay bytes, dates are ISO 8601, lists JSON. Raises OSError."""
    pointer = c.pythonapi.PyCapsule_GetPointer
    pointer.restype, pointer.argtypes = c.c_void_p, [c.py_object, c.c_char_p]
    stream = c.cast(pointer(capsule, b"arrow_array_stream"), c.POINTER(_Stream))
    schema = _Schema()
    _check(stream, stream.contents.get_schema(stream, c.byref(schema)))
    try:
        while True:
            array = _Array()
            _check(stream, stream.contents.get_next(stream, c.byref(array)))
            if not array.release:
                return
            try:
                yield {
                    schema.children[i].contents.name.decode(): _values(
                        schema.children[i].contents, array.children[i].contents
                    )
                    for i in range(schema.n_children)
                }
            finally:
                array.release(c.byref(array))
    finally:
        schema.release(c.byref(schema))


def _check(stream: Any, code: int) -> None:
    if code:
        said = stream.contents.get_last_error(stream)
        raise OSError(code, (said or b"").decode(errors="replace"))


def _values(schema: Any, array: Any) -> list[Any]:
    form = schema.format.decode()
    first, length = array.offset, array.length
    if schema.dictionary:
        words = _values(schema.dictionary.contents, array.dictionary.contents)
        found = [words[code] if 0 <= code < len(words) else None for code in _numbers(form, array)]
    elif form in ("u", "U", "z", "Z"):
        found = _texts(array, c.c_int32 if form in "uz" else c.c_int64, text=form in "uU")
    elif form in ("+l", "+L"):
        found = _lists(schema, array, c.c_int32 if form == "+l" else c.c_int64)
    elif form == "b":
        bits = c.cast(array.buffers[1], c.POINTER(c.c_uint8)) if length else None
        found = [bool(bits[i >> 3] >> (i & 7) & 1) for i in range(first, first + length)] if bits else []
    else:
        shown = _shown(form)
        found = [shown(value) for value in _numbers(form, array)] if shown else _numbers(form, array)
    return _without_null(array, found)


def _without_null(array: Any, found: list[Any]) -> list[Any]:
    if not array.null_count or not array.buffers[0]:
        return found
    bits, first = c.cast(array.buffers[0], c.POINTER(c.c_uint8)), array.offset
    return [value if bits[i >> 3] >> (i & 7) & 1 else None for i, value in enumerate(found, first)]


def _numbers(form: str, array: Any) -> list[Any]:
    width: Any = _WIDTHS.get(form) or (c.c_int64 if form.startswith("ts") else None)
    if width is None:
        return [None] * array.length
    if not array.length:
        return []
    data = c.cast(array.buffers[1], c.POINTER(width))
    return list(data[array.offset : array.offset + array.length])


def _texts(array: Any, width: Any, *, text: bool) -> list[Any]:
    if not array.length:
        return []
    first = array.offset
    ends = c.cast(array.buffers[1], c.POINTER(width))[first : first + array.length + 1]
    start = ends[0]
    data = c.string_at(array.buffers[2] + start, ends[-1] - start) if ends[-1] > start else b""
    parts = [data[a - start : b - start] for a, b in pairwise(ends)]
    return [part.decode() for part in parts] if text else parts


def _lists(schema: Any, array: Any, width: Any) -> list[Any]:
    if not array.length:
        return []
    first = array.offset
    ends = c.cast(array.buffers[1], c.POINTER(width))[first : first + array.length + 1]
    inner = _values(schema.children[0].contents, array.children[0].contents)
    return [json.dumps(inner[a:b], ensure_ascii=False) for a, b in pairwise(ends)]


def _shown(form: str) -> Callable[[Any], Any] | None:
    """How numbers of a kind are told; None as they are."""
    if form in ("tdD", "tdm"):
        per_day = 1 if form == "tdD" else 86_400_000
        return lambda value: _date(value // per_day)
    if form.startswith("tt"):
        return lambda value: str(timedelta(seconds=value // _PER_SECOND[form[2]]))
    if form.startswith("ts"):
        per_second = _PER_SECOND[form[2]]
        return lambda value: _moment(value / per_second)
    if form in ("f", "g"):
        return lambda value: value if value - value == 0 else None
    return None


def _date(days: int) -> str | None:
    try:
        return (date(1970, 1, 1) + timedelta(days=days)).isoformat()
    except OverflowError:
        return None


def _moment(seconds: float) -> str | None:
    try:
        return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)).replace(tzinfo=None).isoformat()
    except OverflowError:
        return None
