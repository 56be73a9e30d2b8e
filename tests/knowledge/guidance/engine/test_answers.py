from hypothesis import given
from hypothesis import strategies as st

from knowledge.guidance.engine.answers import MOST_ANSWERS, Refusal, read_texts, write_texts
from knowledge.guidance.engine.facts import Known, known
from knowledge.guidance.engine.reading import read_answers, read_facts
from tests.knowledge.guidance.engine.strategies import CATALOGUE, told

FACTS = read_facts(CATALOGUE)
texts = st.lists(st.tuples(st.sampled_from([*FACTS, "ghost"]) | st.text(), st.sampled_from(["gas", "3"]) | st.text()))


@given(told.map(read_answers))
def test_answers_survive_an_address(answers):
    read, refused = read_texts(write_texts(answers, FACTS), FACTS)

    valid = {k: a for k, a in answers.items() if a.state is Known.DONT_KNOW or FACTS[k].allows(a.value)}
    assert {key: answer.value for key, answer in read.items()} == {key: a.value for key, a in answers.items()}
    assert (len(valid), refused) == (len(answers), ())


@given(texts)
def test_whatever_an_address_holds_only_answers_the_catalogue_allows_are_read(pairs):
    answers, refused = read_texts(pairs, FACTS)

    assert all(a.state is Known.DONT_KNOW or FACTS[key].allows(a.value) for key, a in answers.items())
    assert not {item.fact for item in refused} & set(answers)
    assert {key[:100] for key, _text in pairs} == {item.fact for item in refused} | set(answers)


def test_a_huge_address_is_read_up_to_its_limit_and_said_so():
    pairs = [(f"ghost{number}", "3") for number in range(MOST_ANSWERS * 3)]

    _answers, refused = read_texts(pairs, FACTS)
    assert len(refused) == MOST_ANSWERS + 1
    assert refused[-1].refusal is Refusal.TOO_MANY


def test_private_facts_stay_out_of_addresses_unless_wanted():
    facts = read_facts([{"key": "income", "kind": "choice", "options": [{"key": "low"}], "private": True}])
    answers = {"income": known("low")}

    assert write_texts(answers, facts) == []
    assert write_texts(answers, facts, with_private=True) == [("income", "low")]
