"""Scenarios: situations with the answer that a careful reader of the document gives, and whether a pack gives it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from .decision import Decision, Duty
from .errors import SituationError
from .loading.scenarios import Json, load_scenarios
from .pack import Pack
from .vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one scenario: what is wrong with the pack's answer (nothing, if it passed)."""

    id: str
    question: str
    failures: tuple[str, ...]

    @property
    def passed(self) -> bool:
        return not self.failures


def run_scenarios(pack: Pack, scenarios: Iterable[Json]) -> list[Result]:
    return [run_scenario(pack, scenario) for scenario in scenarios]


def run_scenario(pack: Pack, scenario: Json) -> Result:
    """Put one scenario to a pack.

    The verdict must be the one expected, one of the expected clauses cited, the needs named and the duties raised.
    """
    try:
        decision = pack.decide(scenario["situation"])
    except SituationError as error:
        failures: tuple[str, ...] = (str(error),)
    else:
        failures = tuple(_failures(pack.vocabulary, decision, scenario["expect"]))
    return Result(str(scenario["id"]), str(scenario.get("question", "")), failures)


def _failures(vocabulary: Vocabulary, decision: Decision, expect: Json) -> Iterable[str]:
    if decision.verdict != expect["verdict"]:
        because = ", ".join(decision.because) or "no clause"
        yield f"verdict is {decision.verdict} (because of {because}), expected {expect['verdict']}"
    clauses = expect.get("clauses") or ()
    cited = {*decision.because, *(clause for duty in decision.duties for clause in (duty.clause, *duty.also))}
    if clauses and cited.isdisjoint(clauses):
        yield f"cites {', '.join(decision.because) or 'no clause'}, expected one of {', '.join(clauses)}"
    for facet, values in (expect.get("needs") or {}).items():
        yield from _missing_needs(vocabulary, decision, facet, _listed(values))
    for duty in expect.get("duties") or ():
        if not any(raises(vocabulary, raised, duty) for raised in decision.duties):
            yield f"does not raise the duty {_shown(duty)}"


def _missing_needs(vocabulary: Vocabulary, decision: Decision, facet: str, values: Sequence[str]) -> Iterable[str]:
    named = decision.needs.get(facet, [])
    missing = [value for value in values if value not in named]
    if vocabulary[facet].many and missing:
        yield f"does not need {facet}: {', '.join(missing)}"
    elif len(missing) == len(values):
        yield f"does not need {facet}: {' or '.join(values)}"


def raises(vocabulary: Vocabulary, duty: Duty, expected: Json) -> bool:
    """Whether a duty is the expected one: the same to do, by the same or a kind of them, and `to` and `within` where they are given."""
    return (
        not set(_listed(duty.do)).isdisjoint(_listed(expected["do"]))
        and _by(vocabulary, duty.by, expected.get("by"))
        and ("to" not in expected or not set(_listed(duty.to)).isdisjoint(_listed(expected["to"])))
        and ("within" not in expected or duty.within == expected["within"])
    )


def _by(vocabulary: Vocabulary, by: str | None, expected: str | None) -> bool:
    return expected is None or (by is not None and vocabulary["actor"].is_a(by, expected))


def _listed(words: Any) -> Sequence[str]:
    if words is None:
        return ()
    return [words] if isinstance(words, str) else list(words)


def _shown(duty: Json) -> str:
    return "{" + ", ".join(f"{key}: {value}" for key, value in duty.items()) + "}"


__all__ = ["Json", "Result", "load_scenarios", "raises", "run_scenario", "run_scenarios"]
