"""How conditions relate: whether one implies another, and a situation in which several are met at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from .pack import Condition, Test
from .vocabulary import Facet, Vocabulary

Situation = dict[str, Any]


def implies(vocabulary: Vocabulary, condition: Condition, other: Condition) -> bool:
    """Whether a condition is never met without the other being met too."""
    return all(_test_implied(vocabulary[test.facet], condition.test(test.facet), test) for test in other.tests)


def _test_implied(facet: Facet, asked: Test | None, wanted: Test) -> bool:
    if asked is None:
        return all(facet.exhausted_by(group) for group in wanted.groups)
    return all(any(_takes_in(facet, group, given) for given in asked.groups) for group in wanted.groups)


def _takes_in(facet: Facet, wanted: tuple[str, ...], given: tuple[str, ...]) -> bool:
    """Whether whichever value of `given` is the case, one of `wanted` is."""
    return all(_is_met_by(facet, wanted, word) for word in given)


def _is_met_by(facet: Facet, wanted: tuple[str, ...], word: str) -> bool:
    name, positive = facet.words[word]
    if positive and facet.covers((other for other in wanted if facet.words[other][1]), name):
        return True
    return not facet.consequences[word].true.isdisjoint(wanted)


def contradiction(vocabulary: Vocabulary, condition: Condition) -> str | None:
    """A word that a condition asks for and rules out at once, if there is one."""
    for test in condition.tests:
        facet = vocabulary[test.facet]
        if facet.many:
            single = [group[0] for group in test.groups if len(group) == 1]
            false = frozenset[str]().union(*(facet.consequences[word].false for word in single))
            for group in test.groups:
                if false.issuperset(group):
                    return facet.words[group[0]][0]
    return None


def witness(vocabulary: Vocabulary, *conditions: Condition) -> Situation | None:
    """A situation that meets all of some conditions with as few and as general words as can be, or None if there is none.

    Of a facet that holds many, the words are chosen group by group without going back, so that in rare cases a situation is missed.
    """
    situation: Situation = {}
    for facet in vocabulary:
        groups = [group for condition in conditions if (test := condition.test(facet.name)) for group in test.groups]
        if not groups:
            continue
        found = _words(facet, groups) if facet.many else _value(facet, groups)
        if found is None:
            return None
        situation[facet.name] = found
    return situation


def _value(facet: Facet, groups: Sequence[tuple[str, ...]]) -> str | None:
    """A value that meets all groups: one that a rule names if there is one, else the most general that does."""
    if len(groups) == 1:
        return groups[0][0]
    for name in dict.fromkeys(word for group in groups for word in group):
        if all(facet.covers(group, name) for group in groups):
            return name
    return next((name for name in facet.values if all(facet.covers(group, name) for group in groups)), None)


def _words(facet: Facet, groups: Iterable[tuple[str, ...]]) -> list[str] | None:
    chosen: list[str] = []
    for group in sorted(groups, key=len):
        if any(_is_met_by(facet, group, word) for word in chosen):
            continue
        word = next((word for word in group if not _clashes(facet, word, chosen)), None)
        if word is None:
            return None
        chosen.append(word)
    return chosen


def _clashes(facet: Facet, word: str, chosen: Iterable[str]) -> bool:
    return any(word in facet.consequences[other].false or other in facet.consequences[word].false for other in chosen)


def merged(vocabulary: Vocabulary, situation: Mapping[str, Any], other: Mapping[str, Any]) -> Situation | None:
    """Both situations at once, or None if they cannot be."""
    both: Situation = dict(situation)
    for name, value in other.items():
        facet = vocabulary[name]
        if name not in both:
            both[name] = value
        elif facet.many:
            new = [word for word in value if word not in both[name]]
            if any(_clashes(facet, word, both[name]) for word in new):
                return None
            both[name] = [*both[name], *new]
        elif facet.is_a(value, both[name]):
            both[name] = value
        elif not facet.is_a(both[name], value):
            return None
    return both
