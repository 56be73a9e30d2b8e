from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from frontend_templates.web.theme import (
    DARK_GROUND,
    LIGHT_GROUND,
    READABLE,
    contrast,
    readable_on,
    stylesheet,
    theme_path,
)

COLOURS = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)
LEIPZIG = {"primary": "#0b3f7a", "primaryDark": "#86b9f2", "accent": "#b8860b"}


@given(COLOURS)
def test_whatever_colour_a_city_chooses_its_links_can_be_read(colour):
    assert contrast(readable_on(colour, LIGHT_GROUND, "#000000"), LIGHT_GROUND) >= READABLE
    assert contrast(readable_on(colour, DARK_GROUND, "#ffffff"), DARK_GROUND) >= READABLE


def test_a_readable_colour_stays_as_the_city_chose_it():
    assert "--city:#0b3f7a" in stylesheet(LEIPZIG)


def test_what_is_no_colour_never_reaches_the_stylesheet():
    assert "evil" not in stylesheet({**LEIPZIG, "accent": "red}body{background:url(//evil)"})


def test_the_stylesheet_is_kept_for_good_under_an_address_that_changes_with_the_colours(api, reader):
    api.answers["Theme"] = {"municipality": {"key": "leipzig", "languages": ["DE"], "colours": LEIPZIG}}
    address = theme_path("leipzig", LEIPZIG)
    assert address != theme_path("leipzig", {**LEIPZIG, "primary": "#000000"})
    response = reader.get(address)
    assert "immutable" in response["Cache-Control"]
    assert response["Content-Type"].startswith("text/css")
    assert reader.get("/theme/leipzig-000000000000.css")["Cache-Control"] == "no-cache"
