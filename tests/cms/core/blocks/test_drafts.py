"""A draft may be unfinished: editors' words are saved while they write, and asked for when they publish."""

import pytest
from wagtail.blocks import StreamBlock
from wagtail.blocks.base import get_error_json_data
from wagtail.blocks.stream_block import StreamBlockValidationError

from cms.core.blocks import CalloutBlock, FigureBlock, ImageBlock, TableBlock

UNFINISHED = [
    ("image", {"image": None, "alt": "", "caption": ""}),
    ("callout", {"kind": "law", "title": "", "date": None, "text": ""}),
    ("figure", {"label": "", "low": None, "high": None, "unit": "percent", "state": "estimated", "source_title": ""}),
    ("figure", {"label": "", "low": 3, "high": 1, "unit": "percent", "state": "unknown", "source_title": ""}),
    ("table", {"caption": "", "header": ["Jahr", "Anteil"], "rows": [["2029"]]}),
]


@pytest.fixture
def body():
    blocks = {"image": ImageBlock(), "callout": CalloutBlock(), "figure": FigureBlock(), "table": TableBlock()}
    return StreamBlock(list(blocks.items()))


@pytest.mark.parametrize(("kind", "value"), UNFINISHED)
@pytest.mark.django_db
def test_an_unfinished_block_is_kept_in_a_draft(body, kind, value):
    stream = body.to_python([{"type": kind, "value": value}])
    assert [child.block_type for child in body.clean_deferred(stream)] == [kind]


@pytest.mark.parametrize(("kind", "value"), UNFINISHED)
@pytest.mark.django_db
def test_an_unfinished_block_is_not_published(body, kind, value):
    stream = body.to_python([{"type": kind, "value": value}])
    with pytest.raises(StreamBlockValidationError) as refused:
        body.clean(stream)
    assert get_error_json_data(refused.value)["blockErrors"], "the fault is told at its block"
