"""An editor brings a file without coordinates into a dataset; a colleague makes it public, and recalls it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely
from playwright.sync_api import expect
from pyproj import Transformer

from .axe import violations
from .conftest import People
from .editors import Editor
from .installation import Installation
from .screens import picture

MIDDLE = (12.3731, 51.3397)
TITLE = "Häuser im Probeviertel"
ROWS, COLUMNS = 6, 20


@pytest.fixture(scope="module")
def file_without_crs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A zipped Shapefile as offices send it: footprints in UTM, short names of columns, no .prj."""
    folder = tmp_path_factory.mktemp("lieferung")
    east, north = Transformer.from_crs(4326, 25833, always_xy=True).transform(*MIDDLE)
    corners = [(east + 18 * column, north + 22 * row) for row in range(ROWS) for column in range(COLUMNS)]
    shapes = shapely.to_wkb(np.array([shapely.box(x, y, x + 12, y + 14) for x, y in corners]))
    number = len(corners)
    columns = {
        "OBJECTID_G": np.array([f"DESN{each:05d}" for each in range(number)], object),
        "STR": np.array(["Probestraße" if each < 60 else "Musterweg" for each in range(number)], object),
        "HNR": np.array([str(each % 60 + 1) for each in range(number)], object),
        "ANZ_GESCH": np.array([2 + each % 4 for each in range(number)], np.int32),
    }
    with pytest.warns(UserWarning, match="crs"):
        pyogrio.raw.write(
            folder / "gebaeude.shp", geometry=shapes, field_data=list(columns.values()), fields=list(columns),
            geometry_type="Polygon", driver="ESRI Shapefile", crs=None, encoding="UTF-8",
        )  # fmt: skip
    (folder / "gebaeude.prj").unlink(missing_ok=True)
    packed = folder / "gebaeude.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for part in ("shp", "shx", "dbf", "cpg"):
            archive.write(folder / f"gebaeude.{part}", f"gebaeude.{part}")
    return packed


class Keeper(Editor):
    """Keeps geodata."""

    def make_dataset(self) -> None:
        self.open("/admin/dataset/new/")
        page = self.page
        page.locator("[name=title_de]").fill(TITLE)
        page.locator("[name=name]").fill("haeuser-im-probeviertel")
        page.locator("[name=kind]").select_option("buildings")
        self.tab("Quelle und Lizenz")
        for name, text in {"licence": "CC0", "attribution": "Stadt Leipzig", "source_title": "Probekataster"}.items():
            page.locator(f"[name={name}]").fill(text)
        page.get_by_role("tab").nth(2).click()
        page.locator("[name=decision]").fill("Stadtrat, 12. Mai 2026")
        with page.expect_navigation():
            page.locator("footer button[type=submit]").first.click()

    def press(self, name: str) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=True).click()

    def follow(self, name: str) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=name, exact=True).first.click()

    def look(self, name: str) -> None:
        """Nothing is in the way of anybody on this page, wide or narrow."""
        assert violations(self.page, within=".geodata") == []
        picture(self.page, f"geodata/{name}")
        self.page.set_viewport_size({"width": 390, "height": 844})
        assert violations(self.page, within=".geodata") == []
        picture(self.page, f"geodata/{name}-narrow")
        self.page.set_viewport_size({"width": 1280, "height": 900})


def test_a_file_without_coordinates_becomes_public_by_a_second_person_and_is_recalled(
    new_person: People, own_site: Installation, file_without_crs: Path
):
    editor = Keeper(new_person(signs_in=True), own_site).sign_in("redaktion-leipzig")
    editor.make_dataset()
    page = editor.page
    editor.follow(TITLE)
    editor.look("dataset")
    editor.follow("Erste Version importieren")
    editor.look("begin")
    page.locator("input[type=file]").set_input_files(file_without_crs)
    editor.press("Ansehen")

    # It does not say where it lies: of what is proposed, one lies in the city.
    expect(page.get_by_role("heading", name="Fragen zur Datei")).to_be_visible()
    expect(page.get_by_role("radio").first).to_be_checked()
    expect(page.locator("main")).to_contain_text("0 km von der Mitte von Leipzig")
    expect(page.locator("geo-preview")).to_contain_text("Gezeichnet: 120 Formen")
    editor.look("questions")
    editor.press("Weiter")
    page.wait_for_load_state()

    # What the columns mean is proposed; the editor knows better.
    expect(page.get_by_role("heading", name="Bedeutung der Spalten")).to_be_visible()
    page.locator("[name=column-street]").select_option("STR")
    page.locator("[name=column-storeys]").select_option("ANZ_GESCH")
    editor.look("columns")
    editor.press("Alles prüfen")
    own_site.run_tasks()
    expect(page.get_by_role("heading", name="Was der Import tun würde")).to_be_visible(timeout=60_000)
    expect(page.get_by_role("row", name="Neu 120")).to_be_visible()
    editor.look("check")
    editor.press("Importieren")
    own_site.run_tasks()
    expect(page.get_by_role("heading", name="Was importiert wurde")).to_be_visible(timeout=60_000)
    editor.look("done")
    editor.follow("Zur neuen Version")
    expect(page.locator("main")).to_contain_text("Moderation")
    expect(page.get_by_role("button", name="Aktivieren")).to_have_count(0)
    version = page.url.partition("/admin/")[2]

    colleague = Keeper(new_person(signs_in=True), own_site).sign_in("moderation-leipzig")
    colleague.open(f"/admin/{version}")
    expect(colleague.page.locator("geo-preview")).to_contain_text("Gezeichnet: 120 Formen")
    expect(colleague.page.get_by_role("row", name="Geschosse 120 0 0")).to_be_visible()
    colleague.look("version")
    colleague.press("Aktivieren: öffentlich zeigen")
    assert "aktiv" in colleague.told()

    colleague.open("/admin/geodata/buildings/?q=Probestr 7")
    colleague.follow("Probestraße 7")
    expect(colleague.page.get_by_role("row", name="Geschosse").first).to_contain_text("gezeigt")
    colleague.look("building")

    colleague.open(f"/admin/{version}")
    colleague.page.locator("[name=reason]").fill("Die falsche Datei wurde veröffentlicht.")
    colleague.page.locator("[name=sure]").check()
    colleague.press("Diese Version zurückrufen")
    assert "zurückgerufen" in colleague.told()
    colleague.look("recalled")
