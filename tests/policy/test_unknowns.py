"""Unknown is not false: however a situation turns out, the decision taken before had said so.

Random packs decide random situations, and then what those may turn out to be once all is known (`completions`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from gatepost.policy import STRENGTH, Decision
from gatepost.policy.engine import Engine
from gatepost.policy.pack import Form, Rule
from gatepost.policy.vocabulary import CONSENT, REFUSED

from . import random_packs
from .completions import completions
from .inline import pack_with


@dataclass(frozen=True)
class Case:
    """What a pack says of a situation, and of some of the ways in which it may turn out."""

    before: Decision
    after: list[Decision]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    vocabulary = draw(random_packs.vocabularies())
    situation: dict[str, Any] = draw(random_packs.situations(vocabulary))
    rules = draw(random_packs.rules(vocabulary))
    assume(not any(requires_refusal(rule) for rule in rules))
    engine = Engine(vocabulary, rules)
    ends = draw(st.lists(completions(vocabulary, situation), min_size=1, max_size=6))
    return Case(engine.decide(situation), [engine.decide(end) for end in ends])


def requires_refusal(rule: Rule) -> bool:
    """Whether a rule requires, as no pack can, that consent be refused."""
    test = rule.needs.test(CONSENT) if rule.form is Form.REQUIRE and rule.needs else None
    return test is not None and REFUSED in test.groups[0]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases())
def test_however_a_situation_turns_out_the_decision_had_said_so(case: Case) -> None:
    for end in case.after:
        is_no_stronger_than_the_worst_that_was_named(case.before, end)
        is_the_same_where_nothing_was_asked(case, end)
        leaves_nothing_open(end)


def is_no_stronger_than_the_worst_that_was_named(before: Decision, end: Decision) -> None:
    """Where the decision was settled, the worst is the verdict itself."""
    assert before.settled == (before.worst == before.verdict)
    assert STRENGTH[end.verdict] <= STRENGTH[before.worst]


def is_the_same_where_nothing_was_asked(case: Case, end: Decision) -> None:
    if not case.before.questions:
        assert end.verdict == case.before.verdict


def leaves_nothing_open(end: Decision) -> None:
    assert end.settled
    assert (end.questions, end.possible) == ((), ())


def test_the_action_is_asked_where_an_obligation_would_permit_on_an_event() -> None:
    pack = pack_with("- oblige: {do: report, to: headteacher}\n  when: {actor: teacher}")
    decision = pack.decide({"actor": "teacher"})
    assert (decision.verdict, decision.worst) == ("silent", "permitted")
    assert [question.facet for question in decision.questions] == ["action"]


def test_consent_is_asked_while_its_refusal_would_forbid_though_another_need_is_known_to_be_unmet() -> None:
    pack = pack_with("- require: {consent: given, approval: headteacher}\n  when: {action: publish}")
    decision = pack.decide({"action": "publish", "approval": ["not_headteacher"]})
    assert (decision.verdict, decision.worst) == ("needs", "forbidden")
    assert [question.facet for question in decision.questions] == ["consent"]
