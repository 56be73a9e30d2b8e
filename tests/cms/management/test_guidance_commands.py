"""Flows travel by command, too."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from knowledge.guidance.models import GuidancePage
from tests.factories import saxony
from tests.factories.guidance import GuidanceIndexPageFactory
from tests.knowledge.guidance.files.travelling import FILE, changed

pytestmark = pytest.mark.django_db


def run(name, *words):
    output = StringIO()
    call_command(name, *map(str, words), stdout=output)
    return output.getvalue()


def test_a_flow_is_imported_after_a_dry_run_and_exported(tmp_path):
    place, file = saxony(), tmp_path / "heizung.yaml"
    GuidanceIndexPageFactory(parent=place.leipzig.site.root_page)
    file.write_text(FILE)
    assert "new     fact heating.carrier" in run("import_guidance", file, "leipzig", "--dry-run")
    assert not GuidancePage.objects.exists()
    assert "left out: page /beratung/ is not there" in run("import_guidance", file, "leipzig")
    run("export_guidance", "leipzig", "heizung", "--output", tmp_path / "again.yaml")
    assert "Nothing to do." in run("import_guidance", tmp_path / "again.yaml", "leipzig")
    assert run("export_guidance", "leipzig", "heizung") == (tmp_path / "again.yaml").read_text()


def test_what_can_not_be_done_is_told(tmp_path):
    place, file = saxony(), tmp_path / "heizung.yaml"
    file.write_bytes(changed("kind: choice", "kind: choise"))
    with pytest.raises(CommandError, match="leipzig has no compass"):
        run("import_guidance", file, "leipzig")
    GuidanceIndexPageFactory(parent=place.leipzig.site.root_page)
    with pytest.raises(CommandError, match=r"heizung\.yaml, line 31, facts\[1\]\.kind"):
        run("import_guidance", file, "leipzig")
    with pytest.raises(CommandError, match="leipzig has no flow 'heizung'"):
        run("export_guidance", "leipzig", "heizung")
