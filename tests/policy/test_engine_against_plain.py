"""The fast engine gives the answers of the plain evaluator, whatever the vocabulary, the rules and what is known."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from gatepost.policy import plain
from gatepost.policy.decision import Decision
from gatepost.policy.engine import Engine

from . import random_packs


def comparable(decision: Decision) -> dict[str, object]:
    """A decision as data; the order of answers and clauses within a question is not part of its meaning."""
    data = decision.as_dict()
    for question in data["questions"]:
        question["answers"].sort()
        question["clauses"].sort()
    return data


@pytest.mark.parametrize("part", range(4))  # so that several processes share the work
def test_engine_decides_as_the_plain_evaluator(part: int) -> None:
    @seed(part)
    @settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.data())
    def they_agree(data: st.DataObject) -> None:
        vocabulary = data.draw(random_packs.vocabularies())
        rules = data.draw(random_packs.rules(vocabulary))
        situation = data.draw(random_packs.situations(vocabulary))
        fast = Engine(vocabulary, rules).decide(situation)
        slow = plain.decide(vocabulary, rules, situation)
        assert comparable(fast) == comparable(slow)

    they_agree()
