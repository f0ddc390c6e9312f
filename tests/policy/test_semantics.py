"""When a rule holds, and what each form of rule makes of the verdict."""

from __future__ import annotations

import json
from typing import Any

import pytest

from gatepost.policy import parse_pack

from .inline import pack_with

FORBID = "- forbid: {actor: teacher, action: publish}"
PERMIT = "- permit: {actor: teacher, action: publish}"
ADVISE_AGAINST = "- advise_against: {actor: teacher, action: publish}"
REQUIRE = "- require: {approval: headteacher}\n  when: {actor: teacher, action: publish}"
PUBLISHES = {"actor": "teacher", "action": "publish"}


def verdict(rules: str, **situation: Any) -> str:
    return pack_with(rules).decide(situation).verdict


# ---------------------------------------------------------------------- a rule holds


def test_a_policy_that_says_nothing_of_an_act_is_silent() -> None:
    decision = pack_with(FORBID).decide({"actor": "teacher", "action": "follow"})
    assert decision.verdict == "silent"
    assert decision.because == ()
    assert decision.settled


def test_all_facets_of_a_when_must_be_met() -> None:
    assert verdict(FORBID, actor="teacher", action="publish") == "forbidden"
    assert verdict(FORBID, actor="governor", action="publish") == "silent"


def test_a_list_of_values_means_any_of_them() -> None:
    rule = "- forbid: {actor: [teacher, governor], action: publish}"
    assert verdict(rule, actor="governor", action="publish") == "forbidden"
    assert verdict(rule, actor="volunteer", action="publish") == "silent"


def test_a_list_of_whens_means_any_of_them() -> None:
    rule = "- forbid: [{action: publish, account: personal}, {action: message, counterpart: pupil}]"
    assert verdict(rule, action="publish", account="personal") == "forbidden"
    assert verdict(rule, action="message", counterpart="pupil") == "forbidden"
    assert verdict(rule, action="publish", account="official", counterpart="pupil") == "silent"


def test_a_value_covers_the_values_under_it() -> None:
    rule = "- forbid: {actor: workforce, action: post}"
    assert verdict(rule, actor="deputy_headteacher", action="tag_person") == "forbidden"


def test_a_value_given_that_is_wider_than_the_one_named_leaves_the_rule_possible() -> None:
    decision = pack_with(FORBID).decide({"actor": "employee", "action": "publish"})
    assert decision.verdict == "silent"
    assert decision.possible == ("R1",)
    assert decision.worst == "forbidden"


def test_of_a_facet_that_holds_many_one_of_the_values_listed_is_enough() -> None:
    rule = "- forbid: {action: publish, content: [lewd, racist]}"
    assert verdict(rule, action="publish", content=["humour", "racist"]) == "forbidden"


def test_all_asks_for_each_of_its_parts() -> None:
    rule = "- forbid: {action: publish, content: {all: [shows_child, [names_child, identifies_pupil]]}}"
    assert verdict(rule, action="publish", content=["shows_child", "names_child"]) == "forbidden"
    assert verdict(rule, action="publish", content=["shows_child", "identifies_pupil"]) == "forbidden"
    assert (
        verdict(rule, action="publish", content=["names_child", "identifies_pupil"], complete=["content"]) == "silent"
    )


def test_one_value_can_be_two_parts_of_an_all() -> None:
    rule = "- forbid: {action: publish, content: {all: [offensive, lewd]}}"
    assert verdict(rule, action="publish", content=["lewd"]) == "forbidden"
    assert verdict(rule, action="publish", content=["offensive"]) == "silent"


def test_given_asks_for_any_value_at_all() -> None:
    rule = "- forbid: {action: reply, content: given}"
    assert verdict(rule, action="reply", content=["racist"]) == "forbidden"
    assert verdict(rule, action="reply", content=["not_racist"]) == "silent"
    assert pack_with(rule).decide({"action": "reply"}).possible == ("R1",)
    assert pack_with(rule).decide({"action": "reply", "complete": ["content"]}).possible == ()


def test_a_named_list_stands_for_its_values() -> None:
    text = """
        pack: riverside
        title: Social media policy
        define: {our_people: [employee, governor]}
        sections:
          - heading: Rules
            clauses:
              - id: R1
                says: Something in words.
                rules:
                  - forbid: {actor: our_people, action: publish}
    """
    pack = parse_pack(text, "riverside.yaml")
    assert pack.decide({"actor": "teacher", "action": "publish"}).verdict == "forbidden"
    assert pack.decide({"actor": "volunteer", "action": "publish"}).verdict == "silent"


# ---------------------------------------------------------------------- exhaustion


def test_a_list_of_every_value_of_a_facet_holds_though_the_facet_is_unknown() -> None:
    rule = "- forbid: {action: publish, place: [school_site, elsewhere]}"
    assert verdict(rule, action="publish") == "forbidden"


