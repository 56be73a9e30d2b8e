from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import translation
from wagtail.admin.telepath import JSContext
from wagtail.blocks import StreamBlock
from wagtail.blocks.base import BlockField

from geo.blocks import PointBlock
from geo.values import Point

LEIPZIG = Point(12.3731, 51.3397)


def sent(lon: str, lat: str) -> QueryDict:
    """What the two fields of the widget send."""
    data = QueryDict(mutable=True)
    data.update({"place": "", "place-lon": lon, "place-lat": lat})
    return data


def read(block: PointBlock, lon: str, lat: str) -> object:
    return block.clean(block.value_from_datadict(sent(lon, lat), {}, "place"))


def test_a_place_is_stored_as_it_was_chosen_and_read_again():
    place = read(PointBlock(), "12,3731", " 51.3397")
    assert place == LEIPZIG
    block = PointBlock()
    assert block.to_python(block.get_prep_value(place)) == LEIPZIG


def test_no_place_is_no_place():
    block = PointBlock(required=False)
    assert read(block, "", "") is None
    assert block.to_python(None) is None
    assert block.get_prep_value(None) is None
    assert block.get_form_state(None) is None


def test_a_place_that_is_needed_is_asked_for():
    with pytest.raises(ValidationError):
        read(PointBlock(), "", "")


@pytest.mark.parametrize(("lon", "lat"), [("Leipzig", "51.3"), ("12.3", ""), ("200", "51"), ("12", "91"), ("nan", "1")])
def test_what_is_no_place_is_refused_with_what_to_do(lon: str, lat: str):
    with translation.override("de"), pytest.raises(ValidationError) as told:
        read(PointBlock(required=False), lon, lat)
    assert told.value.messages == ["Wählen Sie einen Ort auf der Karte oder schreiben Sie Länge und Breite in Grad."]


def test_what_somebody_typed_wrongly_stays_in_the_form():
    block = PointBlock()
    assert "Leipzig" in block.get_form_state(block.value_from_datadict(sent("Leipzig", "51"), {}, "place"))


def test_a_page_with_spoilt_data_can_still_be_opened():
    block = PointBlock()
    for spoilt in ("garbage", "POINT(1)", {"lat": 1}, 7, "SRID=3857;POINT(1 2)"):
        assert block.get_form_state(block.to_python(spoilt)) is None


def test_a_place_is_never_offered_for_translation():
    block = PointBlock()
    assert block.get_translatable_segments(LEIPZIG) == []
    assert block.restore_translated_segments(LEIPZIG, []) == LEIPZIG


def test_a_place_that_was_only_looked_at_counts_as_unchanged():
    block = PointBlock()
    opened = block.value_from_datadict(sent("12.373100", "51.339700"), {}, "place")
    assert opened == block.to_python(LEIPZIG.ewkt)


def test_the_form_of_a_body_loads_the_map_from_this_host():
    field = BlockField(StreamBlock([("place", PointBlock())]))
    packed = JSContext()
    packed.pack(field.block)
    loaded = "".join(packed.media.render())
    assert "geo/dist/point.js" in loaded
    assert "http" not in loaded
