"""The interview: what is asked, in which order, what an answer means, and when it ends."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gatepost.policy import load_pack, parse_pack, shipped_packs
from gatepost.policy.asking import Interview

PACK = parse_pack(
    """
pack: riverside
title: Social media policy
organisation: Riverside School
version: null
status: draft
applies_to: [workforce]
sections:
  - heading: Friends
    clauses:
      - id: RIV-1
        says: Staff do not connect with pupils, their own children apart.
        lines: [1, 1]
        modality: must_not
        rules:
          - forbid: {actor: workforce, action: accept_friend_request, counterpart: pupil}
            unless: [{relationship: own_child}]
      - id: RIV-2
        says: Nothing abusive is posted, and nothing racist or political on an official account.
        lines: [2, 2]
        modality: must_not
        rules:
          - forbid: {actor: workforce, action: publish, content: abusive}
          - forbid: {actor: workforce, action: publish, account: official, content: [racist, political]}
      - id: RIV-3
        says: Only those who are trained and have asked log in.
        lines: [3, 3]
        modality: must
        rules:
          - require: {circumstance: [trained], approval: [senior_leader]}
            when: {action: access_account}
      - id: RIV-4
        says: What others write is shared with the headteacher's approval; nothing abusive or political, and better no jokes.
        lines: [4, 4]
        modality: must_not
        rules:
          - require: {approval: headteacher}
            when: {action: share}
          - forbid: {action: share, content: [abusive, political]}
          - advise_against: {action: share, content: humour}
