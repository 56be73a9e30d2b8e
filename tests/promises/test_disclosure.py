"""What must not be told of a building comes out by no door: all of them are walked, and seen to leak when unguarded."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from tempfile import NamedTemporaryFile
from typing import Any

import pyogrio
import pytest
from django.db import transaction
from django.test import Client
from graphql import execute_sync, get_named_type

from cms.core.graphql.context import Context
from cms.core.graphql.localized import reader_for
from cms.core.graphql.scalars import global_id
from cms.core.queries.editions import forget_editions
from cms.schema import schema
from geo.actions.build_tiles import build_tiles
from geo.models import DatasetVersion
from geo.queries import exports  # noqa: F401 -- before a guard is taken away, or it would be gone for good
from geo.queries.exported import exported, sources_of
from geo.queries.public_view import attributes_seen, sample
from geo.tiles import store
from geo.tiles.features import lines_of
from geo.values.attributes import Access
from knowledge.guidance.queries.providers import Subject, facts_of
from tests.factories import saxony
from tests.promises.asked import Asker
from tests.promises.seeded import Seeded
from tests.promises.seeded_houses import Houses, seed_houses

SCHEMA = schema.graphql_schema
DEPTH = 3
HOST = "leipzig.localhost"
State = DatasetVersion.State


@pytest.fixture
def seeded(django_db_setup: None, django_db_blocker: Any) -> Iterator[Callable[[], Houses]]:
    """Seeds when called, so that a guard can be taken away before."""
    with django_db_blocker.unblock(), transaction.atomic():

        def seed() -> Houses:
            forget_editions()
            return seed_houses(saxony())

        yield seed
        transaction.set_rollback(True)
    forget_editions()


def graphql(houses: Houses) -> Iterator[str]:
    """Every root that may give something about buildings or areas, with everything that is reached from it."""
    ids = [("Building", house.key) for house in houses.features] + [("Area", houses.area.key)]
    asker = Asker(SCHEMA, Seeded(houses.place, ("/",), ("oeffentlich",), (), ("",), tuple(ids)))
    context = Context(houses.place.leipzig, "http://testserver")
    told = geodata_types()
    for name, field, arguments in asker.roots():
        # Refusals repeat what was asked.
        if any(asked in arguments for asked in ("dresden", "geheim")) or get_named_type(field.type).name not in told:
            continue
        document = "{ " + name + arguments + " " + asker.everything(get_named_type(field.type), DEPTH) + " }"
        answer = execute_sync(SCHEMA, asker.document(document), context_value=context)
        yield json.dumps([answer.data, [str(error) for error in answer.errors or ()]], ensure_ascii=False)


def geodata_types() -> set[str]:
    """The types of roots that the modules of ``geo.schema`` give, and what search gives."""
    given = set()
    for name, type_ in SCHEMA.type_map.items():
        module = getattr(getattr(type_, "graphene_type", None), "__module__", "")
        if module.startswith(("geo.", "search.")):
            given |= {name, f"{name}Connection"}
    return given


def downloads(houses: Houses) -> Iterator[str]:
    """Every dataset in every format, whole and filtered, as the city's readers get it."""
    client = Client(headers={"host": HOST})
    filters = [
        "",
        f"?area={houses.area.key}",
        "?year=1711",
        "?heating_carrier=coal",
        "?type=single_family",
        "?unknown=year",
    ]
    for dataset in houses.datasets:
        for asked in filters:
            for suffix in ("geojson", "csv"):
                yield body(client.get(f"/data/leipzig/{dataset.name}.{suffix}{asked}"))
    for house in houses.features:
        yield body(client.get(f"/data/leipzig/features/{house.key}"))


def geopackages(houses: Houses) -> Iterator[str]:
    """The same as GeoPackages, every row of every table."""
    client = Client(headers={"host": HOST})
    for dataset in houses.datasets:
        response = client.get(f"/data/leipzig/{dataset.name}.gpkg")
        if response.status_code == 200:
            yield "".join(rows_of(content(response)))


def rows_of(data: bytes) -> Iterator[str]:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(data)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        yield from (str(row) + "\n" for row in connection.execute(f'SELECT * FROM "{name}"'))
    connection.close()


def ogc(houses: Houses) -> Iterator[str]:
    client = Client(headers={"host": HOST})
    yield body(client.get("/ogc/collections"))
    for dataset in houses.datasets:
        yield body(client.get(f"/ogc/collections/{dataset.name}"))
        yield body(client.get(f"/ogc/collections/{dataset.name}/items?limit=100"))
        for house in houses.features:
            yield body(client.get(f"/ogc/collections/{dataset.name}/items/{house.key}"))


