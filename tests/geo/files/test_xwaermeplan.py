import pytest

from cms.core.values.problems import FileError

from .made import read, text


def area(kind, uuid, west, inside=""):
    ring = f"{west} 5690000 {west + 100} 5690000 {west + 100} 5690100 {west} 5690100 {west} 5690000"
    return (
        f'<gml:featureMember><xwp:{kind} gml:id="G{uuid}"><xwp:uuid>{uuid}</xwp:uuid>'
        f"<xwp:title>Gebiet {uuid}</xwp:title>"
        f'<xwp:position><gml:MultiSurface srsName="EPSG:25833">'
        f"<gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing>"
        f"<gml:posList>{ring}</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember>"
        f"</gml:MultiSurface></xwp:position>{inside}</xwp:{kind}></gml:featureMember>"
    )


def plan(*areas):
    return (
        '<?xml version="1.0" encoding="UTF-8"?><xwp:XWaermeplan xmlns:xwp="http://www.xwaermeplan.de/0/9" '
        f'xmlns:gml="http://www.opengis.net/gml/3.2">{"".join(areas)}</xwp:XWaermeplan>'
    )


def supply(code):
    return f"<xwp:versorgungsart>{code}</xwp:versorgungsart>"


def test_areas_of_supply_are_read_with_their_year_and_kind(tmp_path):
    path = text(tmp_path, plan(
        area("WP_Waermeversorgungsgebiet2030", "a", 317000, supply(10001)),
        area("WP_Waermeversorgungsgebiet2040", "b", 317200, supply(3000)),
        area("WP_WaermeversorgungsgebietZieljahr", "c", 317400, supply(2000)),
    ), "plan.gml")  # fmt: skip
    items, _ = read(path, "xwaermeplan")
    assert [(item.source_id, item.name, item.category, item.horizon) for item in items] == [
        ("a@2030", "Gebiet a", "heat_network", "2030"), ("b@2040", "Gebiet b", "decentral", "2040"),
        ("c@target", "Gebiet c", "hydrogen", "target"),
    ]  # fmt: skip
    assert items[0].shape.area_m2 == pytest.approx(10_000, rel=0.01)


def test_suitability_statutes_saving_and_land_that_is_not_planned_are_read(tmp_path):
    levels = (
        "<xwp:eignungDezentraleVersorgung>3000</xwp:eignungDezentraleVersorgung><xwp:eignungWaermenetz>1000</xwp:eignungWaermenetz>"
        "<xwp:eignungWasserstoffnetz>4000</xwp:eignungWasserstoffnetz>"
    )
    path = text(tmp_path, plan(
        area("WP_WaermeversorgungsartZieljahr", "a", 317000, levels), area("WP_Anschlusszwang", "b", 317200),
        area("WP_EnergieEinspargebiet", "c", 317400), area("WP_NichtBeplantesTeilgebiet", "d", 317600),
    ), "plan.gml")  # fmt: skip
    details = [item.details for item in read(path, "xwaermeplan")[0]]
    assert details[0] == {
        "suitability": {"heat_network": "very_likely", "hydrogen": "very_unlikely", "decentral": "unlikely"}
    }
    assert "statute" in details[1]
    assert details[2] == {"energy_saving": True}
    assert details[3] == {"unplanned": True}


def test_a_heat_network_area_of_no_kind_must_be_told_by_a_person(tmp_path):
    path = text(tmp_path, plan(area("WP_Waermeversorgungsgebiet2030", "a", 317000, supply(1000))), "plan.gml")
    with pytest.raises(FileError, match="1000"):
        read(path, "xwaermeplan")
    (item,), _ = read(path, "xwaermeplan", columns={"category:1000": "heat_network_expansion"})
    assert item.category == "heat_network_expansion"
