"""Situations as they are typed: `actor=teacher content=names_child,shows_child complete=content`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from gatepost.policy.errors import did_you_mean
from gatepost.policy.situation import COMPLETE
from gatepost.policy.vocabulary import Vocabulary

from .errors import Misuse


def read_facets(vocabulary: Vocabulary, words: Iterable[str]) -> dict[str, Any]:
    """A situation from words of the form facet=value. Values are left for the engine to check.

    Raises:
        Misuse: a word of another form, a facet that there is not, or one value given twice.
    """
    situation: dict[str, Any] = {}
    for word in words:
        facet, equals, value = (part.strip() for part in word.partition("="))
        values = [part.strip() for part in value.split(",") if part.strip()]
        if not equals or not values:
            raise Misuse(f"'{word}' is not of the form facet=value, such as actor=teacher.")
        _add(vocabulary, situation, facet, values)
    return situation


def _add(vocabulary: Vocabulary, situation: dict[str, Any], facet: str, values: list[str]) -> None:
    if facet == COMPLETE or (facet in vocabulary.facets and vocabulary[facet].many):
        situation[facet] = list(dict.fromkeys([*situation.get(facet, []), *values]))
        return
    if facet not in vocabulary.facets:
        hint = did_you_mean(facet, [*vocabulary.facets, COMPLETE]) or f"The facets are {', '.join(vocabulary.facets)}."
        raise Misuse(f"unknown facet '{facet}'. {hint}")
    if len(values) > 1:
        raise Misuse(f"'{facet}' takes one value, not {' and '.join(values)}.")
    if situation.get(facet, values[0]) != values[0]:
        raise Misuse(f"'{facet}' is given twice: {situation[facet]} and {values[0]}.")
    situation[facet] = values[0]
