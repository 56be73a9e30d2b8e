"""What the bench does with an invented city, each in a process of its own, and prints as JSON.

    python -m bench.city file COUNT FILE     invent a city, write its buildings
    python -m bench.city least FILE TILES    read FILE and build tiles of it with pyogrio alone
    python -m bench.city import FILE         import FILE, as a new dataset, and activate it
    python -m bench.city edit SECONDS        save a page again and again meanwhile
    python -m bench.city questions           what can be asked of what was imported
    python -m bench.city change KEY STOREYS  write a fact of a building, as an editor does
"""  # fmt: skip

from __future__ import annotations

import json
import os
import resource
import sys
import time
import warnings
from contextlib import closing
from pathlib import Path
from typing import Any

MB = 1024
AREAS = ".areas.gpkg"
Told = dict[str, Any]


def write_file(count: str, file: str) -> Told:
    """The city's buildings with their addresses as a GeoPackage, and beside it the areas of its heat plan."""
    from cms.management.demo.quarter import areas
    from cms.management.demo.quarter.city import invent_city
    from cms.management.demo.quarter.files import write_layer
    from cms.management.demo.quarter.known import write_buildings
    from geo.values.areas import Category

    Path(file).unlink(missing_ok=True)
    quarters, categories = list(invent_city(int(count))), list(Category)
    rows = [
        (f"{quarter.letters}-{letter}", str(categories[number % len(categories)]), shape)
        for quarter in quarters
        for number, (letter, shape) in enumerate(areas.joined(quarter, lambda block: block.kind).items())
    ]
    ids, kinds, shapes = (list(column) for column in zip(*rows, strict=True))
    write_layer(Path(file + AREAS), "plan", shapes, {"id": ids, "name": ids, "kategorie": kinds})
    return {"buildings": write_buildings(Path(file), quarters)}


def least(file: str, tiles: str) -> Told:
    """What can't be spared: reading the file, and GDAL making tiles with all that is in it."""
    import pyogrio

    from geo.tiles.write_archive import write_archive

    start = time.monotonic()
    pyogrio.raw.read(file)
    read = time.monotonic() - start
    Path(tiles).unlink(missing_ok=True)
    # What it says to GDAL's reader of GeoJSON, that of GeoPackage does not know.
    warnings.simplefilter("ignore", RuntimeWarning)
    write_archive(file, tiles, "buildings", *_zooms())
    return {"read": read, "seconds": time.monotonic() - start}


def _zooms() -> tuple[int, int]:
    from geo.actions.build_tiles import ZOOMS

    zooms = list(ZOOMS["buildings"])
    return zooms[0], zooms[-1]


def import_file(file: str) -> Told:
    """Everything from the file to what readers see; seconds by stage, and the memory that was needed."""
    _imported(file + AREAS, "heat_plan_areas", lambda *_told: None, kind="areas", theme="heat_plan")
    stages: dict[str, float] = {}
    start = last = time.monotonic()

    def tell(stage: str, _done: int, _total: int) -> None:
        nonlocal last
        now = time.monotonic()
        stages[stage], last = stages.get(stage, 0.0) + now - last, now

    version = _imported(file, "buildings_generic", tell, kind="buildings")
    seconds = time.monotonic() - start
    own, others = (resource.getrusage(who).ru_maxrss // MB for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {"seconds": seconds, "stages": stages, "megabytes": max(own, others), "buildings": version.feature_count}


def _imported(file: str, name: str, tell: Any, **fields: str) -> Any:
    from cms.core.models import Municipality
    from geo.actions.activate_version import activate_version
    from geo.actions.stage_version import stage_version
    from geo.files.open_delivery import open_delivery
    from geo.files.recipes import recipe
    from geo.models import Dataset

    dataset = Dataset.objects.create(
        municipality=Municipality.objects.get(key="bench"), name=f"{fields['kind']}-{int(time.time())}",
        title_de="Bench", licence="CC0", attribution="Bench", source_title="Bench", decision="Bench", **fields,
    )  # fmt: skip
    chosen = recipe(name)
    with closing(open_delivery(Path(file), Path(file).name, chosen)) as delivery:
        version = stage_version(dataset, delivery, chosen, None, tell)
    activate_version(version, None)
    return version


def edit(seconds: str) -> Told:
    """The longest time that an editor waited for a page to be saved."""
    from knowledge.articles.models import ArticlePage

    page, longest, until = ArticlePage.objects.first(), 0.0, time.monotonic() + float(seconds)
    stop = Path(os.environ["BENCH_STOP"])
    saved = 0
    while time.monotonic() < until and not stop.exists():
        start = time.monotonic()
        page.save_revision()
        longest, saved = max(longest, time.monotonic() - start), saved + 1
        time.sleep(0.5)
    return {"longest": longest, "saved": saved}


def questions() -> Told:
    """Variables of the bench's documents for what was imported last, and where its tiles are."""
    from cms.core.graphql.scalars import global_id
    from geo.models import Address, DatasetVersion, Shape, TileArchive

    version = DatasetVersion.objects.filter(state="active", dataset__kind="buildings").latest("pk")
    shape = Shape.objects.filter(version=version).order_by("pk")[version.feature_count // 2]
    address = Address.objects.filter(version=version).order_by("pk")[version.feature_count // 3]
    archive = TileArchive.objects.filter(version=version, state="ready").latest("pk")
    return {
        "key": str(shape.feature.key), "building": {"id": global_id("Building", shape.feature.key)},
        "addresses": {"text": f"{address.street[:5]} {address.number}"},
        "area-at": {"at": {"lon": shape.lon, "lat": shape.lat}},
        "places": {"bbox": {
            "west": shape.lon - 0.012, "east": shape.lon + 0.012, "south": shape.lat - 0.006, "north": shape.lat + 0.006
        }},
        "tiles": f"/tiles/{archive.token}.pmtiles",
    }  # fmt: skip


def change(key: str, storeys: str) -> Told:
    """Write how many storeys a building has."""
    from geo.actions.write_fact import write_fact
    from geo.models import Feature

    write_fact(
        Feature.objects.get(key=key), "storeys", user=None, low=float(storeys), high=float(storeys), licence="CC0"
    )
    return {}


DOES = {
    "file": write_file, "least": least, "import": import_file, "edit": edit, "questions": questions, "change": change,
}  # fmt: skip


def main(what: str, *words: str) -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    django.setup()
    print(json.dumps(DOES[what](*words)))  # type: ignore[operator]


if __name__ == "__main__":
    main(*sys.argv[1:])
