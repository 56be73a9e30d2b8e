"""The only place where GDAL sees a delivery: a process of its own, without network, with little memory and time.

Takes one request as JSON on its input and writes frames: the lengths of a head and a body, the head as JSON, the body
as bytes. Started by ``geo.files.sandbox``; imports neither Django nor anything of the project but its neighbours.
"""

from __future__ import annotations

import ctypes
import json
import resource
import signal
import struct
import sys
from collections.abc import Iterator
from itertools import islice
from typing import Any, BinaryIO

FRAME = struct.Struct("<IQ")
BATCH = 5_000
LOOKED_AT = 1_000
MOST_LAYERS = 100
_NEW_USER_AND_NETWORK = 0x10000000 | 0x40000000
_DIE_WITH_PARENT = 1


def main() -> None:
    request = json.load(sys.stdin.buffer)
    out = sys.stdout.buffer
    _restrain(request)
    try:
        for head, body in _answers(request):
            _send(out, head, body)
        _send(out, {"end": True}, b"")
    except MemoryError:
        _send(out, {"error": "memory"}, b"")
    except UnicodeDecodeError:
        _send(out, {"error": "letters"}, b"")
    except Exception as error:
        _send(out, {"error": "broken", "said": f"{type(error).__name__}: {error}"[:500]}, b"")


def _restrain(request: dict[str, Any]) -> None:
    """No way out, and an end: must come before GDAL is loaded."""
    libc = ctypes.CDLL(None)
    libc.prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    # Where the system allows it, the process has no network at all.
    libc.unshare(_NEW_USER_AND_NETWORK)
    for what, most in (
        (resource.RLIMIT_AS, request["memory"]),
        (resource.RLIMIT_CPU, request["seconds"]),
        (resource.RLIMIT_FSIZE, request["writes"]),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def _send(out: BinaryIO, head: dict[str, Any], body: bytes) -> None:
    text = json.dumps(head).encode()
    out.write(FRAME.pack(len(text), len(body)))
    out.write(text)
    out.write(body)
    out.flush()


def _answers(request: dict[str, Any]) -> Iterator[tuple[dict[str, Any], bytes]]:
    if request["do"] == "layers":
        return _layers(request["path"], request["encoding"])
    return _features(request["path"], request["layer"], request["encoding"], BATCH)


def _layers(path: str, encoding: str) -> Iterator[tuple[dict[str, Any], bytes]]:
    import pyogrio

    listed = pyogrio.list_layers(path)
    yield {"drivers": sorted(pyogrio.list_drivers())}, b""
    for name, _ in listed[:MOST_LAYERS]:
        info = pyogrio.read_info(path, layer=name, encoding=encoding or None, force_feature_count=True)
        yield (
            {
                "layer": name, "features": int(info["features"]), "geometry": info["geometry_type"] or "",
                "crs": info["crs"] or "", "fields": [str(field) for field in info["fields"]],
            },
            b"",
        )  # fmt: skip
        for head, body in islice(_features(path, name, encoding, LOOKED_AT), 1):
            yield {**head, "of": name}, body


def _features(path: str, layer: str, encoding: str, at_once: int) -> Iterator[tuple[dict[str, Any], bytes]]:
    from pyogrio.raw import open_arrow

    from geo.files.arrow_stream import batches

    with open_arrow(
        path, layer=layer, encoding=encoding or None, return_fids=True, use_pyarrow=False,
        batch_size=at_once,
    ) as (meta, stream):  # fmt: skip
        geometry = meta["geometry_name"] or "wkb_geometry"
        for columns in batches(stream.__arrow_c_stream__()):
            fids = columns.pop(meta["fid_column"], None)
            shapes = columns.pop(geometry, None)
            names = [name for name in columns if not isinstance(next(filter(None, columns[name]), ""), bytes)]
            rows = len(next(iter(columns.values()), fids or shapes or ()))
            lengths = [-1 if wkb is None else len(wkb) for wkb in shapes] if shapes is not None else [-1] * rows
            head = {"fids": fids, "lengths": lengths, "fields": {name: columns[name] for name in names}}
            yield head, b"".join(filter(None, shapes or ()))


if __name__ == "__main__":
    main()
