from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from cms.core.models import ContentVersion
from geo.actions import build_tiles as module
from geo.actions.build_tiles import NoTiles, build_tiles, rebuild_tiles, want_tiles, withdraw_tiles
from geo.models import DatasetVersion, TileArchive
from geo.values.pmtiles import Archive
from tests.factories.municipalities import saxony
from tests.geo.small_city import SOUTH, WEST, add, dataset_of, know, square, tile_at, version_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def version() -> DatasetVersion:
    return version_of(dataset_of(saxony().leipzig, "haeuser"))


def tiles_of(archive: TileArchive, folder: Path, zoom: int = 15) -> bytes:
    """All tiles of a zoom in one, unzipped: enough to see which words are in them."""
    file = os.open(folder / f"{archive.token}.pmtiles", os.O_RDONLY)
    try:

        def read(offset: int, length: int) -> bytes:
            return os.pread(file, length, offset)

        opened = Archive.open(read)
        column, row = tile_at(WEST, SOUTH, zoom)
        near = [(column + x, row + y) for x in range(-3, 4) for y in range(-3, 4)]
        places = [opened.place(zoom, x, y, read) for x, y in near]
        return b"".join(gzip.decompress(read(*place)) for place in places if place)
    finally:
        os.close(file)


def test_tiles_hold_public_facts_and_no_others(version, tile_folder):
    villa, school = add(version, "villa"), add(version, "school")
    know(villa, "storeys", 2)
    know(villa, "year", 1903, access="grouped")
    know(villa, "heating_carrier", "coal", access="private")
    know(school, "year", (1950, 1960), state="estimated")
    found = tiles_of(build_tiles(version), tile_folder)
    assert str(villa.feature.key).encode() in found
    assert b"storeys_state" in found
    assert b"estimated" in found
    assert b"coal" not in found
    assert b"heating_carrier" not in found


def test_of_a_hidden_building_tiles_have_the_footprint_only(version, tile_folder):
    villa = add(version, "villa", name="Villa Morgenrot")
    know(villa, "roof", "pitched")
    villa.feature.hidden = True
    villa.feature.save()
    found = tiles_of(build_tiles(version), tile_folder)
    assert str(villa.feature.key).encode() in found
    assert b"Morgenrot" not in found
    assert b"pitched" not in found


def test_areas_carry_what_the_plan_says_of_them(tile_folder):
    plan = version_of(dataset_of(saxony().leipzig, "plan", "areas"))
    details = {"suitability": {"hydrogen": "unlikely"}, "statute": "Satzung Süd"}
    add(plan, "s", square(0, size=0.01), name="Süd", category="decentral", horizon="2030", details=details)
    archive = build_tiles(plan)
    found = tiles_of(archive, tile_folder, zoom=14)
    assert (archive.min_zoom, archive.max_zoom) == (6, 14)
    assert archive.bytes == (tile_folder / f"{archive.token}.pmtiles").stat().st_size
    assert b"suitability_hydrogen" in found
    assert "Satzung Süd".encode() in found


def test_new_tiles_take_the_place_of_the_old_ones_which_stay_for_those_who_have_the_page_open(version, tile_folder):
    add(version, "villa")
    old = build_tiles(version)
    counted = ContentVersion.objects.get(municipality=version.dataset.municipality).number
    new = build_tiles(version)
    old.refresh_from_db()
    assert (old.state, new.state) == ("replaced", "ready")
    assert {file.name for file in tile_folder.iterdir()} == {f"{old.token}.pmtiles", f"{new.token}.pmtiles"}
    assert ContentVersion.objects.get(municipality=version.dataset.municipality).number > counted


def test_several_changes_are_one_rebuild(version, tile_folder, monkeypatch):
    add(version, "villa")
    monkeypatch.setattr(module, "_enqueue", lambda version_pk: None)
    for _change in range(3):
        want_tiles(version)
    assert TileArchive.objects.count() == 1
    rebuild_tiles.func(version.pk)
    rebuild_tiles.func(version.pk)
    assert [archive.state for archive in TileArchive.objects.all()] == ["ready"]


def test_a_change_while_tiles_are_made_makes_them_again(version, tile_folder, monkeypatch):
    add(version, "villa")
    TileArchive.objects.create(version=version, state="building")
    monkeypatch.setattr(module, "_enqueue", lambda version_pk: None)
    want_tiles(version)
    assert TileArchive.objects.filter(state="waiting").count() == 1


def test_facts_of_another_dataset_are_drawn_with_the_buildings_they_tell_of(version, tile_folder, monkeypatch):
    survey = version_of(dataset_of(version.dataset.municipality, "umfrage", joins=version.dataset))
    villa = add(version, "villa")
    know(villa, "roof", "pitched", version=survey)
    monkeypatch.setattr(module, "_enqueue", lambda version_pk: None)
    want_tiles(survey)
    assert TileArchive.objects.get().version == version
    assert b"pitched" in tiles_of(build_tiles(version), tile_folder)


def test_withdrawn_tiles_leave_a_tombstone_and_no_file(version, tile_folder):
    add(version, "villa")
    archive = build_tiles(version)
    withdraw_tiles(version)
    archive.refresh_from_db()
    assert archive.state == "withdrawn"
    assert [file.name for file in tile_folder.iterdir()] == [f"{archive.token}.gone"]


def test_tiles_of_a_version_recalled_meanwhile_are_thrown_away(version, tile_folder, monkeypatch):
    add(version, "villa")
    swap = module._swap_in

    def recall_first(archive: TileArchive) -> None:
        DatasetVersion.objects.filter(pk=version.pk).update(state="recalled")
        withdraw_tiles(version)
        swap(archive)

    monkeypatch.setattr(module, "_swap_in", recall_first)
    with pytest.raises(NoTiles):
        build_tiles(version)
    assert not [file.name for file in tile_folder.iterdir() if file.suffix == ".pmtiles"]


def test_no_tiles_are_made_of_confidential_data_or_of_nothing(tile_folder):
    leipzig = saxony().leipzig
    secret = version_of(dataset_of(leipzig, "gas", basis="confidential"))
    add(secret, "pipe")
    empty = version_of(dataset_of(leipzig, "leer"))
    for version in (secret, empty):
        with pytest.raises(NoTiles):
            build_tiles(version)
    assert not TileArchive.objects.exists()
