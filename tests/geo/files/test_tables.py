import zipfile

import pytest
from openpyxl import Workbook

from cms.core.values.problems import FileError
from geo.files.delivery import Asks

from .made import opened, read, text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_tables_are_read_in_the_letters_they_were_written_in(tmp_path, encoding):
    path = text(tmp_path, "ortsteil;jahr;merkmal;wert\nGrünau;2020;Wohnfläche;1.234,5\n", encoding=encoding)
    answers = {"encoding": "cp1252"} if encoding == "cp1252" else {}
    (item,), _ = read(path, "statistics_long", **answers)
    (number,) = item.statistics
    assert (number.area, number.indicator, number.year, number.value) == ("Grünau", "Wohnfläche", 2020, 1234.5)


def test_letters_that_could_be_several_are_asked_for(tmp_path):
    path = text(tmp_path, "ortsteil;jahr;merkmal;wert\nGrünau;2020;a;1\n", encoding="cp1252")
    assert [each.asks for each in opened(path, "statistics_long").questions] == [Asks.ENCODING]


@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
def test_the_delimiter_is_found(tmp_path, sign):
    content = "\n".join(sign.join(row) for row in [("gebiet", "jahr", "merkmal", "wert"), ("A", "2020", "b", "3")])
    (item,), _ = read(text(tmp_path, content), "statistics_long")
    assert item.statistics[0].value == 3


def test_dots_stand_between_thousands_where_commas_are_decimal_signs(tmp_path):
    path = text(tmp_path, "gebiet;jahr;merkmal;wert\nA;2020;b;1.234\nA;2021;b;1,5\n")
    items, _ = read(path, "statistics_long")
    assert [item.statistics[0].value for item in items] == [1234, 1.5]


@pytest.mark.parametrize(
    ("header", "row"),
    [("lon;lat", "12,37;51,33"), ("wkt", "POINT (12.37 51.33)"), ("shape", "SRID=4326;POINT(12.37 51.33)")],
)
def test_places_in_tables_are_found_by_name_and_by_content(tmp_path, header, row):
    path = text(tmp_path, f"strasse;hausnummer;{header}\nKarlstraße;5;{row}\n")
    answers = {"crs": "EPSG:4326"} if header == "wkt" else {}
    (item,), _ = read(path, "addresses", **answers)
    assert (round(item.shape.lon, 2), round(item.shape.lat, 2)) == (12.37, 51.33)


def test_eastings_without_a_reference_system_are_asked_for(tmp_path):
    path = text(tmp_path, "strasse;hausnummer;ostwert;nordwert\nKarlstraße;5;317000;5690000\n")
    (question,) = opened(path, "addresses").questions
    assert question.asks is Asks.CRS
    assert question.choices[0] == "EPSG:25833"


def test_ewkt_polygons_make_districts(tmp_path):
    shape = "SRID=4326;MULTIPOLYGON(((12.3 51.3,12.4 51.3,12.4 51.4,12.3 51.3)))"
    (item,), _ = read(text(tmp_path, f'"nr";"bez";"shape"\n"01";"Mitte";"{shape}"\n'), "districts")
    assert (item.source_id, item.name) == ("01", "Mitte")
    assert item.shape.area_m2 > 1e6


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a;b\n1;2;3\n", "3 cells"), ("a;a\n1;2\n", "there twice"), (";;\n1;2\n", "first row"),
        ('a;b\n"1;2\n', "quotes"), ("nr;bez;shape\n1;x;POINT(1\n2;y;POINT(1 2)\n", "WKT"), ("a;b\n", "nothing"),
    ],
)  # fmt: skip
def test_broken_tables_are_refused_with_what_is_wrong(tmp_path, content, said):
    with pytest.raises(FileError, match=said):
        read(text(tmp_path, content), "districts")


def test_two_numbers_for_the_same_are_refused_and_the_same_one_twice_is_taken_once(tmp_path):
    head = "gebiet;jahr;merkmal;wert\nA;2020;b;1\n"
    items, report = read(text(tmp_path, head + "A;2020;b;1\n"), "statistics_long")
    assert len(items) == 1
    assert report.notes[0].code == "twice"
    with pytest.raises(FileError, match="Rows 1 and 2"):
        read(text(tmp_path, head + "A;2020;b;2\n"), "statistics_long")


def test_a_column_for_each_indicator_names_its_year(tmp_path):
    path = text(tmp_path, "gebiet;Einwohner 2020;Einwohner 2021;Bemerkung\nA;10;12;schön\n")
    (item,), _ = read(path, "statistics_wide")
    assert [(each.indicator, each.year, each.value) for each in item.statistics] == [
        ("Einwohner 2020", 2020, 10), ("Einwohner 2021", 2021, 12),
    ]  # fmt: skip


def test_sheets_of_a_workbook_are_layers(tmp_path):
    book = Workbook()
    book.active.title = "Zahlen"
    for row in [("Gebiet", "Jahr", "Merkmal", "Wert"), ("Mitte", 2020, "Wohnungen", 12)]:
        book.active.append(row)
    book.create_sheet("Hinweise").append(["nichts"])
    path = tmp_path / "made.xlsx"
    book.save(path)
    (item,), _ = read(path, "statistics_long")
    assert item.statistics[0].value == 12


def test_a_workbook_that_unpacks_without_end_is_refused(tmp_path):
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 30_000_000)
    with pytest.raises(FileError, match="too large"):
        opened(path, "statistics_long")
