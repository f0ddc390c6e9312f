"""How clauses stand to one another: the strongest verdict, what a permit defeats, and what lies outside the scope."""

from __future__ import annotations

import pytest

from gatepost.policy import STRENGTH, VERDICTS, PackError

from .inline import pack_with

FORBID = "- forbid: {actor: teacher, action: publish}"
PERMIT = "- permit: {actor: teacher, action: publish}"
ADVISE_AGAINST = "- advise_against: {actor: teacher, action: publish}"
REQUIRE = "- require: {approval: headteacher}\n  when: {actor: teacher, action: publish}"
PUBLISHES = {"actor": "teacher", "action": "publish"}


# ---------------------------------------------------------------------- strength


STRONGER = [(FORBID, "forbidden"), (REQUIRE, "needs"), (ADVISE_AGAINST, "discouraged"), (PERMIT, "permitted")]


@pytest.mark.parametrize(("strong", "expected"), STRONGER)
@pytest.mark.parametrize(("weak", "weaker"), STRONGER)
def test_the_strongest_verdict_stands_whatever_the_order_of_the_clauses(
    strong: str, expected: str, weak: str, weaker: str
) -> None:
    if STRENGTH[expected] <= STRENGTH[weaker]:
        expected = weaker
    assert pack_with(strong, weak).decide(PUBLISHES).verdict == expected
    assert pack_with(weak, strong).decide(PUBLISHES).verdict == expected


def test_the_verdicts_are_ordered_from_silent_to_forbidden() -> None:
    assert VERDICTS == ("silent", "permitted", "discouraged", "needs", "forbidden")
    assert [STRENGTH[verdict] for verdict in VERDICTS] == [0, 1, 2, 3, 4]


def test_every_clause_that_carries_the_verdict_is_named_and_no_other() -> None:
    decision = pack_with(FORBID, PERMIT, FORBID).decide(PUBLISHES)
    assert decision.because == ("R1", "R3")


def test_advice_alone_speaks_neither_for_nor_against() -> None:
    decision = pack_with("- advise: {do: seek_advice}\n  when: {action: publish}").decide(PUBLISHES)
    assert decision.verdict == "silent"
    assert [advice.clause for advice in decision.advice] == ["R1"]


# ---------------------------------------------------------------------- despite


def test_a_permit_that_merely_overlaps_a_forbid_does_not_defeat_it() -> None:
    assert pack_with(FORBID, PERMIT).decide(PUBLISHES).verdict == "forbidden"


def test_a_permit_defeats_only_the_clauses_it_names() -> None:
    named = pack_with(FORBID, f"{PERMIT}\n  despite: [R1]").decide(PUBLISHES)
    assert (named.verdict, named.because) == ("permitted", ("R2",))
    other = pack_with(FORBID, f"{PERMIT}\n  despite: [R1]", FORBID).decide(PUBLISHES)
    assert (other.verdict, other.because) == ("forbidden", ("R3",))


def test_a_permit_that_is_only_possible_defeats_nothing() -> None:
    permit = "- permit: {actor: teacher, action: publish, circumstance: trained}\n  despite: [R1]"
    decision = pack_with(FORBID, permit).decide(PUBLISHES)
    assert decision.verdict == "forbidden"
    assert decision.possible == ("R2",)


def test_a_permit_that_is_itself_defeated_defeats_nothing() -> None:
    chain = pack_with(FORBID, f"{PERMIT}\n  despite: [R1]", f"{PERMIT}\n  despite: [R2]").decide(PUBLISHES)
    assert chain.verdict == "forbidden"


def test_a_permit_defeats_every_rule_of_a_clause_and_its_duties() -> None:
    both = f"{FORBID}\n- oblige: {{do: report, to: headteacher}}\n  when: {{action: publish}}"
    decision = pack_with(both, f"{PERMIT}\n  despite: [R1]").decide(PUBLISHES)
    assert decision.verdict == "permitted"
    assert decision.duties == ()


def test_clauses_that_defeat_one_another_are_no_policy() -> None:
    with pytest.raises(PackError, match="circle"):
        pack_with(f"{PERMIT}\n  despite: [R2]", f"{PERMIT}\n  despite: [R1]")


# ---------------------------------------------------------------------- outside


OUTSIDE = "- outside: {account: personal}"


def test_outside_its_scope_the_policy_is_silent_and_says_why() -> None:
    decision = pack_with(OUTSIDE, FORBID).decide({**PUBLISHES, "account": "personal"})
    assert (decision.verdict, decision.because) == ("silent", ("R1",))


def test_inside_its_scope_a_scope_clause_changes_nothing() -> None:
    decision = pack_with(OUTSIDE, FORBID).decide({**PUBLISHES, "account": "official"})
    assert (decision.verdict, decision.because) == ("forbidden", ("R2",))


def test_while_the_scope_is_unknown_the_rules_stand() -> None:
    decision = pack_with(OUTSIDE, FORBID).decide(PUBLISHES)
    assert decision.verdict == "forbidden"
    assert "R1" in decision.possible


def test_even_outside_a_rule_that_says_so_stands() -> None:
    even = f"{FORBID}\n  even_outside: true"
    decision = pack_with(OUTSIDE, even, PERMIT).decide({**PUBLISHES, "account": "personal"})
    assert (decision.verdict, decision.because) == ("forbidden", ("R2",))


def test_outside_its_scope_the_policy_raises_no_duty_and_gives_no_advice() -> None:
    duty = "- oblige: {do: report}\n  when: {action: publish}\n- advise: {do: seek_advice}\n  when: {action: publish}"
    decision = pack_with(OUTSIDE, duty).decide({**PUBLISHES, "account": "personal"})
    assert decision.duties == ()
    assert decision.advice == ()


def test_a_permit_out_of_scope_defeats_nothing() -> None:
    pack = pack_with(OUTSIDE, f"{FORBID}\n  even_outside: true", f"{PERMIT}\n  despite: [R2]")
    assert pack.decide({**PUBLISHES, "account": "personal"}).verdict == "forbidden"
    assert pack.decide({**PUBLISHES, "account": "official"}).verdict == "permitted"
