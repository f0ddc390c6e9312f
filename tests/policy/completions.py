"""Everything that a situation may turn out to be, once all that it leaves open is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from gatepost.policy.situation import Situation, read_situation
from gatepost.policy.vocabulary import Facet, Vocabulary

Ways = dict[str, list[Any]]


def ways(vocabulary: Vocabulary, situation: Mapping[str, Any]) -> Ways:
    """Facet -> all that it may turn out to be: a leaf, or a set of leaves for a facet that holds many.

    A facet has no way left where the situation denies every kind of a value that it gives.
    """
    read = read_situation(vocabulary, situation)
    return {facet.name: list(_sets(facet, read) if facet.many else _values(facet, read)) for facet in vocabulary}


@st.composite
def completions(draw: st.DrawFn, vocabulary: Vocabulary, situation: Mapping[str, Any]) -> dict[str, Any]:
    """One way in which a situation may turn out."""
    open_ways = ways(vocabulary, situation)
    assume(all(open_ways.values()))
    whole = {facet: draw(st.sampled_from(found)) for facet, found in open_ways.items()}
    return {**whole, "complete": [facet.name for facet in vocabulary if facet.many]}


def _values(facet: Facet, situation: Situation) -> Iterator[str]:
    given = situation.one.get(facet.name)
    return (leaf for leaf in _leaves(facet) if given is None or facet.is_a(leaf, given))


def _sets(facet: Facet, situation: Situation) -> Iterator[list[str]]:
    """Every set of leaves that holds a kind of each value given, and nothing that is denied or left out of a complete list."""
    given, denied = situation.given.get(facet.name, ()), situation.denied.get(facet.name, ())
    free = [
        leaf
        for leaf in _leaves(facet)
        if not any(facet.is_a(leaf, name) for name in denied)
        and (facet.name not in situation.complete or any(facet.is_a(leaf, name) for name in given))
    ]
    for size in range(len(free) + 1):
        for chosen in combinations(free, size):
            if all(any(facet.is_a(leaf, name) for leaf in chosen) for name in given):
                yield list(chosen)


def _leaves(facet: Facet) -> list[str]:
    return [name for name, value in facet.values.items() if not value.children]
