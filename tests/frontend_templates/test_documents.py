from __future__ import annotations

import re

import pytest

from frontend_templates.documents import UnknownDocument, document, documents


def test_a_document_brings_every_fragment_it_needs_once_and_no_other():
    for each in documents():
        defined = re.findall(r"^fragment (\w+)", each.text, re.MULTILINE)
        used = set(re.findall(r"\.\.\.\s*(?!on\b)(\w+)", each.text))
        assert len(defined) == len(set(defined))
        assert set(defined) == used


def test_only_mutations_write():
    assert [each.name for each in documents() if each.is_mutation] == [
        "RecordGuidanceUse",
        "ReportBuilding",
        "SubmitFeedback",
    ]


def test_a_name_without_a_file_is_an_error():
    with pytest.raises(UnknownDocument):
        document("Nothing")
