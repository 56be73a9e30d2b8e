from __future__ import annotations

import re

import pytest

from search.excerpts import LONGEST, excerpt

TEXT = (
    "Ein Wärmenetz bringt Wärme aus einer Zentrale in viele Häuser. Es lohnt sich, wo Häuser dicht stehen.\n"
    "Was es kostet\n"
    "Der Anschluss kostet je nach Straße z. B. 8.000 Euro, und dazu kommt der Preis für die Wärme selbst, der sich aus"
    " einem festen und einem veränderlichen Teil zusammensetzt und den der Betreiber jedes Jahr neu berechnet, weil die"
    " Brennstoffe einmal mehr und einmal weniger kosten. Fragen Sie den Betreiber."
)


def shown(word: str | None, text: str = TEXT) -> str:
    found = [match.span() for match in re.finditer(word, text)] if word else []
    return "".join(f"[{part.text}]" if part.marked else part.text for part in excerpt(text, found))


def test_an_excerpt_begins_where_the_sentence_begins():
    assert shown("lohnt").startswith("Es [lohnt] sich, wo Häuser dicht stehen. Was es kostet – Der Anschluss")


def test_an_abbreviation_ends_no_sentence():
    assert shown("8.000").startswith("Der Anschluss kostet je nach Straße z. B. [8.000] Euro")


def test_a_long_sentence_is_cut_at_words_and_says_so():
    found = shown("berechnet")
    assert found.startswith("… ")
    assert found.removeprefix("… ").split()[0] in TEXT.split()
    assert "[berechnet]" in found
    assert shown("Zentrale", TEXT[200:500] + " Zentrale " + TEXT[200:500]).endswith(" …")


def test_without_a_word_in_the_text_its_beginning_is_shown():
    assert shown(None).startswith("Ein Wärmenetz bringt Wärme")
    assert shown(None, "") == ""
    assert shown(None, "Kurz.") == "Kurz."


@pytest.mark.parametrize("word", ["Wärme", "Euro", "Betreiber", "Was", "Teil", "Sie"])
def test_an_excerpt_has_the_word_and_is_short(word: str):
    found = shown(word)
    assert f"[{word}" in found
    assert len(found.replace("[", "").replace("]", "")) <= LONGEST + 8
