import pytest
from django.http import QueryDict
from wagtail.blocks import StreamBlock
from wagtail.blocks.base import BlockField

from cms.core.blocks import CalloutBlock, FigureBlock
from geo.blocks import MapBlock

HTML = '<p data-block-key="a">Ja.</p>'
FIGURE = {
    "label": "Anteil", "low": 12, "high": None, "unit": "percent", "state": "reported", "method": "",
    "source_title": "Umfrage", "source_url": "", "year": 2026, "to_check": False,
}  # fmt: skip
STORED = [
    ("figure", FIGURE),
    ("callout", {"kind": "law", "title": "Neu", "date": "2026-07-29", "text": HTML}),
    ("callout", {"kind": "fact", "title": "Gut", "date": None, "text": HTML}),
    ("map", {"title": "Hier", "text": "Am Markt.", "lon": 12.37, "lat": 51.34, "zoom": 14}),
]


@pytest.fixture
def field():
    return BlockField(StreamBlock([("figure", FigureBlock()), ("callout", CalloutBlock()), ("map", MapBlock())]))


def sent(kind, value, **changes):
    """What the admin's form sends for a body of one block."""
    words = {name: "" if part is None else part for name, part in {**value, **changes}.items()}
    if "text" in words and kind == "callout":
        words["text"] = '{"blocks":[{"key":"a","text":"Ja.","type":"unstyled","depth":0}],"entityMap":{}}'
    data = QueryDict(mutable=True)
    fixed = {"body-count": 1, "body-0-deleted": "", "body-0-order": 0, "body-0-type": kind, "body-0-id": "a"}
    data.update({name: str(part) for name, part in fixed.items()})
    data.update({f"body-0-value-{name}": str(part) for name, part in words.items() if part is not False})
    return data


@pytest.mark.parametrize(("kind", "value"), STORED)
@pytest.mark.parametrize("read", [True, False])
def test_what_nobody_touched_is_no_edit(field, kind, value, read):
    stored = field.block.to_python([{"type": kind, "value": value, "id": "a"}])
    if read:
        # Blocks are stored as text and become days and numbers only when somebody reads them.
        assert stored[0].value
    data = field.widget.value_from_datadict(sent(kind, value), {}, "body")
    assert not field.has_changed(stored, data)


def test_a_changed_number_is_an_edit(field):
    kind, value = STORED[0]
    stored = field.block.to_python([{"type": kind, "value": value, "id": "a"}])
    assert field.has_changed(stored, field.widget.value_from_datadict(sent(kind, value, low=13), {}, "body"))


def test_a_number_that_is_none_is_refused_at_its_field(field):
    kind, value = STORED[0]
    data = field.widget.value_from_datadict(sent(kind, value, low="zwölf"), {}, "body")
    with pytest.raises(Exception, match="StreamBlock") as refused:
        field.clean(data)
    assert "low" in refused.value.block_errors[0].block_errors
