"""What the engine says in values, said in sentences: every value has its words, and any situation can be said."""

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gatepost.policy import Duty, Need, load_pack, load_vocabulary, shipped_packs
from gatepost.policy.decision import Question
from gatepost.policy.errors import SituationError
from gatepost.policy.situation import COMPLETE
from gatepost.policy.wording import (
    answer_words,
    duty_sentence,
    facet_words,
    more_may_follow,
    need_sentence,
    needs_sentences,
    question_sentence,
    rule_sentence,
    situation_sentence,
    value_words,
    verdict_line,
    why_sentence,
)
from gatepost.policy.wording.words import groups, words

VOCABULARY = load_vocabulary()
FIVE = ("abusive", "offensive", "aggressive", "spam", "illegal")
FIVE_CIRCUMSTANCES = ("trained", "anonymous", "repeated", "last_resort", "in_doubt")


# ---------------------------------------------------------------------- completeness


@pytest.mark.parametrize("facet", list(VOCABULARY), ids=lambda facet: facet.name)
def test_every_value_has_a_phrase(facet):
    assert set(facet.values) == set(words()[facet.name])
    assert facet.name in words()["facet"]


@pytest.mark.parametrize("part", ["do", "to", "within"])
def test_every_word_of_duties_has_a_phrase(part):
    assert set(VOCABULARY.duty[part]) == set(words()["duty"][part])


@pytest.mark.parametrize(
    ("facet", "value"), [(facet.name, word) for facet in VOCABULARY for word in facet.words], ids=lambda word: word
)
def test_no_phrase_shows_a_name_of_the_vocabulary(facet, value):
    said = value_words(facet, value)
    assert said
    assert "_" not in said


# ---------------------------------------------------------------------- values


@pytest.mark.parametrize(
    ("facet", "value", "said"),
    [
        ("counterpart", "former_pupil_under_18", "a former pupil under 18"),
        ("circumstance", "not_trained", "not trained"),
        ("circumstance", "not_disclaimer_shown", "no disclaimer shown"),
        ("approval", "not_headteacher", "not the headteacher"),
        ("content", "names_child", "names a child"),
        ("content", "not_names_person", "does not name anybody"),
        ("content", "not_abusive", "is not abusive"),
        ("consent", "not_given", "not given"),
        ("category", "not_school_related", "something that has nothing to do with the school"),
        ("action", "accept_friend_request", "accepting a friend request"),
        ("action", "of_your_own_vocabulary", "of your own vocabulary"),
    ],
)
def test_value_words(facet, value, said):
    assert value_words(facet, value) == said


def test_facet_words():
    assert facet_words("counterpart") == "who is on the other side"


# ---------------------------------------------------------------------- situations


