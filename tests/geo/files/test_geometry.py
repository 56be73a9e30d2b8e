from __future__ import annotations

import math
import os
import struct
from pathlib import Path

import numpy as np
import pytest
import shapely
from pyproj import Geod, Transformer

from cms.core.values.problems import FileError
from geo.files.crs import likely_crs, looks_swapped, normal_crs
from geo.files.geometry import shapes_of
from geo.files.open_file import open_file
from geo.values.reports import Report

HOUSE = shapely.box(12.37, 51.33, 12.3702, 51.3301)
METRES = shapely.box(318000, 5690000, 318010, 5690020)


def one(geometry, crs="EPSG:4326", report=None):
    wkb = geometry if isinstance(geometry, bytes) else shapely.to_wkb(geometry)
    return shapes_of([wkb], crs, report or Report(file="sent.gpkg"), "houses", [7])[0]


def patch(kind: int, triangles: list[list[tuple[float, float, float]]], inner: int) -> bytes:
    """A network of triangles as ISO WKB with heights."""
    parts = b"".join(
        struct.pack("<BIII", 1, inner, 1, 4) + b"".join(struct.pack("<3d", *p) for p in [*corners, corners[0]])
        for corners in triangles
    )
    return struct.pack("<BII", 1, kind, len(triangles)) + parts


ROOF = [
    [(318000, 5690000, 9), (318010, 5690000, 9), (318010, 5690010, 9)],
    [(318000, 5690000, 9), (318010, 5690010, 9), (318000, 5690010, 9)],
]
WALL = [(318000, 5690000, 0), (318010, 5690000, 0), (318010, 5690000, 9)]


@pytest.mark.parametrize(("kind", "inner"), [(1016, 1017), (1015, 1003), (1007, 1017)])
def test_patches_become_the_footprint_they_have_from_above(kind, inner):
    shape = one(patch(kind, [*ROOF, WALL], inner), "EPSG:25833")
    assert shape.area_m2 == pytest.approx(100, rel=0.002)
    assert shapely.get_type_id(shapely.from_wkb(shape.wkb)) == 3


def test_a_record_of_walls_alone_has_no_shape():
    assert one(patch(1016, [WALL], 1017), "EPSG:25833") is None


def test_no_geometry_gives_no_shape():
    assert shapes_of([None, shapely.to_wkb(HOUSE)], "EPSG:4326", Report(), "l", [1, 2])[0] is None


def test_heights_are_left_out():
    shape = one(shapely.force_3d(HOUSE, 120.0))
    assert not shapely.has_z(shapely.from_wkb(shape.wkb))


def test_measures_are_those_on_the_ellipsoid():
    metres = abs(Geod(ellps="WGS84").geometry_area_perimeter(HOUSE)[0])
    assert one(HOUSE).area_m2 == pytest.approx(metres, rel=1e-5)
    line = shapely.MultiLineString([[(12.37, 51.33), (12.38, 51.34)], [(12.4, 51.33), (12.41, 51.33)]])
    assert one(line).length_m == pytest.approx(Geod(ellps="WGS84").geometry_length(line), rel=1e-9)
    assert one(line).area_m2 == 0


def test_the_inner_point_lies_inside_even_of_a_ring():
    ring = HOUSE.difference(HOUSE.centroid.buffer(0.00003))
    shape = one(ring)
    assert ring.contains(shapely.Point(shape.lon, shape.lat))


def test_a_slightly_broken_outline_is_mended_and_noted():
    spike = shapely.Polygon([(0, 0), (20, 0), (20, 20), (10, 20), (10, 20.001), (10.001, 20), (0, 20), (0, 0)])
    moved = shapely.transform(spike, lambda xy: xy + np.array([318000, 5690000]))
    assert not moved.is_valid
    report = Report(file="sent.gpkg")
    assert one(moved, "EPSG:25833", report).area_m2 == pytest.approx(400, rel=0.01)
    assert (report.repaired, report.notes[0].number, report.notes[0].code) == (1, 7, "repaired")


def test_a_bow_tie_is_refused_by_its_number():
    tie = shapely.Polygon([(12.37, 51.33), (12.38, 51.34), (12.38, 51.33), (12.37, 51.34), (12.37, 51.33)])
    with pytest.raises(FileError, match=r"^sent\.gpkg, layer houses, feature 7, geometry: Its outline is not valid"):
        one(tie)