""",
    "riverside.yaml",
)


def asked(**situation):
    return Interview(PACK, situation).question


def values(answers):
    return [answer.value for answer in answers]


def test_first_it_asks_what_is_done_and_then_who_does_it():
    interview = Interview(PACK)
    assert interview.question.facet == "action"
    interview = interview.answer(interview.question, ["accept_friend_request"])
    assert interview.question.facet == "actor"
    assert interview.question.words == "Who is acting?"


def test_what_is_done_is_chosen_under_headings_and_all_of_it_is_offered():
    groups = dict(asked().groups)
    assert "accept_friend_request" in values(groups["Friends and followers"])
    offered = [value for answers in groups.values() for value in values(answers)]
    assert sorted(offered) == sorted(PACK.vocabulary["action"].values)


def test_only_answers_that_matter_are_listed_and_the_rest_are_others():
    question = asked(action="accept_friend_request", actor="teacher")
    assert question.facet == "counterpart"
    assert question.words == "Who sent the request?"
    assert values(question.answers) == ["pupil"]
    assert "parent_carer" in values(question.others)
    assert "pupil" not in values(question.others)


def test_what_could_lift_a_ban_is_asked():
    question = asked(action="accept_friend_request", actor="teacher", counterpart="pupil")
    assert question.facet == "relationship"


def test_it_ends_when_nothing_could_change_the_answer():
    done = Interview(
        PACK, {"action": "accept_friend_request", "actor": "teacher", "counterpart": "pupil", "relationship": "none"}
    )
    assert done.question is None
    assert done.decision.verdict == "forbidden"


def test_it_says_why_it_asks():
    question = asked(action="accept_friend_request", actor="teacher")
    assert question.why == (
        "It decides whether this applies.",
        "RIV-1: “Staff do not connect with pupils, their own children apart.”",
    )


def test_of_what_a_post_holds_the_widest_kinds_are_offered():
    question = asked(action="publish", actor="teacher", account="official")
    assert question.several
    assert values(question.answers) == ["abusive", "political"]  # racist is a kind of abusive


def test_none_of_these_means_that_there_is_nothing_of_the_kind():
    interview = Interview(PACK, {"action": "publish", "actor": "teacher", "account": "official"})
    done = interview.answer(interview.question, [])
    assert done.situation["content"] == ["not_abusive", "not_political"]
    assert done.decision.verdict == "silent"
    assert done.decision.settled
    assert done.question is None


def test_what_was_never_asked_about_is_not_denied():
    interview = Interview(PACK, {"action": "publish", "actor": "teacher", "account": "official"})
    done = interview.answer(interview.question, ["political"])
    assert done.situation["content"] == ["political", "not_abusive"]
    assert "complete" not in done.situation


def test_what_comes_to_matter_later_is_asked_then():
    interview = Interview(PACK, {"action": "share", "actor": "teacher"})
    content = next(question for question in _questions(interview) if question.facet == "content")
    assert values(content.answers) == ["abusive", "political"]  # a joke cannot make worse what needs approval
    interview = interview.answer(content, [])
    approved = interview.answer(interview.question, ["headteacher"])
    assert approved.question.words == "Is what is shared humorous?"
    assert approved.answer(approved.question, ["humour"]).decision.verdict == "discouraged"


def _questions(interview):
    """The questions that come where nobody knows anything."""
    while question := interview.question:
        yield question
        interview = interview.skip(question)


def test_whether_somebody_has_agreed_has_all_its_answers():
    situation = {"action": "publish", "actor": "headteacher", "account": "official", "content": ["shows_child"]}
    interview = Interview(load_pack("cavendish"), situation)
    consent = next(question for question in _questions(interview) if question.facet == "consent")
    assert values(consent.answers) == ["given", "not_given", "refused"]
    assert consent.others == ()


def test_the_posts_that_people_hold_come_before_the_classes_that_take_them_in():
    offered = values(asked(action="publish").answers)
    assert offered[-2:] == ["workforce", "employee"]
    assert sorted(offered) == sorted(PACK.vocabulary["actor"].values)


def test_many_answers_stand_under_headings_in_the_same_order():
    situation = {"action": "publish", "actor": "teacher", "account": "official"}
    interview = Interview(load_pack("bradfield"), situation)
    question = next(question for question in _questions(interview) if question.facet == "content")
    assert len(question.answers) > 8
    assert [answer for _, answers in question.groups for answer in answers] == list(question.answers)
    assert all(answers for _, answers in question.groups)


def test_what_was_chosen_is_so_and_what_was_not_chosen_is_not():
    interview = Interview(PACK, {"action": "access_account", "actor": "teacher"})
    assert interview.question.facet == "approval"
    assert interview.question.yes_or_no
    assert interview.question.words == "Has a senior leader approved?"
    yes = interview.answer(interview.question, ["senior_leader"])
    assert yes.situation["approval"] == ["senior_leader"]
    no = interview.answer(interview.question, [])
    assert no.situation["approval"] == ["not_senior_leader"]


def test_not_knowing_leaves_it_open_and_is_not_asked_again():
    interview = Interview(PACK, {"action": "accept_friend_request", "actor": "teacher"})
    later = interview.skip(interview.question)
    assert "counterpart" not in later.situation
    assert later.question is None or later.question.facet != "counterpart"
    assert not later.decision.settled


def test_a_wide_answer_is_asked_about_more_closely():
    question = asked(action="accept_friend_request", actor="teacher", counterpart="pupil_past_or_present")
    assert question.facet == "counterpart"
    assert values(question.answers) == ["pupil"]
    assert "parent_carer" not in values(question.others)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(shipped_packs()), st.data())
def test_every_interview_ends_with_a_situation_that_can_be_judged_and_denies_only_what_was_offered(name, data):
    interview = Interview(load_pack(name))
    all_offered: set[str] = set()
    for _ in range(60):
        question = interview.question
        if question is None:
            break
        all_offered.update(values(question.answers))
        assert "_" not in question.words
        offered = [
            *question.answers,
            *question.others,
            *(answer for _, answers in question.groups for answer in answers),
        ]
        if data.draw(st.booleans(), "skip") or not offered:
            interview = interview.skip(question)
        elif question.several:
            chosen = data.draw(st.lists(st.sampled_from(values(question.answers)), unique=True, max_size=3))
            interview = interview.answer(question, chosen)
        else:
            interview = interview.answer(question, [data.draw(st.sampled_from(values(offered)))])
    assert interview.question is None
    assert interview.decision.verdict
    assert _denied(interview) <= all_offered
    assert "complete" not in interview.situation


def _denied(interview):
    """What the situation says is not so."""
    facets = interview.pack.vocabulary
    return {
        word.removeprefix("not_")
        for name, words in interview.situation.items()
        if facets[name].many
        for word in words
        if word not in facets[name].values
    }


@pytest.mark.parametrize("name", shipped_packs())
def test_a_question_is_never_put_twice_once_it_is_answered_in_full(name):
    interview = Interview(
        load_pack(name), {"action": "publish", "actor": "teacher", "account": "official", "channel": "facebook"}
    )
    seen = []
    while interview.question:
        question = interview.question
        seen.append((question.facet, question.words, question.answers))
        interview = interview.answer(
            question, [] if question.several else [(question.others or question.answers)[-1].value]
        )
    assert len(seen) == len(set(seen))
