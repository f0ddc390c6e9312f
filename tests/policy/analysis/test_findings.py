"""Every kind of finding once, with a situation in which it shows, and the near misses that are not reported."""

from __future__ import annotations

import pytest

from gatepost.policy import load_pack, parse_pack, shipped_packs
from gatepost.policy.analysis import Finding, Kind, analyse

HEAD = "pack: riverside\ntitle: Social media policy\nsections:\n  - heading: Posting\n    clauses:\n"


def findings(*clauses: str) -> list[Finding]:
    """What is found in a pack whose clauses R1, R2 ... have these rules."""
    text = HEAD
    for number, rules in enumerate(clauses, 1):
        text += f"      - id: R{number}\n        says: Clause {number}.\n        rules:\n"
        text += "".join(f"          {line}\n" for line in rules.strip().splitlines())
    return list(analyse(parse_pack(text, "riverside.yaml")))


def kinds(*clauses: str) -> set[tuple[Kind, tuple[str, ...]]]:
    return {(finding.kind, finding.clauses) for finding in findings(*clauses)}


def test_an_act_both_obliged_and_forbidden_is_a_collision() -> None:
    found = findings(
        "- oblige: {do: delete, by: administrator}\n  when: {action: comment_received, account: official}",
        "- forbid: {actor: employee, action: delete_content}",
    )
    assert [(finding.kind, finding.clauses) for finding in found] == [(Kind.COLLISION, ("R1", "R2"))]
    assert found[0].witness == {"action": "comment_received", "account": "official"}


def test_a_ban_on_how_it_is_done_is_no_collision_with_the_duty_to_do_it() -> None:
    assert not kinds(
        "- oblige: {do: respond, by: administrator}\n  when: {action: comment_received}",
        "- forbid: {action: reply, content: disrespectful}",
    )


def test_the_same_duty_with_different_recipients_is_a_collision() -> None:
    duty = "- oblige: {{do: report, to: {to}}}\n  when: {{actor: teacher, action: concern_noticed}}"
    found = findings(duty.format(to="headteacher"), duty.format(to="police"))
    assert [(finding.kind, finding.clauses) for finding in found] == [(Kind.COLLISION, ("R1", "R2"))]
    assert found[0].message == "R1 and R2 ask for the same, but of different recipients: headteacher and police."


def test_the_same_duty_by_different_times_is_a_collision() -> None:
    duty = "- oblige: {{do: respond, within: {within}}}\n  when: {{actor: teacher, action: comment_received}}"
    assert kinds(duty.format(within="immediately"), duty.format(within="as_soon_as_possible")) == {
        (Kind.COLLISION, ("R1", "R2"))
    }


@pytest.mark.parametrize(
    "other",
    [
        "- oblige: {do: report}\n  when: {actor: teacher, action: concern_noticed}",
        "- oblige: {do: report, to: police, by: school}\n  when: {actor: teacher, action: concern_noticed}",
        "- oblige: {do: record_evidence, to: police}\n  when: {actor: teacher, action: concern_noticed}",
        "- oblige: {do: report, to: police}\n  when: {actor: governor, action: concern_noticed}",
    ],
    ids=["no recipient", "somebody else", "another duty", "another situation"],
)
def test_what_does_not_contradict_is_no_collision(other: str) -> None:
    first = "- oblige: {do: report, to: headteacher}\n  when: {actor: teacher, action: concern_noticed}"
    assert not {kind for kind, _ in kinds(first, other)} & {Kind.COLLISION}


def test_two_duties_of_one_clause_are_both_meant() -> None:
    both = "\n".join(
        f"- oblige: {{do: report, to: {to}}}\n  when: {{actor: school, action: breach_reported}}"
        for to in ("police", "external_agency")
    )
    assert not kinds(both)


def test_a_rule_about_what_is_out_of_scope_is_vacuous() -> None:
    assert kinds("- outside: {actor: parent_carer}", "- forbid: {actor: parent_carer, action: publish}") == {
        (Kind.VACUOUS, ("R2", "R1"))
    }


def test_a_rule_that_holds_even_outside_is_not_vacuous() -> None:
    rule = "- forbid: {actor: parent_carer, action: publish}\n  even_outside: true"
    assert not kinds("- outside: {actor: parent_carer}", rule)


def test_a_permit_under_a_firm_ban_never_wins() -> None:
    found = kinds("- permit: {actor: teacher, action: publish}", "- forbid: {actor: employee, action: post}")
    assert (Kind.OVERRIDDEN, ("R1", "R2")) in found


