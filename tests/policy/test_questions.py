"""What is still open: the clauses that could change the verdict, the worst it could become, and what to ask."""

from __future__ import annotations

from gatepost.policy import Decision

from .inline import pack_with


def asked(decision: Decision) -> list[str]:
    return [question.facet for question in decision.questions]


LEWD = "- forbid: {action: publish, content: lewd}"


# ---------------------------------------------------------------------- unknown is not false


def test_a_facet_that_is_not_given_is_unknown_and_not_false() -> None:
    decision = pack_with(LEWD).decide({"action": "publish"})
    assert decision.verdict == "silent"
    assert (decision.possible, decision.worst, decision.settled) == (("R1",), "forbidden", False)


def test_what_is_given_of_a_facet_that_holds_many_does_not_say_that_there_is_no_more() -> None:
    assert pack_with(LEWD).decide({"action": "publish", "content": ["humour"]}).worst == "forbidden"
    assert pack_with(LEWD).decide({"action": "publish", "content": []}).worst == "forbidden"


def test_not_x_is_known_not_to_be_so() -> None:
    decision = pack_with(LEWD).decide({"action": "publish", "content": ["not_lewd"]})
    assert (decision.verdict, decision.possible, decision.settled) == ("silent", (), True)


def test_not_x_rules_out_the_kinds_of_x() -> None:
    assert pack_with(LEWD).decide({"action": "publish", "content": ["not_offensive"]}).settled


def test_not_of_a_kind_leaves_the_wider_value_open() -> None:
    offensive = pack_with("- forbid: {action: publish, content: offensive}")
    assert offensive.decide({"action": "publish", "content": ["not_lewd"]}).worst == "forbidden"


def test_a_rule_may_ask_that_something_is_not_so_and_the_unknown_does_not_meet_it() -> None:
    pack = pack_with("- forbid: {action: publish, circumstance: not_trained}")
    assert pack.decide({"action": "publish"}).verdict == "silent"
    assert pack.decide({"action": "publish", "circumstance": ["not_trained"]}).verdict == "forbidden"
    assert pack.decide({"action": "publish", "circumstance": ["trained"]}).settled


def test_complete_says_that_what_is_not_listed_is_not_so() -> None:
    decision = pack_with(LEWD).decide({"action": "publish", "content": ["humour"], "complete": ["content"]})
    assert (decision.verdict, decision.settled) == ("silent", True)


def test_complete_settles_what_asks_that_something_is_not_so() -> None:
    pack = pack_with("- forbid: {action: publish, circumstance: not_trained}")
    assert pack.decide({"action": "publish", "complete": ["circumstance"]}).verdict == "forbidden"


def test_complete_speaks_only_of_the_facets_it_names() -> None:
    pack = pack_with("- forbid: {action: publish, content: lewd, circumstance: repeated}")
    assert pack.decide({"action": "publish", "content": ["lewd"], "complete": ["content"]}).worst == "forbidden"


def test_complete_leaves_open_which_kind_of_a_value_is_meant() -> None:
    decision = pack_with(LEWD).decide({"action": "publish", "content": ["offensive"], "complete": ["content"]})
    assert (decision.verdict, decision.worst) == ("silent", "forbidden")
    racist = pack_with("- forbid: {action: publish, content: racist}")
    assert racist.decide({"action": "publish", "content": ["offensive"], "complete": ["content"]}).settled


# ---------------------------------------------------------------------- possible, worst, settled


def test_possible_names_the_clauses_that_could_change_the_verdict_and_not_those_that_carry_it() -> None:
    decision = pack_with("- permit: {action: publish}", LEWD, "- permit: {content: humour}").decide(
        {"action": "publish"}
    )
    assert decision.because == ("R1",)
    assert decision.possible == ("R2",)


def test_what_could_only_make_a_weaker_verdict_is_not_possible() -> None:
    decision = pack_with("- forbid: {action: publish}", "- advise_against: {content: humour}").decide(
        {"action": "publish"}
    )
    assert (decision.possible, decision.worst) == ((), "forbidden")


def test_the_worst_is_the_strongest_verdict_still_possible() -> None:
    pack = pack_with("- permit: {action: publish}", "- advise_against: {content: humour}", LEWD)
    assert pack.decide({"action": "publish"}).worst == "forbidden"
    assert pack.decide({"action": "publish", "content": ["not_lewd"]}).worst == "discouraged"
    assert pack.decide({"action": "publish", "complete": ["content"]}).worst == "permitted"


def test_a_need_that_may_turn_out_refused_could_still_forbid() -> None:
    until = pack_with("- forbid: {action: publish}\n  until: {consent: given}").decide({"action": "publish"})
    assert (until.verdict, until.worst, until.settled) == ("needs", "forbidden", False)
    assert (until.because, until.possible) == (("R1",), ())


