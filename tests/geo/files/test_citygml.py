import pytest

from cms.core.values.problems import FileError

from .made import facts, opened, read, text

SQUARE = "{w} {s} 110 {e} {s} 110 {e} {n} 110 {w} {n} 110 {w} {s} 110"


def ring(west, south, size=10):
    return SQUARE.format(w=west, s=south, e=west + size, n=south + size)


def surface(kind, positions):
    return (
        f"<b:boundedBy><b:{kind}><b:lod2MultiSurface><g:MultiSurface><g:surfaceMember><g:Polygon><g:exterior><g:LinearRing>"
        f"<g:posList>{positions}</g:posList></g:LinearRing></g:exterior></g:Polygon></g:surfaceMember></g:MultiSurface>"
        f"</b:lod2MultiSurface></b:{kind}></b:boundedBy>"
    )


def city(*buildings, version="2.0", crs="urn:adv:crs:ETRS89_UTM33*DE_DHHN2016_NH"):
    members = "".join(f"<c:cityObjectMember>{each}</c:cityObjectMember>" for each in buildings)
    gml = "http://www.opengis.net/gml/3.2" if version == "3.0" else "http://www.opengis.net/gml"
    return (
        f'<?xml version="1.0"?><c:CityModel xmlns:c="http://www.opengis.net/citygml/{version}" '
        f'xmlns:b="http://www.opengis.net/citygml/building/{version}" xmlns:g="{gml}" xmlns:x="urn:x"><g:boundedBy>'
        f'<g:Envelope srsName="{crs}" srsDimension="3"><g:lowerCorner>317000 5690000 100</g:lowerCorner></g:Envelope>'
        f"</g:boundedBy>{members}</c:CityModel>"
    )


HOUSE = (
    '<b:Building g:id="DE1"><b:function>31001_1010</b:function><b:yearOfConstruction>1912</b:yearOfConstruction>'
    "<b:roofType>3100</b:roofType><b:measuredHeight>9.5</b:measuredHeight><b:storeysAboveGround>3</b:storeysAboveGround>"
    + surface("GroundSurface", ring(317000, 5690000))
    + surface("RoofSurface", ring(316999, 5689999, 12))
    + '<b:consistsOfBuildingPart><b:BuildingPart g:id="DE1p"><b:measuredHeight>12</b:measuredHeight>'
    + surface("GroundSurface", ring(317010, 5690000))
    + "</b:BuildingPart></b:consistsOfBuildingPart><b:address><x:ThoroughfareName>Ratsstraße</x:ThoroughfareName>"
    "<x:ThoroughfareNumber>8</x:ThoroughfareNumber><x:PostalCodeNumber>01326</x:PostalCodeNumber></b:address></b:Building>"
)


@pytest.mark.parametrize("version", ["1.0", "2.0", "3.0"])
def test_a_building_and_its_parts_become_one_footprint_with_what_is_told_of_it(tmp_path, version):
    (item,), _ = read(text(tmp_path, city(HOUSE, version=version), "city.gml"), "citygml_buildings")
    assert item.source_id == "DE1"
    assert item.shape.area_m2 == pytest.approx(200, rel=0.01)
    assert facts(item) == {
        "function": "Wohnhaus", "use": "residential", "height": 12, "storeys": 3, "roof": "pitched", "year": 1912,
    }  # fmt: skip
    (address,) = item.addresses
    assert (address.street, address.number, address.postcode) == ("Ratsstraße", "8", "01326")


def test_a_block_without_ground_surfaces_is_seen_from_above(tmp_path):
    top = f"<g:LinearRing><g:posList>{ring(317000, 5690000)}</g:posList></g:LinearRing>"
    solid = f"<b:lod1Solid><g:Polygon><g:exterior>{top}</g:exterior></g:Polygon></b:lod1Solid>"
    path = text(tmp_path, city(f'<b:Building g:id="A">{solid}</b:Building>'), "city.gml")
    (item,), _ = read(path, "citygml_buildings")
    assert item.shape.area_m2 == pytest.approx(100, rel=0.01)


def test_a_reference_system_nobody_knows_is_asked_for(tmp_path):
    path = text(tmp_path, city(HOUSE, crs="urn:our:own"), "city.gml")
    assert [str(each.asks) for each in opened(path, "citygml_buildings").questions] == ["crs"]


@pytest.mark.parametrize(
    ("mend", "said"),
    [
        (
            lambda xml: xml.replace('<?xml version="1.0"?>', '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>'),
            "entities",
        ),
        (lambda xml: xml[:-200], "cut off"),
        (lambda xml: xml.replace("317000 5690000 110 317010", "317000 NaN 110 317010"), "feature 1"),
        (lambda xml: xml.replace("<b:Building ", "<b:Bridge ").replace("</b:Building>", "</b:Bridge>"), "nothing"),
    ],
)
def test_broken_city_models_are_refused(tmp_path, mend, said):
    with pytest.raises(FileError, match=said):
        read(text(tmp_path, mend(city(HOUSE)), "city.gml"), "citygml_buildings")