@pytest.mark.parametrize(
    ("situation", "said"),
    [
        ({}, "Nothing is known yet."),
        ({"action": "publish"}, "Somebody publishes a post."),
        (
            {
                "actor": "teacher",
                "action": "accept_friend_request",
                "account": "personal",
                "channel": "facebook",
                "counterpart": "pupil",
                "relationship": "own_child",
            },
            "A teacher accepts a friend request from a pupil on a personal Facebook account; the pupil is the teacher's own child.",
        ),
        (
            {"action": "comment_received", "account": "official", "content": ["abusive", "names_child"]},
            "A comment arrives on an official account. The comment is abusive and names a child.",
        ),
        (
            {"action": "comment_received", "actor": "administrator", "counterpart": "parent_carer", "channel": "x"},
            "A comment from a parent or carer reaches an account administrator on X.",
        ),
        (
            {
                "actor": "teacher",
                "action": "use_social_media",
                "channel": "x",
                "account": "personal",
                "device": "own_device",
                "time": "break_time",
            },
            "A teacher uses social media on a personal X account, using their own device, in a break.",
        ),
        (
            {
                "actor": "headteacher",
                "action": "publish",
                "category": "achievement",
                "content": ["shows_child"],
                "consent": "refused",
            },
            "The headteacher publishes news of an achievement. The post shows a child. Consent has been refused.",
        ),
        (
            {"content": ["abusive", "names_child", "racist", "not_names_staff", "not_humour"], "complete": ["content"]},
            "It is abusive and racist, and names a child. It does not name a member of staff and is not humorous. "
            "Nothing else of note is in it.",
        ),
        (
            {
                "actor": "teacher",
                "action": "run_account",
                "circumstance": ["trained", "not_disclaimer_shown", "not_two_people_named"],
            },
            "A teacher is in charge of an account. The teacher has been trained. No disclaimer is shown. "
            "Two people are not named for the account.",
        ),
        (
            {
                "actor": "governor",
                "action": "message",
                "counterpart": "governor",
                "relationship": "family",
                "channel": "email",
            },
            "A governor messages another governor by e-mail; the other governor is a member of the governor's family.",
        ),
        (
            {"action": "publish", "approval": ["headteacher", "line_manager", "not_governing_board"]},
            "Somebody publishes a post. The headteacher and the line manager have approved. The governing board has not approved.",
        ),
        ({"action": "policy_due", "actor": "school"}, "The policy reaches its review date. It concerns the school."),
        ({"actor": "teacher", "account": "personal"}, "A teacher does something on a personal account."),
        (
            {"action": "publish", "content": ["political", *(f"not_{name}" for name in FIVE)]},
            "Somebody publishes a post. The post is political. None of the other things asked about is in the post.",
        ),
        (
            {"action": "run_account", "circumstance": [f"not_{name}" for name in FIVE_CIRCUMSTANCES]},
            "Somebody is in charge of an account. None of the circumstances asked about is the case.",
        ),
        (
            {"actor": "teacher", "action": "whistleblow_on_social_media", "account": "school_account"},
            "A teacher uses an account of the school to blow the whistle.",
        ),
        (
            {"actor": "teacher", "action": "whistleblow_on_social_media", "channel": "x"},
            "A teacher uses an X account to blow the whistle.",
        ),
        (
            {"action": "create_account", "account": "learning_platform", "channel": "tapestry"},
            "Somebody opens a learning platform (Tapestry).",
        ),
    ],
)
def test_situation_sentence(situation, said):
    assert situation_sentence(VOCABULARY, situation) == said


def _values(facet):
    if facet.many:
        return st.lists(st.sampled_from(sorted(facet.words)), unique=True, max_size=5)
    return st.sampled_from(sorted(facet.values))


SITUATIONS = st.fixed_dictionaries(
    {},
    optional={
        **{facet.name: _values(facet) for facet in VOCABULARY},
        COMPLETE: st.lists(st.sampled_from(["content", "approval", "circumstance"]), unique=True),
    },
)


@settings(max_examples=300, deadline=None)
@given(SITUATIONS)
def test_any_situation_reads_as_sentences(situation):
    said = situation_sentence(VOCABULARY, situation)
    assert re.fullmatch(r"([A-Z].*\.)", said)
    assert not re.search(r"[_{}\[\]|]|  | \.|\.\.|,,|\ba an?\b|\bNone\b(?! of the )", said), said


@settings(max_examples=100, deadline=None)
@given(SITUATIONS, st.sampled_from(sorted(VOCABULARY.facets)))
def test_any_question_reads_as_a_question(situation, facet):
    question = Question(facet, tuple(VOCABULARY[facet].values)[:3], ())
    said = question_sentence(VOCABULARY, question, situation)
    assert re.fullmatch(r"[A-Z][^_{}|]*\?", said)
    assert all("_" not in answer_words(facet, answer, situation) for answer in question.answers)


# ---------------------------------------------------------------------- duties and needs


