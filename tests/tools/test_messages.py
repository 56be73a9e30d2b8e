from __future__ import annotations

import gettext
import io

from tools import messages


def test_every_word_of_the_website_is_translated_and_compiled():
    assert not [problem for problem in messages.problems() if problem.startswith("frontend_templates")]


def test_a_compiled_catalogue_speaks_with_contexts_and_plurals(tmp_path):
    catalogue = messages.Catalogue(tmp_path / "django.po")
    catalogue.entries = {
        ("", "Search", ""): ["Suche"],
        ("button", "Search", ""): ["Suchen"],
        ("", "%d hit", "%d hits"): ["%d Treffer", "%d Treffer insgesamt"],
        ("", "not yet", ""): [""],
    }
    messages.write(catalogue, "de")
    assert messages.read(catalogue.path).entries == catalogue.entries
    words = gettext.GNUTranslations(io.BytesIO(messages.compiled(catalogue, "de")))
    assert words.gettext("Search") == "Suche"
    assert words.pgettext("button", "Search") == "Suchen"
    assert words.ngettext("%d hit", "%d hits", 2) == "%d Treffer insgesamt"
    assert words.gettext("not yet") == "not yet"
