"""Duties: what a decision obliges whom to do, and when it falls due."""

from __future__ import annotations

from .inline import pack_with

REPORT = "- oblige: {do: report, to: headteacher, within: at_once}\n  when: {action: [publish, concern_noticed]}"


def test_on_an_event_a_duty_counts_as_permission() -> None:
    decision = pack_with(REPORT).decide({"actor": "teacher", "action": "concern_noticed"})
    assert (decision.verdict, decision.because) == ("permitted", ("R1",))


def test_on_an_act_a_duty_alone_permits_nothing() -> None:
    decision = pack_with(REPORT).decide({"actor": "teacher", "action": "publish"})
    assert (decision.verdict, decision.because) == ("silent", ())
    assert [duty.do for duty in decision.duties] == ["report"]


def test_the_duty_of_an_act_falls_due_once_the_act_is_done() -> None:
    pack = pack_with(REPORT)
    assert pack.decide({"actor": "teacher", "action": "publish"}).duties[0].once_done
    assert not pack.decide({"actor": "teacher", "action": "concern_noticed"}).duties[0].once_done


def test_a_duty_whose_clause_names_nobody_is_the_actors() -> None:
    duty = pack_with(REPORT).decide({"actor": "volunteer", "action": "concern_noticed"}).duties[0]
    assert (duty.do, duty.by, duty.to, duty.within, duty.clause) == (
        "report",
        "volunteer",
        "headteacher",
        "at_once",
        "R1",
    )


def test_it_is_nobodys_while_the_actor_is_unknown() -> None:
    assert pack_with(REPORT).decide({"action": "concern_noticed"}).duties[0].by is None


def test_a_duty_is_of_whom_the_clause_names() -> None:
    rule = "- oblige: {do: respond, by: administrator, to: author}\n  when: {action: comment_received}"
    assert pack_with(rule).decide({"actor": "teacher", "action": "comment_received"}).duties[0].by == "administrator"


def test_no_time_and_no_recipient_are_said_as_such() -> None:
    duty = (
        pack_with("- oblige: {do: record_evidence}\n  when: {action: abuse_received}")
        .decide({"action": "abuse_received"})
        .duties[0]
    )
    assert (duty.to, duty.within) == (None, "none")


def test_of_several_things_or_recipients_any_one_is_enough() -> None:
    rule = "- oblige: {do: [delete, block], to: [police, ceop]}\n  when: {action: comment_received}"
    duty = pack_with(rule).decide({"action": "comment_received"}).duties[0]
    assert (duty.do, duty.to) == (("delete", "block"), ("police", "ceop"))


def test_duties_of_all_clauses_accumulate_in_the_order_of_the_document() -> None:
    support = "- oblige: {do: support_person, by: school}\n  when: {action: abuse_received}"
    evidence = "- oblige: {do: record_evidence}\n  when: {action: abuse_received}"
    decision = pack_with(support, evidence).decide({"actor": "teacher", "action": "abuse_received"})
    assert [(duty.do, duty.clause) for duty in decision.duties] == [("support_person", "R1"), ("record_evidence", "R2")]


def test_duties_are_raised_whatever_the_verdict() -> None:
    forbid = "- forbid: {action: publish}"
    decision = pack_with(forbid, REPORT).decide({"actor": "teacher", "action": "publish"})
    assert decision.verdict == "forbidden"
    assert [duty.clause for duty in decision.duties] == ["R2"]


def test_the_same_duty_of_several_clauses_is_one_that_names_them_all() -> None:
    duties = pack_with(REPORT, REPORT, REPORT).decide({"actor": "teacher", "action": "concern_noticed"}).duties
    assert [(duty.clause, duty.also) for duty in duties] == [("R1", ("R2", "R3"))]


def test_duties_that_differ_in_time_or_recipient_stay_apart() -> None:
    later = REPORT.replace("at_once", "as_soon_as_possible")
    to_lead = REPORT.replace("to: headteacher", "to: safeguarding_lead")
    duties = pack_with(REPORT, later, to_lead).decide({"actor": "teacher", "action": "concern_noticed"}).duties
    assert [duty.clause for duty in duties] == ["R1", "R2", "R3"]


def test_a_duty_named_for_the_actor_merges_with_the_actors_own() -> None:
    by_teacher = REPORT.replace("do: report", "do: report, by: teacher")
    duties = pack_with(REPORT, by_teacher).decide({"actor": "teacher", "action": "concern_noticed"}).duties
    assert [(duty.clause, duty.also) for duty in duties] == [("R1", ("R2",))]


def test_a_clause_that_obliges_twice_to_the_same_is_named_once() -> None:
    duties = pack_with(f"{REPORT}\n{REPORT}").decide({"actor": "teacher", "action": "concern_noticed"}).duties
    assert [(duty.clause, duty.also) for duty in duties] == [("R1", ())]


def test_an_obligation_that_is_only_possible_raises_nothing_yet() -> None:
    rule = "- oblige: {do: report}\n  when: {action: contact_received, counterpart: pupil}"
    decision = pack_with(rule).decide({"actor": "teacher", "action": "contact_received"})
    assert decision.duties == ()
    assert (decision.verdict, decision.worst, decision.possible) == ("silent", "permitted", ("R1",))


def test_an_exception_lifts_an_obligation_only_when_it_is_met() -> None:
    rule = "- oblige: {do: report}\n  when: {action: contact_received}\n  unless: [{relationship: own_child}]"
    pack = pack_with(rule)
    assert len(pack.decide({"action": "contact_received"}).duties) == 1
    assert pack.decide({"action": "contact_received", "relationship": "own_child"}).duties == ()


def test_advice_names_what_it_advises_but_raises_no_duty() -> None:
    rule = "- advise: {do: seek_advice, to: line_manager}\n  when: {action: contact_received}"
    decision = pack_with(rule).decide({"actor": "teacher", "action": "contact_received"})
    assert decision.duties == ()
    assert decision.verdict == "silent"
    advised = decision.advice[0].duty
    assert advised is not None
    assert (advised.do, advised.by, advised.to) == ("seek_advice", "teacher", "line_manager")


def test_a_standing_duty_takes_no_part_in_decisions() -> None:
    pack = pack_with("- standing: {do: review_policy, by: governor, within: annually}")
    decision = pack.decide({"actor": "governor", "action": "policy_due"})
    assert (decision.verdict, decision.duties) == ("silent", ())
    assert [rule.form for rule in pack.rules] == ["standing"]