def test_a_list_of_every_kind_of_the_value_given_holds() -> None:
    rule = "- forbid: {action: publish, account: [official, professional, learning_platform]}"
    assert verdict(rule, action="publish", account="school_account") == "forbidden"
    assert (
        verdict(
            "- forbid: {action: publish, account: [official, professional]}", account="school_account", action="publish"
        )
        == "silent"
    )


def test_kinds_of_kinds_exhaust_too() -> None:
    rule = "- forbid: {action: follow, counterpart: [pupil, former_pupil_under_18, former_pupil_adult]}"
    assert verdict(rule, action="follow", counterpart="pupil_past_or_present") == "forbidden"


def test_of_a_facet_that_holds_many_the_kinds_of_a_value_given_exhaust_it() -> None:
    rule = "- forbid: {action: publish, content: [names_child, names_staff]}"
    assert verdict(rule, action="publish", content=["names_person"]) == "forbidden"


def test_a_facet_that_holds_many_is_never_exhausted_because_it_may_hold_none() -> None:
    every = "approval: [senior_leader, office_manager, line_manager, governing_board]"
    assert verdict(f"- forbid: {{action: publish, {every}}}", action="publish") == "silent"
    assert verdict(f"- forbid: {{action: publish}}\n  unless: [{{{every}}}]", action="publish") == "forbidden"


def test_a_single_kind_is_an_example_and_does_not_exhaust() -> None:
    require = "- require: {approval: headteacher}\n  when: {action: publish}"
    assert verdict(require, action="publish", approval=["senior_leader"]) == "needs"
    assert (
        verdict("- forbid: {action: publish, actor: deputy_headteacher}", action="publish", actor="senior_leader")
        == "silent"
    )


# ---------------------------------------------------------------------- forbid, until, unless


def test_a_forbid_that_holds_forbids() -> None:
    decision = pack_with(FORBID).decide(PUBLISHES)
    assert (decision.verdict, decision.because, decision.needs) == ("forbidden", ("R1",), {})


UNTIL = "- forbid: {action: publish, content: shows_child}\n  until: {consent: given}"


@pytest.mark.parametrize(
    ("consent", "expected"),
    [("given", "permitted"), (None, "needs"), ("not_given", "forbidden"), ("refused", "forbidden")],
)
def test_a_forbid_with_until_permits_once_in_place_needs_while_unknown_and_forbids_otherwise(
    consent: str | None, expected: str
) -> None:
    known = {"consent": consent} if consent else {}
    decision = pack_with(UNTIL).decide({"action": "publish", "content": ["shows_child"], **known})
    assert decision.verdict == expected
    assert decision.because == ("R1",)


def test_what_an_until_waits_for_may_be_any_facet() -> None:
    rule = "- forbid: {action: conduct_school_business}\n  until: {account: official}"
    assert pack_with(rule).decide({"action": "conduct_school_business"}).needs == {"account": ["official"]}
    assert verdict(rule, action="conduct_school_business", account="official") == "permitted"
    assert verdict(rule, action="conduct_school_business", account="personal") == "forbidden"


def test_an_until_that_is_known_not_to_be_in_place_forbids() -> None:
    rule = "- forbid: {action: publish}\n  until: {circumstance: trained}"
    assert verdict(rule, action="publish", circumstance=["not_trained"]) == "forbidden"
    assert verdict(rule, action="publish", circumstance=[], complete=["circumstance"]) == "forbidden"


EXCEPT_OWN_CHILD = "- forbid: {action: follow, counterpart: pupil}\n  unless: [{relationship: own_child}]"


def test_an_exception_that_is_met_lifts_the_rule() -> None:
    assert verdict(EXCEPT_OWN_CHILD, action="follow", counterpart="pupil", relationship="own_child") == "silent"


def test_an_exception_that_is_unknown_does_not_lift_a_forbid() -> None:
    assert verdict(EXCEPT_OWN_CHILD, action="follow", counterpart="pupil") == "forbidden"


@pytest.mark.parametrize(
    ("rule", "expected"),
    [(FORBID, "forbidden"), (ADVISE_AGAINST, "discouraged"), (REQUIRE, "needs"), (PERMIT, "permitted")],
)
def test_an_exception_lifts_a_rule_of_any_form_when_met_and_of_none_while_unknown(rule: str, expected: str) -> None:
    excepted = f"{rule}\n  unless: [{{circumstance: private_site}}, {{place: elsewhere}}]"
    assert verdict(excepted, **PUBLISHES) == expected
    assert verdict(excepted, **PUBLISHES, place="elsewhere") == "silent"
    assert verdict(excepted, **PUBLISHES, circumstance=["private_site"]) == "silent"
    assert verdict(excepted, **PUBLISHES, circumstance=["not_private_site"], place="school_site") == expected


def test_all_facets_of_an_exception_must_be_met() -> None:
    rule = f"{FORBID}\n  unless: [{{place: elsewhere, time: outside_hours}}]"
    assert verdict(rule, **PUBLISHES, place="elsewhere") == "forbidden"
    assert verdict(rule, **PUBLISHES, place="elsewhere", time="outside_hours") == "silent"