def test_a_permit_that_defeats_the_ban_wins() -> None:
    permit = "- permit: {actor: teacher, action: publish}\n  despite: [R2]"
    assert not kinds(permit, "- forbid: {actor: employee, action: post}")


def test_a_need_under_a_firm_ban_never_decides() -> None:
    need = "- require: {approval: headteacher}\n  when: {actor: teacher, action: publish}"
    assert (Kind.SHADOWED, ("R1", "R2")) in kinds(need, "- forbid: {actor: employee, action: post}")


def test_a_ban_with_an_exception_is_not_firm() -> None:
    need = "- require: {approval: headteacher}\n  when: {actor: teacher, action: publish}"
    ban = "- forbid: {actor: employee, action: post}\n  unless: [{account: official}]"
    assert not {kind for kind, _ in kinds(need, ban)} & {Kind.SHADOWED, Kind.OVERRIDDEN}


def test_an_exception_that_no_situation_of_the_rule_meets_is_unreachable() -> None:
    rule = "- forbid: {actor: teacher, action: publish}\n  unless: [{actor: governor}]"
    assert kinds(rule) == {(Kind.UNREACHABLE, ("R1",))}


def test_a_permit_that_never_meets_the_clause_it_defeats_is_unreachable() -> None:
    permit = "- permit: {actor: governor, action: publish}\n  despite: [R2]"
    assert (Kind.UNREACHABLE, ("R1", "R2")) in kinds(permit, "- forbid: {actor: teacher, action: publish}")


def test_an_exception_that_fits_only_some_of_the_content_is_unfitting() -> None:
    found = findings("- forbid: {action: publish, content: [shows_child, confidential]}\n  until: {consent: given}")
    assert [(finding.kind, finding.clauses) for finding in found] == [(Kind.UNFITTING, ("R1",))]
    assert "confidential" in found[0].message
    assert found[0].witness is not None
    assert "confidential" in found[0].witness["content"]


def test_an_exception_that_fits_all_of_the_content_is_not_reported() -> None:
    assert not kinds("- forbid: {action: publish, content: [shows_child, names_child]}\n  until: {consent: given}")


def test_a_rule_that_another_takes_in_is_redundant() -> None:
    narrow, wide = "- forbid: {actor: teacher, action: publish}", "- forbid: {actor: employee, action: post}"
    assert kinds(narrow, wide) == {(Kind.REDUNDANT, ("R1", "R2"))}


def test_of_two_equal_rules_one_is_redundant() -> None:
    rule = "- forbid: {actor: teacher, action: publish}"
    assert kinds(rule, rule) == {(Kind.REDUNDANT, ("R2", "R1"))}


def test_a_rule_whose_wider_one_has_an_exception_is_not_redundant() -> None:
    wide = "- forbid: {actor: employee, action: post}\n  unless: [{account: official}]"
    assert not kinds("- forbid: {actor: teacher, action: publish}", wide)


def test_a_permit_and_a_ban_on_the_same_situation_overlap_and_the_ban_stands() -> None:
    found = findings("- permit: {actor: teacher, action: publish}", "- forbid: {action: publish, content: abusive}")
    assert [(finding.kind, finding.clauses) for finding in found] == [(Kind.OVERLAP, ("R1", "R2"))]
    assert found[0].witness == {"actor": "teacher", "action": "publish", "content": ["abusive"]}


@pytest.mark.parametrize("name", shipped_packs())
def test_the_shipped_packs_have_nothing_that_must_be_settled(name: str) -> None:
    grave = {Kind.COLLISION, Kind.VACUOUS, Kind.UNREACHABLE, Kind.UNFITTING}
    assert [finding for finding in analyse(load_pack(name)) if finding.kind in grave] == []


@pytest.mark.parametrize("name", shipped_packs())
def test_where_an_overlap_is_reported_the_permit_and_a_ban_really_meet(name: str) -> None:
    pack = load_pack(name)
    overlaps = [finding for finding in analyse(pack) if finding.kind is Kind.OVERLAP]
    assert overlaps
    for finding in overlaps:
        assert finding.witness is not None
        decision = pack.decide(finding.witness)
        assert finding.clauses[1] in (*decision.because, *decision.possible) or decision.verdict == "forbidden"


@pytest.mark.parametrize("name", shipped_packs())
def test_nothing_is_reported_twice(name: str) -> None:
    found = [(finding.kind, finding.clauses) for finding in analyse(load_pack(name)) if finding.kind is Kind.REDUNDANT]
    assert len(found) == len(set(found))
