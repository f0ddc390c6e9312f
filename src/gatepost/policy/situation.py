"""A situation: what is given of what is done or happens. A facet that is not given is unknown, never false."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .errors import SituationError, did_you_mean, right_words
from .vocabulary import NOT, Facet, Vocabulary

COMPLETE = "complete"  # the facets of which a situation says that all that applies is listed


@dataclass(frozen=True, slots=True)
class Situation:
    """A situation that has been checked against a vocabulary."""

    one: Mapping[str, str]
    given: Mapping[str, tuple[str, ...]]  # of facets that hold many: what is so
    denied: Mapping[str, tuple[str, ...]]  # and what is known not to be so (without `not_`)
    complete: frozenset[str]


def read_situation(vocabulary: Vocabulary, data: Mapping[str, Any]) -> Situation:
    """Check a situation.

    Raises:
        SituationError: an unknown facet or value, a list where one value belongs, or a contradiction.
    """
    one: dict[str, str] = {}
    given: dict[str, tuple[str, ...]] = {}
    denied: dict[str, tuple[str, ...]] = {}
    for name, value in data.items():
        if name == COMPLETE:
            continue
        facet = _facet(vocabulary, name)
        if facet.many:
            given[name], denied[name] = _many(vocabulary, facet, value)
        else:
            one[name] = _one(vocabulary, facet, value)
    return Situation(one, given, denied, _complete(vocabulary, data.get(COMPLETE, ())))


def _facet(vocabulary: Vocabulary, name: object) -> Facet:
    facet = vocabulary.facets.get(str(name))
    if facet is None:
        raise SituationError(_join(f"unknown facet '{name}'.", did_you_mean(str(name), vocabulary.facets)))
    return facet


def _one(vocabulary: Vocabulary, facet: Facet, value: object) -> str:
    if not isinstance(value, str):
        raise SituationError(f"'{facet.name}' takes one value, not {value!r}.")
    _check(vocabulary, facet, value)
    return value


def _many(vocabulary: Vocabulary, facet: Facet, value: object) -> tuple[tuple[str, ...], tuple[str, ...]]:
    words = [value] if isinstance(value, str) else value
    if not isinstance(words, (list, tuple, set, frozenset)):
        raise SituationError(f"'{facet.name}' takes a list of values, not {value!r}.")
    for word in words:
        _check(vocabulary, facet, word)
    said = [facet.words[word] for word in words]
    given = tuple(name for name, positive in said if positive)
    denied = tuple(name for name, positive in said if not positive)
    for name in given:
        for other in denied:
            if facet.is_a(name, other):
                raise SituationError(f"'{facet.name}' says both '{name}' and 'not_{other}'.")
    return given, denied


def _check(vocabulary: Vocabulary, facet: Facet, word: object) -> None:
    if not isinstance(word, str) or word not in facet.words:
        raise SituationError(
            _join(f"unknown value '{word}' for '{facet.name}'.", value_hint(vocabulary, facet, str(word)))
        )


def value_hint(vocabulary: Vocabulary, facet: Facet, word: str, named: Iterable[str] = ()) -> str:
    """What was meant by a word that is no value of a facet; `named` are lists that may stand for values here."""
    if not facet.many and word.removeprefix(NOT) in facet.values:
        return f"'{facet.name}' holds one value, which cannot be denied: name the values that are meant."
    elsewhere = [other.name for other in vocabulary if word in other.words]
    if elsewhere:
        return f"It is a value of '{elsewhere[0]}'."
    return right_words(word, [*facet.words, *named])


def _complete(vocabulary: Vocabulary, names: object) -> frozenset[str]:
    listed = [names] if isinstance(names, str) else names
    if not isinstance(listed, (list, tuple, set, frozenset)):
        raise SituationError(f"'{COMPLETE}' takes a list of facets, not {names!r}.")
    for name in listed:
        if not _facet(vocabulary, name).many:
            raise SituationError(f"'{COMPLETE}' names facets that hold many values, and '{name}' holds one.")
    return frozenset(listed)


def _join(message: str, hint: str) -> str:
    return f"{message} {hint}" if hint else message
