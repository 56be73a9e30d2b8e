from datetime import UTC, datetime, timedelta

import pytest

from cms.core.values.translations import UNTRANSLATED, TranslationState, digest_of, falls_back, translation_state

NOW = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("source", "made_from", "law_or_money", "state"),
    [
        ("a", "a", True, "current"),
        ("b", "a", True, "outdated"),
        ("b", "a", False, "current"),
        ("b", "", True, "current"),
        ("", "a", True, "current"),
        ("a", None, False, "missing"),
        ("a", UNTRANSLATED, False, "missing"),
        ("a", UNTRANSLATED, True, "missing"),
    ],
)
def test_a_translation_is_outdated_only_where_law_or_money_changed(source, made_from, law_or_money, state):
    assert translation_state(source, made_from, law_or_money=law_or_money) == state


@pytest.mark.parametrize(
    ("state", "days_ago", "gone"),
    [
        (TranslationState.CURRENT, 400, False),
        (TranslationState.MISSING, 0, True),
        (TranslationState.OUTDATED, 89, False),
        (TranslationState.OUTDATED, 90, True),
        (TranslationState.OUTDATED, None, False),
    ],
)
def test_an_outdated_translation_gives_way_after_the_set_time(state, days_ago, gone):
    since = None if days_ago is None else NOW - timedelta(days=days_ago)
    assert falls_back(state, since, NOW, 90) is gone


def test_spacing_and_composition_are_no_change_of_words():
    assert digest_of(["Wärme  für\nalle", ""]) == digest_of([" Wa\u0308rme für alle"])


def test_other_words_or_another_order_are_a_change():
    assert len({digest_of(["a", "b"]), digest_of(["b", "a"]), digest_of(["a b"])}) == 3
