"""Unknown is not false: however a situation turns out, the decision taken before had said so.

Random packs decide random situations, and then what those may turn out to be once all is known (`completions`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from gatepost.policy import STRENGTH, Decision
from gatepost.policy.engine import Engine
from gatepost.policy.pack import Form, Rule
from gatepost.policy.vocabulary import CONSENT, REFUSED

from . import random_packs
from .completions import completions
from .inline import pack_with

thorough = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@dataclass(frozen=True)
class Case:
    """What a pack says of a situation, and of some of the ways in which it may turn out."""

    before: Decision
    after: list[Decision]
    action_known: bool
    obliges: bool


@st.composite
def cases(draw: st.DrawFn) -> Case:
    vocabulary = draw(random_packs.vocabularies())
    situation: dict[str, Any] = draw(random_packs.situations(vocabulary))
    rules = draw(random_packs.rules(vocabulary))
    assume(not any(requires_a_refusal(rule) for rule in rules))
    engine = Engine(vocabulary, rules)
    ends = draw(st.lists(completions(vocabulary, situation), min_size=1, max_size=6))
    obliges = any(rule.form is Form.OBLIGE for rule in rules)
    return Case(engine.decide(situation), [engine.decide(end) for end in ends], "action" in situation, obliges)


def requires_a_refusal(rule: Rule) -> bool:
    """Whether a rule asks that consent be refused: refused consent is both in place and forbidding then, which no policy means."""
    test = rule.needs.test(CONSENT) if rule.form is Form.REQUIRE and rule.needs else None
    return test is not None and any(REFUSED in group for group in test.groups)


@thorough
@given(cases())
def test_no_answer_makes_the_verdict_stronger_than_the_worst_that_was_named(case: Case) -> None:
    assert all(STRENGTH[end.verdict] <= STRENGTH[case.before.worst] for end in case.after)


@thorough
@given(cases())
def test_no_answer_makes_a_settled_verdict_stronger(case: Case) -> None:
    assume(case.before.settled)
    assert all(STRENGTH[end.verdict] <= STRENGTH[case.before.verdict] for end in case.after)


@thorough
@given(cases())
def test_where_nothing_is_asked_no_answer_changes_the_verdict(case: Case) -> None:
    assume(not case.before.questions)
    assume(case.action_known or not case.obliges)
    assert {end.verdict for end in case.after} == {case.before.verdict}


@thorough
@given(cases())
def test_once_everything_is_known_nothing_is_asked_and_nothing_is_possible(case: Case) -> None:
    for end in case.after:
        assert end.settled
        assert not end.questions
        assert not end.possible


@pytest.mark.xfail(reason="an obligation whose facts are all given asks nothing, although it permits on an event only")
def test_the_action_is_asked_where_an_obligation_would_permit_on_an_event() -> None:
    pack = pack_with("- oblige: {do: report, to: headteacher}\n  when: {actor: teacher}")
    decision = pack.decide({"actor": "teacher"})
    assert (decision.verdict, decision.worst) == ("silent", "permitted")
    assert [question.facet for question in decision.questions] == ["action"]
