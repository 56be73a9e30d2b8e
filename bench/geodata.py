"""Geodata in the bench: an invented city is imported, asked for, and served as tiles; everything as ratios of one run.

100,000 buildings by default; ``BENCH_BUILDINGS`` takes another number, ``BENCH_LARGE=1`` imports four times as many,
too, which takes a quarter of an hour.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

COUNT = int(os.environ.get("BENCH_BUILDINGS", "100000"))
LARGE = 4
# Bytes of one answer of tiles, as a map asks for them.
RANGE = 60_000
STATIC = "bench-range.bin"
ASKED = {"building": 2, "area-at": 2, "addresses": 2, "places": 5}
Told = dict[str, Any]


class City:
    """The bench's content with an imported city, in a database of its own that is made anew in each run."""

    def __init__(self, root: Path, var: Path, python: Path) -> None:
        self.root, self.python, self.var = root, python, var / "geodata"
        shutil.rmtree(self.var, ignore_errors=True)
        self.var.mkdir(parents=True)
        with (
            closing(sqlite3.connect(var / "bench.sqlite3")) as one,
            closing(sqlite3.connect(self.var / "bench.sqlite3")) as two,
        ):
            one.backup(two)

    @property
    def places(self) -> dict[str, str]:
        """Where this city's database and files are."""
        return {
            "DATABASE_URL": f"sqlite:///{self.var / 'bench.sqlite3'}", "VAR_DIR": str(self.var),
            "PYTHONPATH": str(self.root), "DJANGO_SETTINGS_MODULE": "bench.settings",
            "BENCH_STOP": str(self.var / "stop"),
        }  # fmt: skip

    def begin(self, *words: str) -> subprocess.Popen[str]:
        """One of ``bench.city``'s doings, in a process of its own."""
        command = [str(self.python), "-m", "bench.city", *words]
        return subprocess.Popen(
            command, cwd=self.root, env={**os.environ, **self.places}, stdout=subprocess.PIPE, text=True
        )

    def do(self, *words: str) -> Told:
        """The same, waited for."""
        return self.end(self.begin(*words))

    def end(self, process: subprocess.Popen[str]) -> Told:
        out, _none = process.communicate()
        if process.returncode:
            raise SystemExit("bench.city failed")
        told: Told = json.loads(out.splitlines()[-1])
        return told

    def imported(self, count: int) -> Told:
        """A city of ``count`` buildings: what is least, what the import took, and how long an editor waited."""
        file, stop = str(self.var / f"{count}.gpkg"), self.var / "stop"
        self.do("file", str(count), file)
        least = self.do("least", file, str(self.var / "least.pmtiles"))
        stop.unlink(missing_ok=True)
        editor = self.begin("edit", "7200")
        told = self.do("import", file)
        stop.touch()
        return {**told, "least": least["seconds"], "editor": self.end(editor)["longest"]}


def tell_imports(small: Told, large: Told | None) -> None:
    """Print what the imports cost."""
    stages = ", ".join(f"{name} {seconds / small['seconds']:.0%}" for name, seconds in small["stages"].items())
    print(
        f"\ngeodata, {small['buildings']:,} buildings with addresses and estimates: the import takes"
        f" {small['seconds'] / small['least']:.1f} times reading the file and building its tiles (<= 8);"
        f"\n  {stages};\n  {small['megabytes']} MB (<= 1,000); an editor waited {small['editor']:.2f} s at most (<= 1)"
    )
    if large:
        ratio = large["seconds"] / small["seconds"] / (large["buildings"] / small["buildings"])
        print(f"  {large['buildings']:,} buildings take {ratio:.2f} times as long each, and {large['megabytes']} MB")


def tell_answers(rates: dict[str, float], seen: bool) -> None:
    """Print what answers cost, in cold documents of one object."""
    print("  a request costs, in cold documents of one object:")
    for name, most in ASKED.items():
        print(f"    {name:12}{rates['document'] / rates[name]:6.2f} (at most {most})")
    print(
        f"  a range of tiles costs {rates['static'] / rates['tiles']:.2f} times a static file of its size (at most 2)"
    )
    print(f"  a changed fact is {'seen' if seen else 'NOT SEEN'} at the next request")


def measure(city: City, rate: Callable[..., float], ask: Callable[..., str], serving: Callable[..., Any]) -> None:
    """Import, ask and tell. ``rate``, ``ask`` and ``serving`` are the bench's own."""
    small = city.imported(COUNT)
    large = city.imported(COUNT * LARGE) if os.environ.get("BENCH_LARGE") else None
    tell_imports(small, large)
    told, rates = city.do("questions"), dict[str, float]()
    (city.var / "static").mkdir(exist_ok=True)
    (city.var / "static" / STATIC).write_bytes(os.urandom(RANGE))
    with serving(city.places, cold=True) as port:
        for name in ("document", *ASKED):
            rates[name] = rate(port, name, told.get(name))
    with serving(city.places, cold=False) as port:
        rates["tiles"] = rate(port, told["tiles"], None, f"Range=bytes={RANGE}-{2 * RANGE - 1}")
        rates["static"] = rate(port, f"/static/{STATIC}", None)
        before = ask(port, "building", told["building"])
        city.do("change", told["key"], "7")
        after = ask(port, "building", told["building"])
    tell_answers(rates, before != after and '"low":7' in after.replace(" ", ""))