# ---------------------------------------------------------------------- require


def test_a_require_needs_until_what_it_names_is_in_place_and_then_permits() -> None:
    assert verdict(REQUIRE, **PUBLISHES) == "needs"
    assert verdict(REQUIRE, **PUBLISHES, approval=["headteacher"]) == "permitted"


def test_a_require_that_is_known_not_to_be_met_still_needs() -> None:
    assert verdict(REQUIRE, **PUBLISHES, approval=["not_headteacher"]) == "needs"
    assert verdict(REQUIRE, **PUBLISHES, complete=["approval"]) == "needs"


CONSENT = "- require: {consent: given}\n  when: {action: publish}"


@pytest.mark.parametrize(
    ("consent", "expected"), [("given", "permitted"), ("not_given", "needs"), ("refused", "forbidden")]
)
def test_a_require_of_consent_forbids_once_consent_is_refused(consent: str, expected: str) -> None:
    assert verdict(CONSENT, action="publish", consent=consent) == expected


def test_consent_refused_matters_only_to_a_require_that_asks_for_consent() -> None:
    assert verdict(REQUIRE, **PUBLISHES, consent="refused") == "needs"


def test_of_a_facet_that_holds_many_all_values_are_needed() -> None:
    rule = "- require: {approval: [headteacher, governing_board]}\n  when: {action: publish}"
    assert pack_with(rule).decide({"action": "publish"}).needs == {"approval": ["headteacher", "governing_board"]}
    half = pack_with(rule).decide({"action": "publish", "approval": ["headteacher"]})
    assert (half.verdict, half.needs) == ("needs", {"approval": ["governing_board"]})
    assert verdict(rule, action="publish", approval=["headteacher", "governing_board"]) == "permitted"


def test_any_makes_one_of_several_enough() -> None:
    rule = "- require: {approval: {any: [headteacher, governing_board]}}\n  when: {action: publish}"
    decision = pack_with(rule).decide({"action": "publish"})
    assert decision.needs == {"approval": ["headteacher", "governing_board"]}
    assert [(need.values, need.any_of) for need in decision.unmet] == [(("headteacher", "governing_board"), True)]
    assert verdict(rule, action="publish", approval=["governing_board"]) == "permitted"


def test_of_a_facet_that_holds_one_any_of_the_values_is_enough() -> None:
    rule = "- forbid: {action: publish}\n  until: {account: [official, professional]}"
    decision = pack_with(rule).decide({"action": "publish"})
    assert [(need.values, need.any_of) for need in decision.unmet] == [(("official", "professional"), True)]
    assert verdict(rule, action="publish", account="professional") == "permitted"


def test_a_kind_of_what_is_needed_is_enough() -> None:
    rule = "- require: {approval: senior_leader}\n  when: {action: publish}"
    assert verdict(rule, action="publish", approval=["headteacher"]) == "permitted"


def test_only_what_is_not_yet_in_place_is_needed() -> None:
    rule = "- require: {approval: headteacher, circumstance: [trained, policy_acknowledged]}\n  when: {action: publish}"
    decision = pack_with(rule).decide({"action": "publish", "circumstance": ["trained"]})
    assert decision.needs == {"circumstance": ["policy_acknowledged"], "approval": ["headteacher"]}


def test_the_needs_of_all_clauses_are_reported_together_each_with_its_clause() -> None:
    decision = pack_with(REQUIRE, UNTIL, REQUIRE).decide({**PUBLISHES, "content": ["shows_child"]})
    assert decision.needs == {"approval": ["headteacher"], "consent": ["given"]}
    assert [(need.facet, need.clause) for need in decision.unmet] == [
        ("approval", "R1"),
        ("consent", "R2"),
        ("approval", "R3"),
    ]


def test_needs_are_reported_only_when_the_verdict_is_needs() -> None:
    decision = pack_with(FORBID, REQUIRE).decide(PUBLISHES)
    assert (decision.verdict, decision.needs, decision.unmet) == ("forbidden", {}, ())


# ---------------------------------------------------------------------- the answer as data


def test_a_decision_is_plain_json() -> None:
    pack = pack_with(
        REQUIRE,
        "- oblige: {do: [report, investigate], to: [headteacher, police]}\n  when: {action: publish}",
        "- advise: {do: seek_advice}\n  when: {action: publish}",
        "- forbid: {action: publish, content: lewd}",
    )
    decision = pack.decide(PUBLISHES)
    data = json.loads(json.dumps(decision.as_dict()))
    assert data == decision.as_dict()
    assert data["verdict"] == "needs"
    assert data["settled"] is False
    assert data["needs"] == {"approval": ["headteacher"]}
    assert data["unmet"] == [{"facet": "approval", "values": ["headteacher"], "any_of": False, "clause": "R1"}]
    assert data["duties"][0]["do"] == ["report", "investigate"]
    assert data["advice"][0]["clause"] == "R3"
    assert {question["facet"] for question in data["questions"]} == {"approval", "content"}
