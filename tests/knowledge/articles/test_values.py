import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.articles.values import ORDER, Block, Kind, compare, local_blocks, merge


def text(spec):
    """ "a:1 b:2" is two paragraphs with the ids a and b saying 1 and 2; "a" says "a"."""
    return [Block(part.split(":")[0], "text", part.split(":")[-1]) for part in spec.split()]


def spec(blocks):
    return " ".join(block.id if block.id == block.value else f"{block.id}:{block.value}" for block in blocks)


@pytest.mark.parametrize(
    ("accepted", "base", "mine", "changes"),
    [
        ("a b", "a b", "a b", []),
        ("a b", "a b", "a:mine x b", []),
        ("a b", "a:new b", "a b", [("a", Kind.CHANGED, False)]),
        ("a b", "a:new b", "a:mine b", [("a", Kind.CHANGED, True)]),
        ("a b", "a:new b", "a:new b", []),
        ("a b", "a:new b", "b", [("a", Kind.CHANGED, True)]),
        ("a b", "a c b", "a b", [("c", Kind.ADDED, False)]),
        ("a b", "b", "a b", [("a", Kind.REMOVED, False)]),
        ("a b", "b", "a:mine b", [("a", Kind.REMOVED, True)]),
        ("a b", "b", "b", []),
        ("a b", "b a", "a b", [(ORDER, Kind.MOVED, False)]),
        ("a b", "b a", "b a", []),
    ],
)
def test_only_what_is_new_in_the_base_is_a_change(accepted, base, mine, changes):
    found = compare(text(accepted), text(base), text(mine))
    assert [(change.id, change.kind, change.conflict) for change in found] == changes


@pytest.mark.parametrize(
    ("accepted", "base", "mine", "take", "merged"),
    [
        ("a b", "a:new b:new", "a b x", "a", "a:new b x"),
        ("a b", "a:new b", "a:mine b", "", "a:mine b"),
        ("a b", "a:new b", "a:mine b", "a", "a:new b"),
        ("a b", "a c b", "a x b", "c", "a x c b"),
        ("a b", "c a b", "x a b", "c", "x c a b"),
        ("a b", "a b c d", "a b x", "c d", "a b x c d"),
        ("a b c", "a c", "a x b y c", "b", "a x y c"),
        ("a b", "a:new b", "b x", "a", "a:new b x"),
        ("a b c", "c a b", "a x b c", "order", "c a x b"),
        ("a b c", "c a b:new", "a x b c", "b", "a x b:new c"),
        ("a b", "", "a x b", "a b", "x"),
    ],
)
def test_what_is_taken_comes_in_at_its_place_and_all_else_stays(accepted, base, mine, take, merged):
    assert spec(merge(text(accepted), text(base), text(mine), take.split())) == merged


def test_blocks_stored_anew_with_other_ids_of_their_parts_are_the_same():
    def steps(part_id):
        return Block("s", "steps", {"items": [{"type": "item", "id": part_id, "value": {"title": "Eins"}}]})

    assert compare([steps("1")], [steps("2")], [steps("3")]) == []


def test_local_are_the_blocks_a_city_added_or_replaced():
    assert spec(local_blocks(text("a b c"), text("a x b:mine"))) == "x b:mine"


# A busy machine is no reason to fail.
calmly = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
versions = st.lists(
    st.tuples(st.sampled_from("abcdefgh"), st.sampled_from(["1", "2", "3"])), unique_by=lambda pair: pair[0]
).map(lambda pairs: [Block(key, "text", value) for key, value in pairs])
own = st.lists(st.sampled_from("uvwxyz"), unique=True).map(lambda keys: [Block(key, "text", "mine") for key in keys])


@st.composite
def with_own(draw):
    """A city's version: some of the base's blocks, some changed, with blocks of its own between them."""
    blocks = [*draw(versions), *draw(own)]
    return draw(st.permutations(blocks))


def everything(accepted, base, mine):
    return [change.id for change in compare(accepted, base, mine)]


@calmly
@given(versions, versions)
def test_accepting_everything_without_local_changes_gives_exactly_the_new_base(accepted, base):
    assert merge(accepted, base, accepted, everything(accepted, base, accepted)) == base


@calmly
@given(versions, versions, with_own())
def test_keeping_everything_gives_exactly_mine(accepted, base, mine):
    assert merge(accepted, base, mine, []) == mine


@calmly
@given(versions, versions, with_own(), st.sets(st.sampled_from([*"abcdefgh", ORDER])))
def test_no_local_block_is_ever_lost_or_doubled(accepted, base, mine, take):
    merged = merge(accepted, base, mine, take)
    local = [block for block in mine if block.value == "mine"]
    found = [block for block in merged if block.value == "mine"]
    assert sorted(found, key=str) == sorted(local, key=str)
    assert found == local or ORDER in take
    assert len({block.id for block in merged}) == len(merged)


@calmly
@given(versions, versions, with_own(), st.sets(st.sampled_from("abcdefgh")))
def test_what_is_not_taken_keeps_its_words_and_its_order(accepted, base, mine, take):
    changed = set(everything(accepted, base, mine)) & take
    merged = merge(accepted, base, mine, take)
    assert [block for block in merged if block.id not in changed] == [
        block for block in mine if block.id not in changed
    ]


@calmly
@given(versions, versions, with_own())
def test_nothing_is_left_to_decide_once_everything_was_accepted(accepted, base, mine):
    merged = merge(accepted, base, mine, everything(accepted, base, mine))
    assert [change for change in compare(accepted, base, merged) if change.kind is not Kind.MOVED] == []
    assert compare(base, base, merged) == []


@pytest.mark.parametrize(
    ("loaded", "saved"),
    [
        ("<p>Ja.</p>", '<p data-block-key="x1y2z">Ja.</p>'),
        ('<p><a id="8" linktype="page">Gas</a></p>', '<p data-block-key="a"><a linktype="page" id="8">Gas</a></p>'),
        ({"title": "Frist", "date": None}, {"title": "Frist", "date": ""}),
        ({"title": "Frist"}, {"title": "Frist", "note": ""}),
        ([{"text": "<ul><li>Eins</li></ul>"}], [{"text": '<ul><li data-block-key="q">Eins</li></ul>'}]),
    ],
)  # fmt: skip
def test_what_an_editor_only_opened_and_saved_is_still_the_base_text(loaded, saved):
    base, mine = [Block("a", "text", loaded)], [Block("a", "text", saved)]
    assert local_blocks(base, mine) == []
    assert compare(base, mine, base) == []


def test_another_link_is_another_text():
    base = Block("a", "text", '<p><a id="8" linktype="page">Gas</a></p>')
    assert not base.says(Block("a", "text", '<p><a id="9" linktype="page">Gas</a></p>'))
