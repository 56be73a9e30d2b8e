"""Files made to do harm, or broken on the way: each a function that writes one into a folder and returns it."""

from __future__ import annotations

import io
import json
import sqlite3
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import shapely
from pyogrio.raw import write

SQUARE = [[12.37, 51.33], [12.371, 51.33], [12.371, 51.331], [12.37, 51.331], [12.37, 51.33]]
Make = Callable[[Path], Path]
# Name to (how it is made, what the refusal must say).
FILES: dict[str, tuple[Make, str]] = {}


def hostile(says: str) -> Callable[[Make], Make]:
    """Adds a file; its message must hold ``says``."""

    def add(make: Make) -> Make:
        FILES[make.__name__] = (make, says)
        return make

    return add


def put(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


# --- good files, to be broken ---


def feature(coordinates: object = None, **more: object) -> dict[str, object]:
    geometry = {"type": "Polygon", "coordinates": [SQUARE] if coordinates is None else coordinates}
    return {"type": "Feature", "id": "a", "properties": {"name": "Haus"}, "geometry": geometry, **more}


def collection(*features: object, **more: object) -> str:
    return json.dumps({"type": "FeatureCollection", **more, "features": list(features or [feature()])})


def driven(folder: Path, name: str, driver: str, shapes: list[object] | None = None, crs: str = "EPSG:4326") -> Path:
    """A sound file written by GDAL."""
    given = shapes or [shapely.Polygon(SQUARE), shapely.Polygon([(x + 0.01, y) for x, y in SQUARE])]
    kind = shapely.get_type_id(given[0])
    write(
        str(folder / name), geometry=shapely.to_wkb(np.array(given, dtype=object)),
        field_data=[np.array([f"Haus {i}" for i in range(len(given))], dtype=object)], fields=["name"],
        driver=driver, geometry_type={0: "Point", 1: "LineString", 3: "Polygon"}[kind], crs=crs,
    )  # fmt: skip
    return folder / name


def shape_parts(folder: Path) -> dict[str, bytes]:
    inner = folder / "parts"
    inner.mkdir()
    driven(inner, "houses.shp", "ESRI Shapefile")
    parts = {path.name: path.read_bytes() for path in inner.iterdir()}
    for path in inner.iterdir():
        path.unlink()
    inner.rmdir()
    return parts


def zipped(folder: Path, parts: dict[str, bytes], name: str = "sent.zip") -> Path:
    with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as archive:
        for called, content in parts.items():
            archive.writestr(called, content)
    return folder / name


def geopackage(folder: Path, *statements: str) -> Path:
    path = driven(folder, "sent.gpkg", "GPKG")
    connection = sqlite3.connect(path)
    # They call functions that only GDAL has.
    for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f'DROP TRIGGER "{trigger}"')
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return path


GML = """<?xml version="1.0" encoding="UTF-8"?>{doctype}
<c:all xmlns:c="http://example.org/c" xmlns:gml="http://www.opengis.net/gml"><gml:featureMember><c:house gml:id="h1">
<c:name>Haus</c:name><c:geom><gml:Polygon srsName="EPSG:25833"><gml:outerBoundaryIs><gml:LinearRing><gml:coordinates>
{numbers}</gml:coordinates></gml:LinearRing></gml:outerBoundaryIs></gml:Polygon></c:geom>{more}</c:house>
</gml:featureMember></c:all>"""
RING = "318000,5690000 318010,5690000 318010,5690010 318000,5690010 318000,5690000"


def gml(doctype: str = "", numbers: str = RING, more: str = "") -> str:
    return GML.format(doctype=doctype, numbers=numbers, more=more)


# --- any suffix ---


@hostile("empty")
def nothing_at_all(folder: Path) -> Path:
    return put(folder, "sent.geojson", b"")


