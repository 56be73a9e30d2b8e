from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.utils import translation

from cms.core.values.problems import FileError
from geo.files.open_file import open_file
from geo.files.recipes import recipes
from geo.files.refusals import problem

from . import hostile
from .test_open_file import read_all

# What only English messages hold; names in the files are German.
ENGLISH = re.compile(r"\b(the|is|not|was|of|it|layer|feature|line|export)\b", re.IGNORECASE)


@pytest.mark.parametrize("called", sorted(hostile.FILES))
def test_a_german_editor_reads_german_whatever_is_wrong_with_the_file(called, tmp_path):
    (tmp_path / "port").write_text("1")
    path = hostile.FILES[called][0](tmp_path)
    with translation.override("de"), pytest.raises(FileError) as error:
        read_all(path)
    for each in error.value.problems:
        quoted = re.sub(r"„[^“]*“", "", each.message)
        assert not ENGLISH.search(quoted.replace("ist", "")), each.message
        assert not each.place or re.match(r"(Ebene .+|Objekt \d+)$", each.place)


def test_numbers_in_messages_are_written_as_the_language_does(settings, tmp_path):
    settings.GEODATA_MAX_BYTES = 1
    path = tmp_path / "a.geojson"
    path.write_bytes(b" " * 15_000_000)
    said = {}
    for language in ("de", "it"):
        with translation.override(language), pytest.raises(FileError) as error:
            open_file(path, path.name)
        said[language] = str(error.value)
    assert "15 MB" in said["de"]
    assert said["de"] != said["it"]


def test_recipes_and_what_they_read_have_titles_in_every_language():
    for each in recipes():
        for words in (each.title, *(target.title for target in each.targets.values())):
            assert all((words.en, words.de, words.it)), (each.name, words)


def test_signs_that_nobody_sees_never_get_into_a_message(tmp_path):
    hidden = "a\x00b\u202ec\ud800"
    found = problem(hidden, hidden, layer=hidden, name=hidden)
    assert json.dumps([found.file, found.field, found.message]).count("\\ufffd") == 9
    assert "\x00" not in str(found)
    path = Path(tmp_path, "sent.geojson")
    path.write_text(hostile.collection(hostile.feature(geometry={"type": "A\x00B", "coordinates": []})))
    with pytest.raises(FileError) as error:
        open_file(path, path.name)
    assert "\x00" not in str(error.value)
