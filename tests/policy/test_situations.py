"""Situations are checked at the edge: whoever wrote one is told what is wrong and what was meant."""

from __future__ import annotations

from typing import Any

import pytest

from gatepost.policy import SituationError, load_pack

from .inline import pack_with

PACK = pack_with("- forbid: {actor: teacher, action: publish, content: lewd}")

WRONG = [
    ({"acter": "teacher"}, "unknown facet 'acter'. Did you mean 'actor'?"),
    ({"zzz": "teacher"}, "unknown facet 'zzz'."),
    ({"actor": "techer"}, "unknown value 'techer' for 'actor'. Did you mean 'teacher'?"),
    ({"actor": "facebook"}, "unknown value 'facebook' for 'actor'. It is a value of 'channel'."),
    ({"actor": "zzz"}, "unknown value 'zzz' for 'actor'."),
    ({"consent": "zzz"}, "unknown value 'zzz' for 'consent'. Choose from given, not_given, refused."),
    (
        {"account": "not_personal"},
        "unknown value 'not_personal' for 'account'. 'account' holds one value, which cannot be denied: name the values that are meant.",
    ),
    ({"content": ["shows_child", "rascist"]}, "unknown value 'rascist' for 'content'. Did you mean 'racist'?"),
    ({"content": "not_rascist"}, "unknown value 'not_rascist' for 'content'. Did you mean 'not_racist'?"),
    ({"actor": ["teacher"]}, "'actor' takes one value, not ['teacher']."),
    ({"actor": {"is": "teacher"}}, "'actor' takes one value, not {'is': 'teacher'}."),
    ({"actor": 7}, "'actor' takes one value, not 7."),
    ({"content": 7}, "'content' takes a list of values, not 7."),
    ({"content": {"racist": True}}, "'content' takes a list of values, not {'racist': True}."),
    ({"content": ["racist", "not_racist"]}, "'content' says both 'racist' and 'not_racist'."),
    ({"content": ["not_abusive", "racist"]}, "'content' says both 'racist' and 'not_abusive'."),
    ({"complete": ["contents"]}, "unknown facet 'contents'. Did you mean 'content'?"),
    ({"complete": ["actor"]}, "'complete' names facets that hold many values, and 'actor' holds one."),
    ({"complete": 7}, "'complete' takes a list of facets, not 7."),
]


@pytest.mark.parametrize(("situation", "message"), WRONG, ids=[message.split(".")[0] for _, message in WRONG])
def test_whoever_asks_is_told_what_is_wrong(situation: dict[str, Any], message: str) -> None:
    with pytest.raises(SituationError) as error:
        PACK.decide(situation)
    assert str(error.value) == message


@pytest.mark.parametrize("value", [None, [], [None], [["racist"]], [{"racist": True}], True, "", [""]], ids=repr)
@pytest.mark.parametrize("facet", ["actor", "content", "complete"])
def test_a_value_of_the_wrong_shape_is_refused_or_understood_but_never_a_crash(facet: str, value: object) -> None:
    try:
        found = PACK.decide({"action": "publish", facet: value}).verdict
    except SituationError as error:
        found = str(error)
    assert found == "silent" or found.endswith((".", "?"))


def test_a_single_word_stands_for_a_list_of_one() -> None:
    situation = {"actor": "teacher", "action": "publish", "content": "lewd"}
    assert PACK.decide(situation).verdict == "forbidden"


@pytest.mark.parametrize("words", [("lewd",), {"lewd"}, frozenset({"lewd"})], ids=lambda words: type(words).__name__)
def test_any_collection_of_words_will_do(words: object) -> None:
    assert PACK.decide({"actor": "teacher", "action": "publish", "content": words}).verdict == "forbidden"


def test_a_value_and_the_denial_of_one_of_its_kinds_are_no_contradiction() -> None:
    assert PACK.decide({"content": ["abusive", "not_racist"]}).settled is False


def test_an_empty_situation_is_a_situation() -> None:
    decision = PACK.decide({})
    assert (decision.verdict, decision.worst) == ("silent", "forbidden")


def test_deciding_leaves_the_situation_as_it_was() -> None:
    situation = {"actor": "teacher", "action": "publish", "content": ["lewd"], "complete": ["content"]}
    before = {key: list(value) if isinstance(value, list) else value for key, value in situation.items()}
    PACK.decide(situation)
    assert situation == before


def test_the_same_question_gets_the_same_answer_from_a_pack_that_has_answered_others() -> None:
    first = PACK.decide({"actor": "teacher", "action": "publish"})
    PACK.decide({"actor": "teacher", "action": "publish", "content": ["lewd"]})
    assert PACK.decide({"actor": "teacher", "action": "publish"}) == first


STRANGE = {
    "a mapping": {"action": "publish", "content": {"shows_child": 1}},
    "a generator": {"action": "publish", "content": (word for word in ["shows_child"])},
    "a number": {"action": "publish", "content": 7},
    "a contradiction": {"action": "publish", "content": ["shows_child", "not_shows_person"]},
    "a mapping of what is complete": {"action": "publish", "content": [], "complete": {"content": 1}},
}


@pytest.mark.parametrize("situation", STRANGE.values(), ids=STRANGE.keys())
def test_what_is_refused_is_refused_every_time_and_in_the_same_words(situation: dict[str, Any]) -> None:
    pack = load_pack("catcott")
    pack.decide({"action": "publish", "content": ["shows_child"]})
    said = []
    for _ in range(2):
        with pytest.raises(SituationError) as error:
            pack.decide(situation)
        said.append(str(error.value))
    assert said[0] == said[1]


def test_what_is_complete_may_be_one_word() -> None:
    pack = load_pack("catcott")
    one = pack.decide({"action": "publish", "complete": "content"})
    assert one == pack.decide({"action": "publish", "complete": ["content"]})