for _suffix in ("geojson", "gpkg", "zip", "gml", "fgb", "shp"):

    def _garbage(folder: Path, suffix: str = _suffix) -> Path:
        return put(folder, f"sent.{suffix}", bytes((i * 37 + 11) % 251 for i in range(5_000)))

    FILES[f"garbage_called_{_suffix}"] = (_garbage, "")


# --- GeoJSON ---


def _geojson(name: str, says: str, text: str | bytes) -> None:
    FILES[f"geojson_{name}"] = (lambda folder: put(folder, "sent.geojson", text), says)


_LINK = {"type": "link", "properties": {"href": "http://127.0.0.1:{port}/crs", "type": "ogcwkt"}}
FILES["geojson_crs_link"] = (
    lambda folder: put(folder, "sent.geojson", collection(crs=_LINK).replace("{port}", (folder / "port").read_text())),
    "links are not followed",
)
_geojson("cut_off", "layer sent", collection()[:-40])
_geojson("cut_before_the_end", "ends too early", collection()[:-1])
_geojson("cut_in_a_string", "layer sent", collection()[:70])
_geojson("two_documents", "follows after the end", collection() * 2)
_geojson("nan", "feature 1, features: “NaN” is no number", collection(feature([[[float("nan"), 51.0], *SQUARE[1:]]])))
_geojson("infinity", "“Infinity” is no number", collection(feature([[[float("inf"), 51.0], *SQUARE[1:]]])))
_geojson("too_large_number", "feature 1, geometry", collection().replace("12.371", "1e999", 1))
_geojson("infinite_property", "feature 1, name", collection().replace('"Haus"', "1e999"))
_geojson("text_as_coordinate", "feature 1, geometry", collection(feature([[["12", "51"], *SQUARE[1:]]])))
_geojson("open_ring", "does not end where it began", collection(feature([SQUARE[:-1]])))
_geojson("flat_coordinates", "feature 1, geometry", collection(feature([1, 2, 3])))
_geojson("unknown_kind", "“Circle”", collection(feature(geometry={"type": "Circle", "coordinates": []})))
_geojson("no_type", "type", json.dumps({"features": [feature()]}))
_geojson("feature_without_type", "feature 2, type", collection(feature(), {"properties": {}}))
_geojson("features_no_list", "features", json.dumps({"type": "FeatureCollection", "features": {"a": 1}}))
_geojson("deep_lists", "nested too deep", '{"type": "FeatureCollection", "features": ' + "[" * 100_000)
_geojson("deep_objects", "nested", collection().replace('"Haus"', '{"a":' * 500 + "1" + "}" * 500))
_geojson("utf16", "UTF-8", collection().encode("utf-16"))
_geojson("latin1", "UTF-8", collection().replace("Haus", "H\xe4user").encode("latin-1"))
_geojson("no_features", "no features", json.dumps({"type": "FeatureCollection", "features": []}))
_geojson("other_json", "FeatureCollection", json.dumps({"type": "CityJSON", "vertices": []}))
_geojson("features_twice", "twice", collection()[:-1] + ', "features": []}')
_geojson("unknown_crs", "EPSG:99999", collection(crs={"type": "name", "properties": {"name": "EPSG:99999"}}))
_geojson("one_endless_value", "longer than", '{"type": "FeatureCollection", "features": [' + "[" + "[]," * 1_500_000)


# --- zip ---


@hostile("would grow")
def zip_bomb(folder: Path) -> Path:
    return zipped(folder, {"sent.geojson": b" " * 60_000_000})


@hostile("archive within")
def bomb_in_an_archive_in_an_archive(folder: Path) -> Path:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.geojson", b" " * 20_000_000)
    return zipped(folder, {"inner.zip": inner.getvalue()})


@hostile("more than 2,000 files")
def zip_of_too_many(folder: Path) -> Path:
    return zipped(folder, {f"{i}.txt": b"" for i in range(2_500)})


