"""Comparing: what is told is real, goes the right way, and does not depend on which policy is named first."""

from __future__ import annotations

import json
from itertools import combinations

import pytest

from gatepost.policy import Pack, SituationError, load_pack, parse_pack, shipped_packs
from gatepost.policy.comparing import Answer, Comparison, How, compare

HEAD = "pack: {name}\ntitle: Social media policy\nsections:\n  - heading: Posting\n    clauses:\n"
PAIRS = list(combinations(shipped_packs(), 2))


def pack(*clauses: str, name: str = "riverside") -> Pack:
    text = HEAD.format(name=name)
    for number, rules in enumerate(clauses, 1):
        text += f"      - id: R{number}\n        says: Clause {number}.\n        rules:\n"
        text += "".join(f"          {line}\n" for line in rules.strip().splitlines())
    return parse_pack(text, f"{name}.yaml")


def told(before: str, after: str) -> list[tuple[str, How, str, str]]:
    """(action, how the old version relates to the new, its verdict, the new one's)."""
    comparison = compare(pack(before, name="old"), pack(after, name="new"))
    return [(str(d.action), d.how, d.first.verdict, d.second.verdict) for d in comparison.differences]


BAN = "- forbid: {actor: teacher, action: publish, account: official}"


def test_equal_packs_do_not_differ() -> None:
    assert told(BAN, BAN) == []


def test_a_ban_that_is_dropped_makes_the_new_version_freer() -> None:
    assert told(BAN, "- forbid: {actor: teacher, action: message}") == [
        ("publish", How.STRICTER, "forbidden", "silent"),
        ("message", How.LOOSER, "silent", "forbidden"),
    ]


def test_a_ban_that_becomes_a_need_is_looser() -> None:
    need = "- require: {approval: headteacher}\n  when: {actor: teacher, action: publish, account: official}"
    assert ("publish", How.STRICTER, "forbidden", "needs") in told(BAN, need)


def test_an_exception_that_is_added_shows_where_it_applies_and_nowhere_else() -> None:
    comparison = compare(pack(BAN, name="old"), pack(f"{BAN}\n  unless: [{{channel: facebook}}]", name="new"))
    assert [(d.how, d.situation["channel"]) for d in comparison.differences] == [(How.STRICTER, "facebook")]


def test_another_need_makes_them_ask_for_different_things() -> None:
    need = "- require: {{approval: {who}}}\n  when: {{actor: teacher, action: publish}}"
    found = told(need.format(who="office_manager"), need.format(who="line_manager"))
    assert ("publish", How.DIFFERENT, "needs", "needs") in found


def test_a_duty_that_is_added_is_stricter() -> None:
    duty = "- oblige: {do: report, to: headteacher}\n  when: {actor: teacher, action: concern_noticed}"
    both = f"{duty}\n- oblige: {{do: record_evidence}}\n  when: {{actor: teacher, action: concern_noticed}}"
    assert told(duty, both) == [("concern_noticed", How.LOOSER, "permitted", "permitted")]


def test_a_time_that_changes_is_told() -> None:
    duty = "- oblige: {{do: respond, within: {within}}}\n  when: {{actor: teacher, action: comment_received}}"
    assert told(duty.format(within="immediately"), duty.format(within="none")) == [
        ("comment_received", How.DIFFERENT, "permitted", "permitted")
    ]


def test_what_only_one_of_them_allows_expressly_is_neither_stricter_nor_looser() -> None:
    permit = "- permit: {actor: teacher, action: suggest_post}"
    other = "- forbid: {actor: teacher, action: share_credentials}"
    assert ("suggest_post", How.SPEAKS, "permitted", "silent") in told(permit, other)


def test_several_values_of_which_the_same_is_true_are_told_together() -> None:
    other = pack("- forbid: {action: create_account}", name="new")
    found = compare(pack("- forbid: {action: publish, content: [political, spam, lewd]}"), other)
    (told,) = [d for d in found.differences if "content" in d.situation]
    assert {*told.situation["content"], *told.also["content"]} == {"political", "spam", "lewd"}


def test_content_is_not_put_on_what_holds_none() -> None:
    broad = pack("- forbid: {actor: teacher, action: [connect, publish], content: lewd}")
    assert {d.action for d in compare(broad, pack(BAN, name="new")).differences if "content" in d.situation} == {
        "publish"
    }


def test_only_one_action_can_be_asked_for() -> None:
    comparison = compare(load_pack("cavendish"), load_pack("cambrian"), "accept_friend_request")
    assert {d.action for d in comparison.differences} == {"accept_friend_request"}


def test_an_action_that_is_not_there_is_named_with_the_nearest() -> None:
    with pytest.raises(SituationError, match=r"^unknown action 'publsh'\. Did you mean 'publish'\?$"):
        compare(pack(BAN), pack(BAN, name="new"), "publsh")


@pytest.mark.parametrize(("first", "second"), PAIRS[:4], ids=str)
def test_every_difference_of_two_real_policies_is_real(first: str, second: str) -> None:
    comparison = compare(load_pack(first), load_pack(second))
    assert comparison.differences
    for difference in comparison.differences:
        answers = [Answer.of(p.decide(difference.situation)) for p in (comparison.first, comparison.second)]
        assert not answers[0].same_as(answers[1])
        assert [a.verdict for a in answers] == [difference.first.verdict, difference.second.verdict]
        assert [a.settled for a in answers] == [difference.first.settled, difference.second.settled]


def seen(comparison: Comparison) -> list[tuple[object, ...]]:
    return sorted(
        (str(sorted(d.situation.items())), d.how.value, d.first.verdict, d.second.verdict)
        for d in comparison.differences
    )


def test_it_does_not_matter_which_is_named_first() -> None:
    one, other = load_pack("cavendish"), load_pack("bradfield")
    turned = {How.STRICTER.value: How.LOOSER.value, How.LOOSER.value: How.STRICTER.value}
    mirrored = sorted((s, turned.get(str(how), how), b, a) for s, how, a, b in seen(compare(other, one)))
    assert seen(compare(one, other)) == mirrored


def test_a_comparison_is_plain_data() -> None:
    data = json.loads(
        json.dumps(compare(pack(BAN, name="old"), pack(BAN.replace("teacher", "governor"), name="new")).as_dict())
    )
    assert (data["first"]["file"], data["second"]["file"]) == ("old.yaml", "new.yaml")
    assert data["counts"]["stricter"] == 1
    assert data["differences"][0]["situation"]["action"] == "publish"