def test_a_required_approval_could_never_forbid() -> None:
    decision = pack_with("- require: {approval: headteacher}\n  when: {action: publish}").decide({"action": "publish"})
    assert (decision.verdict, decision.worst, decision.settled) == ("needs", "needs", True)


def test_a_required_consent_could_still_be_refused() -> None:
    decision = pack_with("- require: {consent: given}\n  when: {action: publish}").decide({"action": "publish"})
    assert (decision.verdict, decision.worst) == ("needs", "forbidden")


def test_a_forbidden_act_is_settled_although_an_exception_might_yet_lift_it() -> None:
    pack = pack_with("- forbid: {action: follow, counterpart: pupil}\n  unless: [{relationship: own_child}]")
    decision = pack.decide({"action": "follow", "counterpart": "pupil"})
    assert decision.settled
    assert asked(decision) == ["relationship"]


def test_a_rule_that_something_given_contradicts_is_excluded() -> None:
    decision = pack_with(LEWD).decide({"action": "follow"})
    assert (decision.possible, decision.questions) == ((), ())


def test_a_permit_that_may_yet_defeat_is_possible() -> None:
    pack = pack_with("- forbid: {action: publish}", "- permit: {actor: headteacher}\n  despite: [R1]")
    decision = pack.decide({"action": "publish"})
    assert (decision.verdict, decision.possible) == ("forbidden", ("R2",))
    assert asked(decision) == ["actor"]


# ---------------------------------------------------------------------- questions


def test_a_question_names_the_facet_the_answers_that_matter_and_the_clauses_that_ask() -> None:
    other = "- forbid: {action: publish, content: [racist, lewd]}"
    question = pack_with(LEWD, other).decide({"action": "publish"}).questions[0]
    assert question.facet == "content"
    assert set(question.answers) == {"lewd", "racist"}
    assert question.clauses == ("R1", "R2")


def test_what_is_known_is_not_asked_again() -> None:
    pack = pack_with("- forbid: {action: publish, content: [racist, lewd], account: personal}")
    decision = pack.decide({"action": "publish", "content": ["not_lewd"]})
    assert asked(decision) == ["account", "content"]
    assert decision.questions[1].answers == ("racist",)


def test_of_a_value_that_is_too_wide_only_its_kinds_are_asked() -> None:
    pack = pack_with("- forbid: {action: publish, actor: [teacher, governor]}")
    decision = pack.decide({"action": "publish", "actor": "workforce"})
    assert [(question.facet, question.answers) for question in decision.questions] == [("actor", ("teacher",))]


def test_the_question_on_which_the_strongest_verdict_turns_comes_first() -> None:
    discourage = "- advise_against: {action: publish, account: personal}"
    forbid = "- forbid: {action: publish, time: lesson_time}"
    assert asked(pack_with(discourage, forbid).decide({"action": "publish"})) == ["time", "account"]


def test_of_equal_strength_the_question_on_which_more_turns_comes_first() -> None:
    by_account = "- forbid: {action: publish, account: personal}"
    by_time = ["- forbid: {action: publish, time: lesson_time}", "- forbid: {action: publish, time: working_hours}"]
    assert asked(pack_with(by_account, *by_time).decide({"action": "publish"})) == ["time", "account"]


def test_what_a_need_waits_for_is_asked() -> None:
    decision = pack_with("- require: {approval: headteacher}\n  when: {action: publish}").decide({"action": "publish"})
    assert [(question.facet, question.answers) for question in decision.questions] == [("approval", ("headteacher",))]


def test_an_exception_is_asked_only_where_lifting_the_rule_would_change_the_verdict() -> None:
    excepted = "- forbid: {action: publish}\n  unless: [{circumstance: school_related}]"
    assert asked(pack_with(excepted).decide({"action": "publish"})) == ["circumstance"]
    assert asked(pack_with(excepted, "- forbid: {action: publish}").decide({"action": "publish"})) == []


def test_whether_the_policy_speaks_to_it_at_all_is_asked_where_that_would_change_the_verdict() -> None:
    pack = pack_with("- outside: {account: personal}", "- forbid: {action: publish}")
    assert asked(pack.decide({"action": "publish"})) == ["account"]
    assert asked(pack.decide({"action": "follow"})) == []


def test_a_facet_is_asked_once_however_many_parts_of_an_all_it_has() -> None:
    pack = pack_with("- forbid: {action: publish, content: {all: [shows_child, names_child]}}")
    decision = pack.decide({"action": "publish"})
    assert asked(decision) == ["content"]
    assert set(decision.questions[0].answers) == {"shows_child", "names_child"}


def test_once_forbidden_for_good_nothing_is_asked() -> None:
    pack = pack_with(
        "- forbid: {action: publish}", "- require: {approval: headteacher}\n  when: {action: publish}", LEWD
    )
    assert asked(pack.decide({"action": "publish"})) == []
