from __future__ import annotations

import pytest

from search.values import Lexicon, analysed, fold, query_terms

LEXICON = Lexicon(["Wärmepumpe", "Kommune"])


@pytest.mark.parametrize("written", ["Wärme", "waerme", "WÄRME", "warme", "Wa\u0308rme"])
def test_umlauts_are_found_however_they_are_typed(written: str):
    assert fold(written) == "warme"


@pytest.mark.parametrize(
    ("compound", "parts"),
    [
        ("wärmepumpenförderung", ["warme", "pumpe", "forderung"]),
        ("fernwärmenetz", ["fern", "warme", "netz"]),
        ("heizungstausch", None),
        ("wohnung", None),
    ],
)
def test_compounds_are_taken_apart_where_their_parts_are_known(compound: str, parts: list[str] | None):
    found = LEXICON.split(fold(compound))
    if parts is None:
        assert found in ((), ("heizung", "tausch"))
    else:
        assert len(found) >= 2
        assert "".join(found).startswith(parts[0][:4])


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("Wärmepumpen", "Die Wärmepumpe im Altbau"),
        ("Wärmepumpen", "Wärmepumpenförderung beantragen"),
        ("waermepumpe", "Wärmepumpen"),
        ("pumpe", "Förderung für Wärmepumpen"),
        ("Förderung", "Wärmepumpenförderung"),
        ("netz", "Anschluss an das Fernwärmenetz"),
        ("wärmep", "Eine Wärmepumpe"),
        ("Förderu", "Wärmepumpenförderung"),
    ],
)
def test_a_query_finds_its_compounds_and_beginnings(query: str, text: str):
    terms = analysed(text, "de", LEXICON).split()
    assert all(any(term.startswith(wanted) for term in terms) for wanted in query_terms(query, "de"))


def test_a_heat_pump_is_no_district_heating():
    terms = analysed("Anschluss an das Fernwärmenetz", "de", LEXICON).split()
    assert not any(term.startswith(wanted) for term in terms for wanted in query_terms("Wärmepumpe", "de"))
