"""Whether engines give the right answers: those of the plain evaluator. An engine that does not is not timed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from gatepost.policy import Decision, Pack, plain

from .generated import Situation
from .peers import ALL, Answer


class WrongAnswer(Exception):
    """An engine answered otherwise than the plain evaluator."""


def plain_decisions(pack: Pack, situations: Iterable[Situation]) -> list[Decision]:
    rules = tuple(pack.rules)
    return [plain.decide(pack.vocabulary, rules, situation) for situation in situations]


def check_gatepost(pack: Pack, situations: Sequence[Situation], right: Sequence[Decision]) -> None:
    """Everything that a decision says must be the same."""
    for situation, expected in zip(situations, right, strict=True):
        found = pack.decide(situation)
        if _comparable(found) != _comparable(expected):
            raise WrongAnswer(f"gatepost, pack {pack.name}, on {situation}: {found} instead of {expected}")


def check_peer(
    name: str, tells: str, answer: Callable[[Any], Answer], requests: Sequence[Any], right: Sequence[Decision]
) -> None:
    """The verdict must be the same, and so must the rules that carry it, as far as the engine can name them."""
    for request, expected in zip(requests, right, strict=True):
        verdict, ids = answer(request)
        if verdict != expected.verdict or not _names_rightly(tells, verdict, ids, expected.because):
            raise WrongAnswer(f"{name}, on {request}: {verdict} {ids} instead of {expected.verdict} {expected.because}")


def _names_rightly(tells: str, verdict: str, ids: Sequence[str], because: Sequence[str]) -> bool:
    if tells == ALL:
        return sorted(ids) == sorted(because)
    return len(ids) == 1 and ids[0] in because if verdict == "forbidden" else not ids


def _comparable(decision: Decision) -> dict[str, Any]:
    """A decision as data; the order of answers and clauses within a question is not part of its meaning."""
    data = decision.as_dict()
    for question in data["questions"]:
        question["answers"].sort()
        question["clauses"].sort()
    return data
