"""The other engines of the benchmark are given the same rules: all of them answer as the plain evaluator does."""

from __future__ import annotations

from importlib import import_module

import pytest
from benchmarks.checking import WrongAnswer, check_gatepost, check_peer, plain_decisions
from benchmarks.generated import as_pack, content_left_open, generate_rules, generate_situations, leave_unknown

RULES = generate_rules(40)
SITUATIONS = generate_situations(RULES)
PACK = as_pack(RULES)
RIGHT = plain_decisions(PACK, SITUATIONS)
PEERS = {"cedar": "cedarpy", "zen": "zen", "zen_decision": "zen", "casbin": "casbin"}  # module -> what it needs


@pytest.mark.parametrize("name", PEERS)
def test_peer_answers_as_the_plain_evaluator(name: str) -> None:
    pytest.importorskip(PEERS[name])
    peer = import_module(f"benchmarks.peers.{name}")
    engine, requests = peer.build(RULES, SITUATIONS)
    check_peer(peer.NAME, peer.TELLS, lambda request: peer.answer(engine, request), requests, RIGHT)


def test_gatepost_answers_as_the_plain_evaluator() -> None:
    for situations in (SITUATIONS, content_left_open(SITUATIONS), leave_unknown(SITUATIONS)):
        check_gatepost(PACK, situations, plain_decisions(PACK, situations))


def test_a_wrong_answer_is_found() -> None:
    with pytest.raises(WrongAnswer, match="hasty"):
        check_peer("hasty", "all", lambda request: ("silent", ()), SITUATIONS, RIGHT)


def test_a_wrong_rule_is_found() -> None:
    answers = iter([(decision.verdict, (*decision.because, "GEN-999")) for decision in RIGHT])
    with pytest.raises(WrongAnswer, match="talkative"):
        check_peer("talkative", "all", lambda request: next(answers), SITUATIONS, RIGHT)


def test_the_same_seed_gives_the_same_rules() -> None:
    assert generate_rules(40) == RULES
    assert generate_situations(RULES) == SITUATIONS


def test_every_kind_of_answer_is_asked_for() -> None:
    assert {decision.verdict for decision in RIGHT} == {"forbidden", "permitted", "silent"}