@pytest.mark.parametrize(
    "wkb",
    [
        b"", b"\x01\x03", b"\x01\x03\x00\x00\x00\xff\xff\xff\xff", patch(1016, ROOF, 1017)[:-9],
        shapely.to_wkb(shapely.Polygon()), shapely.to_wkb(shapely.Point(math.nan, 51)),
        shapely.to_wkb(shapely.Point(math.inf, 51)), struct.pack("<BII", 1, 8, 0),
        shapely.to_wkb(shapely.LineString([(12, 51), (12, 51)])), shapely.to_wkb(shapely.Point(0, 0)),
        shapely.to_wkb(shapely.Point(500, 51)), struct.pack("<BII", 1, 16, 2**31),
        (struct.pack("<BII", 1, 7, 1)) * 50,
    ],
)  # fmt: skip
def test_what_is_no_plain_geometry_in_the_world_is_refused(wkb):
    with pytest.raises(FileError, match="feature 7, geometry"):
        one(wkb)


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:25833", "EPSG:25832", "EPSG:31468"])
def test_swapped_axes_are_named_and_never_land_in_the_ocean(crs):
    there = Transformer.from_crs("EPSG:4326", crs, always_xy=True).transform(12.37, 51.33)
    assert one(shapely.Point(there), crs).lon == pytest.approx(12.37, abs=1e-3)
    with pytest.raises(FileError, match="axes are swapped"):
        one(shapely.Point(there[::-1]), crs)


@pytest.mark.parametrize(("crs", "most"), [("EPSG:25833", 1e-7), ("EPSG:3857", 1e-7), ("EPSG:31469", 1e-4)])
def test_places_come_out_where_they_are(crs, most):
    there = Transformer.from_crs("EPSG:4326", crs, always_xy=True).transform(13.74, 51.05)
    shape = one(shapely.Point(there), crs)
    assert (shape.lon, shape.lat) == (pytest.approx(13.74, abs=most), pytest.approx(51.05, abs=most))


@pytest.mark.parametrize(
    ("declared", "meant"),
    [
        ("urn:ogc:def:crs:EPSG:6.12:25833", "EPSG:25833"), ("EPSG:25832+5783", "EPSG:25832"),
        ("urn:adv:crs:ETRS89_UTM33*DE_DHHN2016_NH", "EPSG:25833"), ("urn:adv:crs:DE_DHDN_3GK4", "EPSG:31468"),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326"), ("http://www.opengis.net/def/crs/EPSG/0/4258", "EPSG:4258"),
        ("http://www.opengis.net/gml/srs/epsg.xml#3857", "EPSG:3857"), ("", ""),
    ],
)  # fmt: skip
def test_reference_systems_are_known_by_all_their_names(declared, meant):
    assert normal_crs(declared) == meant


def test_numbers_propose_their_reference_systems():
    assert likely_crs((12.3, 51.3, 12.4, 51.4)) == ["EPSG:4326"]
    assert likely_crs((318000, 5690000, 319000, 5691000))[:2] == ["EPSG:25833", "EPSG:25832"]
    assert likely_crs((4530000, 5690000, 4531000, 5691000)) == ["EPSG:31468"]
    assert likely_crs((0, 0, 1, 1)) == []
    assert looks_swapped((5690000, 318000, 5690010, 318010), "EPSG:25833")


def test_many_shapes_of_a_batch_keep_their_order():
    points = shapely.points(np.linspace(12.3, 12.4, 3_000), 51.3)
    shapes = shapes_of(list(shapely.to_wkb(points)), "EPSG:4326", Report(), "l", range(1, 3_001))
    assert [each.lon for each in shapes] == list(np.linspace(12.3, 12.4, 3_000))


REAL = os.environ.get("REAL_GEODATA", "")
real = pytest.mark.skipif(not REAL, reason="REAL_GEODATA names no folder of real geodata")


def real_shapes(name: str, crs: str) -> tuple[list, Report]:
    file = open_file(Path(REAL, "awkward", name), name)
    layer, report = file.layers[0], Report(file=name)
    assert layer.crs == crs
    features = list(file.features(layer.name))
    crs = crs or likely_crs(file.bounds[layer.name])[0]
    file.close()
    return shapes_of([each.wkb for each in features], crs, report, layer.name, [f.number for f in features]), report


@real
def test_the_patches_of_zittau_lie_where_zittau_is():
    shapes, _ = real_shapes("zittau_lod2_33484_5636_multipatch_shape.zip", "EPSG:25833")
    assert len(shapes) == 4_271
    assert all(14.7 < each.lon < 14.9 and 50.8 < each.lat < 51 for each in shapes if each is not None)


@real
def test_krauschwitz_without_prj_leaves_its_reference_system_open():
    shapes, _ = real_shapes("krauschwitz_lod2_33478_5712_no_prj_shape.zip", "")
    assert len(shapes) == 1_272


@real
def test_the_nineteen_invalid_outlines_of_zittau_are_mended():
    shapes, report = real_shapes("zittau_osm_epsg25833_19_invalid.geojson", "EPSG:25833")
    assert (len(shapes), report.repaired) == (880, 19)


@real
def test_nas_is_refused_with_what_to_ask_for_instead():
    name = "badmuskau_alkis_nas_148291.zip"
    with pytest.raises(FileError, match=r"NAS format, which is not read\. Ask the surveying office"):
        open_file(Path(REAL, "awkward", name), name)
