"""The rounds of the contest: generated packs beside the other engines, and the real packs alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from gatepost.policy import Decision, Pack, load_pack, shipped_packs
from gatepost.policy.scenarios import load_scenarios

from . import generated
from .checking import check_gatepost, check_peer, plain_decisions
from .generated import Situation
from .peers import Peer, casbin, cedar, zen, zen_decision
from .timing import Calls, Timing, time_in_turns

SCENARIOS = Path(__file__).parent.parent / "tests" / "policy" / "scenarios"
PEERS: tuple[Peer, ...] = (zen, zen_decision, casbin, cedar)
FULLY_GIVEN, CONTENT_OPEN, UNKNOWNS = (
    "gatepost, everything given",
    "gatepost, content not said to be complete",
    "gatepost, 1 to 3 facets unknown",
)


@dataclass(frozen=True, slots=True)
class Round:
    """What came of one pack. `verdicts` counts those of the fully given situations; `carriers` is how many rules carry one, on average."""

    title: str
    rules: int
    timings: dict[str, Timing]
    verdicts: dict[str, int]
    carriers: float

    def as_dict(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "rules": self.rules,
            "timings": {name: timing.as_dict() for name, timing in self.timings.items()},
            "verdicts": self.verdicts,
            "carriers": round(self.carriers, 2),
        }


def touch(decision: Decision) -> object:
    """Ask a decision for everything that it has to say, so that nothing is left to be worked out after the clock has stopped."""
    asked = tuple([(question.facet, question.answers, question.clauses) for question in decision.questions])
    words = (decision.verdict, decision.because, decision.needs, decision.unmet, decision.duties, decision.advice)
    return words, decision.possible, decision.worst, decision.settled, asked


def against_peers(count: int, rounds: int) -> Round:
    """A generated pack, in which everybody is first checked for the right answers."""
    rules = generated.generate_rules(count)
    situations = generated.generate_situations(rules)
    pack = generated.as_pack(rules)
    right = plain_decisions(pack, situations)
    callers = {
        FULLY_GIVEN: _gatepost(pack, situations, right),
        CONTENT_OPEN: _gatepost(pack, generated.content_left_open(situations)),
        UNKNOWNS: _gatepost(pack, generated.leave_unknown(situations)),
    }
    for peer in PEERS:
        callers[f"{peer.NAME} {version(peer.PACKAGE)}"] = _peer(peer, rules, situations, right)
    return _round(f"{count} generated rules", pack, callers, right, rounds)


def on_real_packs(rounds: int) -> list[Round]:
    """The shipped packs, on the situations of their scenarios in the test suite."""
    found = []
    for name in shipped_packs():
        pack = load_pack(name)
        situations = [
            scenario["situation"]
            for file in sorted(SCENARIOS.glob(f"{name}*.yaml"))
            for scenario in load_scenarios(file)
        ]
        right = plain_decisions(pack, situations)
        title = f"{name}, {len(situations)} scenarios"
        found.append(_round(title, pack, {"gatepost": _gatepost(pack, situations, right)}, right, rounds))
    return found


def _gatepost(pack: Pack, situations: Sequence[Situation], right: Sequence[Decision] | None = None) -> Calls:
    check_gatepost(pack, situations, right or plain_decisions(pack, situations))
    decide = pack.decide
    return lambda situation: touch(decide(situation)), situations


def _peer(
    peer: Peer, rules: Sequence[generated.GeneratedRule], situations: Sequence[Situation], right: Sequence[Decision]
) -> Calls:
    engine, requests = peer.build(rules, situations)
    answer = peer.answer
    check_peer(peer.NAME, peer.TELLS, lambda request: answer(engine, request), requests, right)
    return lambda request: answer(engine, request), requests


def _round(title: str, pack: Pack, callers: dict[str, Calls], right: Sequence[Decision], rounds: int) -> Round:
    verdicts = Counter(decision.verdict for decision in right)
    carriers = sum(len(decision.because) for decision in right) / len(right)
    return Round(title, sum(1 for _ in pack.rules), time_in_turns(callers, rounds), dict(verdicts), carriers)
