"""axe-core on every kind of page, in every language, wide and narrow. The pictures are for people to look at."""

from __future__ import annotations

import pytest

from .axe import violations
from .installation import LEIPZIG
from .places import NOWHERE, PLACES
from .readers import Reader
from .screens import NARROW, WIDE, picture, pictures, widen

IN_THE_DARK = {"home of a city", "article", "search with hits", "programme", "feedback", "adopted article"}


@pytest.mark.parametrize("locale", ["de", "en", "it"])
def test_no_page_has_a_barrier_that_axe_knows(reader: Reader, locale: str) -> None:
    page, faults = reader.page, []
    for name, host, path in [*PLACES, NOWHERE]:
        answer = reader.open(f"/{locale}{path}", host)
        assert answer.status == (404 if (name, host, path) == NOWHERE else 200), name
        for width in (NARROW, WIDE):
            widen(page, width)
            faults += [f"{name} at {width} px: {fault}" for fault in violations(page)]
        if name in IN_THE_DARK:
            page.emulate_media(color_scheme="dark")
            faults += [f"{name} in the dark: {fault}" for fault in violations(page)]
            page.emulate_media(color_scheme="light")
        picture_name = f"web/{name.replace(' ', '-')}-{locale}"
        if locale == "de":
            pictures(page, picture_name)
        else:
            picture(page, f"{picture_name}-{WIDE}-light")
        widen(page, WIDE)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("locale", ["de", "en", "it"])
def test_a_form_with_errors_has_no_barrier_that_axe_knows(reader: Reader, locale: str) -> None:
    page = reader.page
    reader.open(f"/{locale}/rueckmeldung/", LEIPZIG)
    with page.expect_navigation():
        page.locator("main form button[type=submit]").click()
    assert page.get_by_role("alert").count() == 1
    faults = []
    for width in (NARROW, WIDE):
        widen(page, width)
        faults += [f"at {width} px: {fault}" for fault in violations(page)]
    picture(page, f"web/feedback-errors-{locale}-{WIDE}-light")
    assert not faults, "\n".join(faults)