@pytest.mark.parametrize(
    ("duty", "said"),
    [
        (
            Duty("report", "teacher", "safeguarding_lead", "immediately", "CLT-049"),
            "Report it to the designated safeguarding lead immediately. (a teacher; CLT-049)",
        ),
        (
            Duty("report", "teacher", ("safeguarding_lead", "senior_leader"), "none", "A-1", ("A-2",)),
            "Report it to the designated safeguarding lead or a senior leader. (a teacher; A-1, A-2)",
        ),
        (
            Duty(("block", "delete"), "school", None, "none", "A-1"),
            "Block the person responsible or delete it. (the school; A-1)",
        ),
        (
            Duty("raise_suggestion", "teacher", "line_manager", "none", "A-1"),
            "Put forward the suggestion to the line manager. (a teacher; A-1)",
        ),
        (
            Duty("respond", None, "author", "24h_or_next_working_day", "A-1", once_done=True),
            "Once it is done, answer the author within 24 hours, or on the next working day. (whoever it concerns; A-1)",
        ),
    ],
)
def test_duty_sentence(duty, said):
    assert duty_sentence(duty) == said


@pytest.mark.parametrize(
    ("need", "said"),
    [
        (
            Need("consent", ("given",), False, "A-1"),
            "The person shown or named, or their parent or carer, must have agreed.",
        ),
        (Need("approval", ("headteacher",), False, "A-1"), "The headteacher must have approved."),
        (
            Need("approval", ("headteacher", "office_manager"), True, "A-1"),
            "The headteacher or the office manager must have approved.",
        ),
        (
            Need("circumstance", ("authorised_for_account",), False, "A-1"),
            "The teacher must be authorised for the account.",
        ),
        (
            Need("circumstance", ("last_resort", "safeguarding_need"), True, "A-1"),
            "This must be a last resort or safeguarding must call for it.",
        ),
        (Need("account", ("official",), False, "A-1"), "It must be done on an official account."),
        (Need("relationship", ("own_child",), False, "A-1"), "The other person must be the teacher's own child."),
    ],
)
def test_need_sentence(need, said):
    assert need_sentence(need, {"actor": "teacher"}) == said


# ---------------------------------------------------------------------- verdicts


def _line(pack, situation):
    decision = load_pack(pack).decide(situation)
    return verdict_line(VOCABULARY, decision, situation)


def test_what_is_forbidden_is_a_no():
    situation = {
        "actor": "teacher",
        "action": "accept_friend_request",
        "account": "personal",
        "counterpart": "pupil",
        "relationship": "none",
    }
    assert _line("cambrian", situation) == "No. The policy rules this out."


def test_what_needs_something_says_what():
    situation = {
        "actor": "teacher",
        "action": "use_social_media",
        "account": "personal",
        "device": "school_device",
        "time": "break_time",
    }
    assert _line("bradfield", situation).startswith("Not yet: a senior leader must have approved.")


@pytest.mark.parametrize("pack", shipped_packs())
def test_an_answer_that_is_not_settled_is_never_a_plain_yes(pack):
    policy = load_pack(pack)
    for action in VOCABULARY["action"].values:
        decision = policy.decide({"action": action})
        line = verdict_line(VOCABULARY, decision, {"action": action})
        if not decision.settled:
            assert not line.startswith("Yes."), line
            assert "depending on" in line


def test_an_event_is_answered_with_what_it_calls_for():
    situation = {
        "actor": "teacher",
        "action": "contact_received",
        "account": "personal",
        "counterpart": "pupil",
        "relationship": "none",
    }
    assert (
        _line("cambrian", situation)
        == "This calls for action: report it to the designated safeguarding lead immediately."
    )


ABUSED = {"actor": "teacher", "action": "abuse_received", "account": "personal"}


def test_duties_that_are_possible_yet_are_announced_with_what_they_depend_on():
    said = more_may_follow(load_pack("cambrian"), ABUSED)
    assert said.startswith("More may follow, depending on ")
    assert facet_words("content") in said
    told = load_pack("cambrian").decide({**ABUSED, "content": ["personal_information"]}).duties
    assert "safeguarding_lead" in [duty.to for duty in told]