for _name in ("../out.geojson", "/etc/out.geojson", "a/../../out.geojson", "C:/out.geojson", "..\\out.geojson"):

    def _leading_out(folder: Path, name: str = _name) -> Path:
        return zipped(folder, {name: collection().encode()})

    FILES[f"zip_name_{_name}"] = (_leading_out, "leads out")


@hostile("is a link")
def zip_with_a_link(folder: Path) -> Path:
    with zipfile.ZipFile(folder / "sent.zip", "w") as archive:
        entry = zipfile.ZipInfo("sent.geojson")
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
    return folder / "sent.zip"


@hostile("encrypted")
def zip_with_a_password(folder: Path) -> Path:
    data = bytearray(zipped(folder, {"sent.geojson": collection().encode()}).read_bytes())
    data[6] |= 1
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    return put(folder, "sent.zip", bytes(data))


@hostile("damaged or was cut off")
def zip_cut_off(folder: Path) -> Path:
    data = zipped(folder, {"sent.geojson": collection().encode()}).read_bytes()
    return put(folder, "sent.zip", data[: len(data) // 2])


@hostile("can't be unpacked")
def zip_with_a_wrong_sum(folder: Path) -> Path:
    data = bytearray(zipped(folder, {"sent.geojson": collection().encode()}).read_bytes())
    at = data.rfind(b"PK\x01\x02") + 16
    data[at] ^= 0xFF
    return put(folder, "sent.zip", bytes(data))


@hostile("same name")
def zip_of_twins(folder: Path) -> Path:
    return zipped(folder, {"a.geojson": collection().encode(), "A.geojson": collection().encode()})


@hostile("several datasets")
def zip_of_several(folder: Path) -> Path:
    return zipped(folder, {"a.geojson": collection().encode(), "b.geojson": collection().encode()})


@hostile("none of the formats")
def zip_of_nothing_known(folder: Path) -> Path:
    return zipped(folder, {"readme.bin": bytes(range(128, 250))})


# --- Shapefile ---


def _shapefile(name: str, says: str, change: Callable[[dict[str, bytearray]], None]) -> None:
    def make(folder: Path) -> Path:
        parts = {called: bytearray(content) for called, content in shape_parts(folder).items()}
        change(parts)
        return zipped(folder, {called: bytes(content) for called, content in parts.items()})

    FILES[f"shapefile_{name}"] = (make, says)


def _set(part: str, form: str, at: int, value: int) -> Callable[[dict[str, bytearray]], None]:
    return lambda parts: struct.pack_into(form, parts[f"houses.{part}"], at, value)


_shapefile("cut_off", "layer houses", lambda parts: parts["houses.shp"].__delitem__(slice(150, None)))
_shapefile("index_cut_off", "layer houses", lambda parts: parts["houses.shx"].__delitem__(slice(104, None)))
_shapefile("table_cut_off", ".dbf declares", lambda parts: parts["houses.dbf"].__delitem__(slice(80, None)))
_shapefile("two_to_the_31_rows", ".dbf declares", _set("dbf", "<I", 4, 2**31))
_shapefile("fewer_rows", "do not belong together", _set("dbf", "<I", 4, 1))
_shapefile("two_to_the_31_points", "Shape 1 claims", _set("shp", "<I", 108 + 40, 2**31))
_shapefile("two_to_the_31_parts", "Shape 1 claims", _set("shp", "<I", 108 + 36, 2**31 - 1))
_shapefile("index_out_of_file", " shape 2", _set("shx", ">i", 108, 2**30))
_shapefile("record_length", "shape 1", _set("shp", ">i", 104, 5))
_shapefile("unknown_kind", "kind of shape", _set("shp", "<i", 32, 77))
_shapefile("without_table", ".dbf is missing", lambda parts: parts.pop("houses.dbf") and None)
_shapefile("without_index", ".shx is missing", lambda parts: parts.pop("houses.shx") and None)


# --- GeoPackage ---


_ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS fid, NULL AS geom FROM n"


def _geopackage(name: str, says: str, *statements: str) -> None:
    FILES[f"geopackage_{name}"] = (lambda folder: geopackage(folder, *statements), says)


_geopackage(
    "endless_view", "layer endless: It is a view", f"CREATE VIEW endless AS {_ENDLESS}",
    "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('endless', 'features', 'e', 4326)",
)  # fmt: skip
_geopackage("own_trigger", "trigger", "CREATE TRIGGER bad AFTER INSERT ON sent BEGIN DELETE FROM sent; END")
_geopackage("virtual_table", "virtual table", "CREATE VIRTUAL TABLE words USING fts5(x)")
_geopackage("computed_column", "computed", "CREATE TABLE c (fid INTEGER PRIMARY KEY, n AS (hex(zeroblob(100000000))))")
_geopackage(
    "listed_but_missing", "table is missing",
    "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('gone', 'features', 'g', 4326)",
)  # fmt: skip
_geopackage("broken_geometry", "feature 2, geom", "UPDATE sent SET geom = x'0011223344' WHERE fid = 2")
_geopackage("geometry_as_text", "feature 1, geom", "UPDATE sent SET geom = 'POINT(1 1)' WHERE fid = 1")
_geopackage("no_features", "no features", "DELETE FROM sent")
_geopackage("only_sqlite", "no GeoPackage", "DROP TABLE gpkg_geometry_columns")


@hostile("damaged")
def geopackage_cut_off(folder: Path) -> Path:
    data = geopackage(folder).read_bytes()
    return put(folder, "sent.gpkg", data[: len(data) // 2])


@hostile("damaged")
def geopackage_with_torn_pages(folder: Path) -> Path:
    data = bytearray(geopackage(folder).read_bytes())
    for at in range(4096, len(data) - 4096, 4096):
        data[at : at + 64] = b"\xff" * 64
    return put(folder, "sent.gpkg", bytes(data))


# --- GML ---


def _gml(name: str, says: str, text: str | bytes) -> None:
    FILES[f"gml_{name}"] = (lambda folder: put(folder, "sent.gml", text), says)


_LAUGHS = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10 if i else "ha"}">' for i in range(9))
_gml("entity_bomb", "entities", gml(f"<!DOCTYPE x [{_LAUGHS}]>", more="<c:x>&a8;</c:x>"))
_gml("foreign_entity", "entities", gml('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>', more="<c:x>&a;</c:x>"))
_gml("cut_off", "at line", gml()[:-60])
_gml("deep", "nested", gml(more="<c:x>" * 5_000 + "</c:x>" * 5_000))
_gml("undeclared_letters", "at line", gml(more="<c:x>H\xe4user</c:x>").encode("latin-1"))
_gml("several_systems", "mixes coordinate reference systems", gml(more='<c:g srsName="EPSG:4326"/>'))
_gml("web_page", "web page", "<html><body><p>404</p></body></html>")
_gml("nas", "NAS", '<A xmlns="http://www.adv-online.de/namespaces/adv/gid/6.0"><member/></A>')
_gml("no_members", "without features", "<a><b/></a>")


# --- FlatGeobuf ---


def _flatgeobuf(name: str, says: str, change: Callable[[bytearray], None]) -> None:
    def make(folder: Path) -> Path:
        data = bytearray(driven(folder, "sent.fgb", "FlatGeobuf").read_bytes())
        change(data)
        return put(folder, "sent.fgb", bytes(data))

    FILES[f"flatgeobuf_{name}"] = (make, says)


_flatgeobuf("cut_off", "damaged", lambda data: data.__delitem__(slice(len(data) - 30, None)))
_flatgeobuf("header_beyond_the_end", "damaged", lambda data: struct.pack_into("<I", data, 8, 2**31))
_flatgeobuf("only_its_mark", "damaged", lambda data: data.__delitem__(slice(8, None)))
_flatgeobuf("more_at_the_end", "damaged", lambda data: data.extend(b"\x01\x02\x03"))
