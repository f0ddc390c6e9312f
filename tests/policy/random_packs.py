"""Hypothesis strategies: small random vocabularies, rules and situations, unknowns and negations included."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from gatepost.policy.pack import Condition, DutyWords, Form, Rule, Test
from gatepost.policy.vocabulary import Facet, Vocabulary

TREES = (
    {"a": {}, "b": {}},
    {"a": {"a1": {}, "a2": {}}, "b": {}},
    {"a": {"a1": {}}, "b": {}, "c": {}},
    {"a": {"a1": {"a11": {}, "a12": {}}, "a2": {}}, "b": {"b1": {}}},
)
CLAUSES = ("C1", "C2", "C3", "C4", "C5")


@st.composite
def vocabularies(draw: st.DrawFn) -> Vocabulary:
    """A vocabulary with the facets that have a meaning of their own (actor, action, consent, approval) and one or two others."""
    tree = st.sampled_from(TREES)
    data: dict[str, Any] = {
        "actor": {"kind": "one", "values": {"head": {}, "staff": {"teacher": {}, "cook": {}}}},
        "action": {"kind": "one", "values": {"act": {}, "happens": {"arrives": {}, "leaves": {}}}},
        "content": {"kind": "many", "values": draw(tree)},
        "consent": {"kind": "one", "values": {"given": {}, "not_given": {}, "refused": {}}},
        "approval": {"kind": "many", "values": {"leader": {"head": {}}, "board": {}}},
    }
    if draw(st.booleans()):
        data["place"] = {"kind": "one", "values": draw(tree)}
    return Vocabulary.from_mapping(data)


def groups(facet: Facet) -> st.SearchStrategy[tuple[str, ...]]:
    words = st.lists(st.sampled_from(sorted(facet.words)), min_size=1, max_size=3, unique=True)
    return words.map(tuple)


def tests(facet: Facet) -> st.SearchStrategy[Test]:
    many = st.lists(groups(facet), min_size=1, max_size=3 if facet.many else 1, unique=True)
    return many.map(lambda found: Test(facet.name, tuple(found)))


@st.composite
def conditions(draw: st.DrawFn, vocabulary: Vocabulary, most: int = 3) -> Condition:
    facets = draw(st.lists(st.sampled_from(sorted(vocabulary.facets)), min_size=1, max_size=most, unique=True))
    return Condition(tuple(draw(tests(vocabulary[name])) for name in facets))


@st.composite
def rule(draw: st.DrawFn, vocabulary: Vocabulary, clause: str) -> Rule:
    form = draw(st.sampled_from([form for form in Form if form is not Form.STANDING]))
    when = tuple(draw(st.lists(conditions(vocabulary), min_size=1, max_size=2)))
    unless = () if form is Form.OUTSIDE else tuple(draw(st.lists(conditions(vocabulary, 2), max_size=2)))
    needs = None
    if form is Form.REQUIRE or (form is Form.FORBID and draw(st.booleans())):
        needs = draw(conditions(vocabulary, 2))
    later = CLAUSES[CLAUSES.index(clause) + 1 :]  # no circles
    despite = draw(st.lists(st.sampled_from(later), max_size=2, unique=True)) if form is Form.PERMIT and later else []
    duty = None
    if form is Form.OBLIGE or (form is Form.ADVISE and draw(st.booleans())):
        by = draw(st.sampled_from([None, "head"]))
        duty = DutyWords(
            (draw(st.sampled_from(["report", "delete"])),), by, within=draw(st.sampled_from(["none", "at_once"]))
        )
    outside = form is not Form.OUTSIDE and draw(st.integers(0, 5)) == 0
    return Rule(form, clause, 1, when, unless, needs, duty, tuple(despite), outside)


@st.composite
def rules(draw: st.DrawFn, vocabulary: Vocabulary) -> tuple[Rule, ...]:
    clauses = sorted(draw(st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=7)))
    return tuple(draw(rule(vocabulary, clause)) for clause in clauses)


@st.composite
def situations(draw: st.DrawFn, vocabulary: Vocabulary) -> dict[str, Any]:
    """A situation: each facet is given or unknown; what it says of a facet that holds many does not contradict itself."""
    situation: dict[str, Any] = {}
    complete = []
    for facet in vocabulary:
        if draw(st.booleans()):
            situation[facet.name] = draw(_words(facet)) if facet.many else draw(st.sampled_from(sorted(facet.values)))
        if facet.many and draw(st.integers(0, 3)) == 0:
            complete.append(facet.name)
    if complete:
        situation["complete"] = complete
    return situation


@st.composite
def _words(draw: st.DrawFn, facet: Facet) -> list[str]:
    found: list[str] = []
    for word in draw(st.lists(st.sampled_from(sorted(facet.words)), max_size=4, unique=True)):
        name, positive = facet.words[word]
        said = [facet.words[other] for other in found]
        clashes = any(
            positive is not other_positive and (facet.is_a(name, other) if positive else facet.is_a(other, name))
            for other, other_positive in said
        )
        if not clashes:
            found.append(word)
    return found