def feed(houses: Houses) -> Iterator[str]:
    yield body(Client(headers={"host": HOST}).get("/data/leipzig/changes.atom"))


def tiles(houses: Houses) -> Iterator[str]:
    """What tiles are made of, for every version that has some."""
    for version in DatasetVersion.objects.filter(state=State.ACTIVE, dataset__municipality=houses.place.leipzig):
        if version.dataset.basis != "confidential" and version.dataset.joins_id is None:
            yield "".join(lines_of(exported(sources_of(version, houses.place.leipzig))))


def finished_tiles(houses: Houses) -> Iterator[str]:
    """What a map reads from the finished archive of the houses: every feature with everything that it carries."""
    version = DatasetVersion.objects.get(state=State.ACTIVE, dataset__name="haeuser")
    archive = build_tiles(version)
    with NamedTemporaryFile(suffix=".pmtiles") as copy:
        with store.tile_storage().open(store.file_of(archive.token)) as file:
            copy.write(file.read())
        copy.flush()
        store.withdraw(archive.token)
        meta, _ids, _shapes, columns = pyogrio.raw.read(copy.name, read_geometry=False)
    for row in zip(*(column.tolist() for column in columns), strict=True):
        yield str(dict(zip(meta["fields"].tolist(), row, strict=True)))


def compass(houses: Houses) -> Iterator[str]:
    """What a flow that begins at a building or in an area is filled with."""
    reader = reader_for(Context(houses.place.leipzig, "http://testserver"))
    for house in houses.features:
        for given in (str(house.key), global_id("Building", house.key)):
            yield str(facts_of(reader, Subject.BUILDING, given))
    for given in (str(houses.area.key), global_id("Area", houses.area.key)):
        yield str(facts_of(reader, Subject.AREA, given))


def public_view(houses: Houses) -> Iterator[str]:
    """What is shown to the person who activates a version as the public's view."""
    for version in DatasetVersion.objects.filter(state=State.ACTIVE, dataset__name="haeuser"):
        yield json.dumps(sample(version), default=str, ensure_ascii=False)
        yield str(attributes_seen(version))


def body(response: Any) -> str:
    return content(response).decode() if response.status_code == 200 else ""


def content(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


DOORS: dict[str, Callable[[Houses], Iterator[str]]] = {
    "GraphQL": graphql, "downloads": downloads, "GeoPackages": geopackages, "OGC API": ogc, "feed": feed,
    "tiles": tiles, "finished tiles": finished_tiles, "Compass": compass, "public view": public_view,
}  # fmt: skip
# These say something of the houses in any case, or the walk would prove nothing.
TELLING = ("GraphQL", "downloads", "GeoPackages", "OGC API", "tiles", "finished tiles", "public view")


def leaks(houses: Houses, doors: tuple[str, ...] = tuple(DOORS)) -> list[str]:
    found = []
    for name in doors:
        texts = list(DOORS[name](houses))
        if name in TELLING:
            assert any("6.1" in text for text in texts), f"{name} tells nothing"
        for text in texts:
            found += [f"{name}: {match[0]} <- {text[max(0, match.start() - 80) : match.end() + 20]}"
                      for match in houses.forbidden.finditer(text)]  # fmt: skip
    return found


@pytest.mark.slow
def test_nothing_that_is_not_public_of_a_house_comes_out_by_any_door(seeded: Callable[[], Houses]):
    houses = seeded()

    assert "1711" in houses.forbidden.pattern
    assert leaks(houses)[:10] == []


Guard = tuple[str, tuple[str, ...], Any]
GUARDS: dict[str, Guard] = {
    "the rule": ("tiles", ("tests.factories.geodata.access_of",), lambda *_given, **_more: Access.PUBLIC),
    "suppression": ("GraphQL", ("geo.values.groups.suppression",), lambda *_given: None),
    "objections": ("public view", ("geo.queries.visible.is_public",), lambda *_given, **_more: True),
    "inheritance of estimates": ("tiles", ("geo.values.estimates.narrowest",), lambda _classes: Access.PUBLIC),
    "states of versions": (
        "downloads",
        ("geo.queries.exports.active_versions", "geo.queries.exported.active_versions"),
        lambda *_given: DatasetVersion.objects.all(),
    ),
}


@pytest.mark.slow
@pytest.mark.thorough
@pytest.mark.parametrize("guard", GUARDS)
def test_the_walk_notices_when_a_guard_is_taken_away(
    seeded: Callable[[], Houses], guard: str, monkeypatch: pytest.MonkeyPatch
):
    door, names, without = GUARDS[guard]
    for name in names:
        monkeypatch.setattr(name, without)

    assert leaks(seeded(), (door,))