def test_nothing_more_may_follow_once_all_that_duties_turn_on_is_known():
    pack = load_pack("cambrian")
    known = {
        **ABUSED,
        "counterpart": "colleague",
        "relationship": "none",
        "channel": "x",
        "content": [f"not_{name}" for name in VOCABULARY["content"].roots],
        "circumstance": [f"not_{name}" for name in VOCABULARY["circumstance"].values],
    }
    assert more_may_follow(pack, known) == ""


def test_of_an_act_it_is_not_said_that_more_may_follow():
    assert more_may_follow(load_pack("cambrian"), {"actor": "teacher", "action": "publish"}) == ""


EVENTS = sorted(VOCABULARY["action"].values["happens"].descendants)
FACTS = [(facet, word) for facet in VOCABULARY if facet.name not in ("actor", "action") for word in facet.values]


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(shipped_packs()), st.sampled_from(EVENTS), SITUATIONS, st.sampled_from(FACTS))
def test_a_duty_that_one_more_fact_raises_was_announced(name, event, situation, fact):
    facet, word = fact
    known = {other: value for other, value in situation.items() if other not in (facet.name, COMPLETE)}
    situation = {"actor": "teacher", **known, "action": event}
    try:
        before = _duties(name, situation)
    except SituationError:  # the facts drawn contradict one another
        assume(False)
    if _duties(name, {**situation, facet.name: [word] if facet.many else word}) - before:
        assert more_may_follow(load_pack(name), situation)


def _duties(name, situation):
    return {(duty.do, duty.by, duty.to, duty.within) for duty in load_pack(name).decide(situation).duties}


def test_needs_are_each_said_once():
    pack = load_pack("cavendish")
    situation = {"actor": "headteacher", "action": "publish", "account": "official", "content": ["shows_child"]}
    said = needs_sentences(pack.decide(situation), situation)
    assert len(said) == len(set(said)) >= 1


# ---------------------------------------------------------------------- questions


@pytest.mark.parametrize(
    ("facet", "answers", "situation", "said"),
    [
        ("counterpart", ("pupil",), {"action": "accept_friend_request"}, "Who sent the request?"),
        (
            "relationship",
            ("none",),
            {"actor": "teacher", "counterpart": "pupil"},
            "Is there a tie between the pupil and the teacher beyond the school?",
        ),
        ("content", ("names_child",), {"action": "publish"}, "Does the post name a child?"),
        ("content", ("abusive", "lewd"), {"action": "comment_received"}, "Which of these is true of the comment?"),
        ("circumstance", ("trained", "not_trained"), {"actor": "teacher"}, "Has the teacher been trained?"),
        ("approval", ("headteacher",), {}, "Has the headteacher approved?"),
        ("action", (), {}, "What is to be done, or what has happened?"),
    ],
)
def test_question_sentence(facet, answers, situation, said):
    assert question_sentence(VOCABULARY, Question(facet, answers, ()), situation) == said


def test_whether_somebody_has_agreed_is_answered_in_words():
    said = [answer_words("consent", value, {}) for value in VOCABULARY["consent"].values]
    assert said == ["Agreed", "Not asked or not yet agreed", "Refused"]


@pytest.mark.parametrize("facet", ["action", "content"])
def test_every_value_stands_under_one_heading(facet):
    assert sorted(value for _, values in groups(facet) for value in values) == sorted(VOCABULARY[facet].values)


def test_why_quotes_the_clause_that_asks():
    pack = load_pack("cambrian")
    situation = {"actor": "teacher", "action": "accept_friend_request", "account": "personal", "counterpart": "pupil"}
    question = next(q for q in pack.decide(situation).questions if q.facet == "relationship")
    why = why_sentence(pack, question)
    assert all(f"{id}: “{pack.clauses[id].says}”" in why for id in question.clauses[:3])


# ---------------------------------------------------------------------- rules


@pytest.mark.parametrize("pack", shipped_packs())
def test_every_rule_can_be_said(pack):
    for rule in load_pack(pack).rules:
        said = rule_sentence(rule)
        assert re.fullmatch(r"[A-Z].*\.", said)
        assert not re.search(r"[_{}\[\]|]|  | \.|,,|\bNone\b", said), said
