"""The tables behind the engine: for one facet, which conditions each of its values meets, may meet, or rules out.

A condition is a bit. A bit that does not ask about a facet is set in everything that the facet's column says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .errors import SituationError
from .pack import Condition
from .vocabulary import Facet, Vocabulary

Group = tuple[str, ...]
SEVERAL = (list, tuple, set, frozenset)
HARD_CASES_KEPT = 1000  # they recur; this many are remembered


def union(masks: Iterable[int]) -> int:
    """All bits that are set in any of the masks."""
    result = 0
    for mask in masks:
        result |= mask
    return result


@dataclass(frozen=True, slots=True)
class OneColumn:
    """A facet that holds one value."""

    facet: Facet
    name: str
    unknown: int  # the conditions certainly met though the facet is not given
    table: Mapping[str, tuple[int, int]]  # value -> conditions certainly met, conditions that may be met
    asking: Mapping[str, int]  # value -> conditions that name it

    def read(self, value: Any, complete: bool) -> tuple[int, int]:
        return self.table[value]

    def open_words(self, value: Any, complete: bool) -> Iterable[str]:
        """The values that conditions ask about and that what is given leaves open."""
        if value is None:
            return self.asking
        below = self.facet.values[value].descendants
        return [word for word in self.asking if word in below]

    def is_met(self, group: Group, value: Any, complete: bool) -> bool:
        """Whether what is given certainly meets a group, of which any value is enough."""
        return self.facet.exhausted_by(group) if value is None else self.facet.covers(group, value)


@dataclass(frozen=True, slots=True)
class Said:
    """What one word, given of a facet that holds many, does to the conditions."""

    met: int
    ruled_out: int  # nothing is left that would meet these
    touched: int  # something that would have met these is gone, though other things may remain
    denies: frozenset[str]  # for `not_X`: the words that cannot be given beside it
    settles: frozenset[str]  # the words that are true or false with it
    leaves: int  # if nothing but this is so: the conditions that it may meet by being one of its kinds, or a case of a wider word


@dataclass(frozen=True, slots=True)
class ManyColumn:
    """A facet that holds many values; of an `all`, each group has a column of its own."""

    facet: Facet
    name: str
    unknown: int
    table: Mapping[str, Said]
    asking: Mapping[str, int]
    asks_denials: bool  # whether any condition asks that something is not so
    hard_cases: dict[tuple[tuple[str, ...], bool], tuple[int, int]] = field(default_factory=dict)

    def read(self, words: Any, complete: bool) -> tuple[int, int]:
        if isinstance(words, str):
            words = (words,)
        elif not isinstance(words, SEVERAL):
            raise TypeError
        certain, ruled_out, touched, apart, left = self.unknown, 0, 0, True, 0
        for word in words:
            said = self.table[word]
            certain |= said.met
            left |= said.leaves
            if said.denies and not said.denies.isdisjoint(words):
                raise SituationError(f"'{self.name}' says both something and that it is not so.")
            if said.touched:
                apart = apart and not touched & said.touched
                touched |= said.touched
                ruled_out |= said.ruled_out
        if apart and not complete:
            return certain, ~ruled_out
        if complete and not touched and not self.asks_denials:
            return certain, certain | left
        return self._read_word_by_word(words, complete, certain)

    def _read_word_by_word(self, words: Iterable[str], complete: bool, certain: int) -> tuple[int, int]:
        """The same for the harder cases: everything is listed, or several words each take something from one condition."""
        key = (tuple(words), complete)
        if key not in self.hard_cases:
            if len(self.hard_cases) > HARD_CASES_KEPT:
                self.hard_cases.clear()
            self.hard_cases[key] = self._weigh_words(words, complete, certain)
        return self.hard_cases[key]

    def _weigh_words(self, words: Iterable[str], complete: bool, certain: int) -> tuple[int, int]:
        maybe = self.unknown
        for word, mask in self.asking.items():
            truth = self.facet.truth(word, words, complete)
            if truth:
                certain |= mask
            if truth is not False:
                maybe |= mask
        return certain, maybe | certain

    def open_words(self, words: Any, complete: bool) -> Iterable[str]:
        """The words that conditions ask about and that what is given leaves open."""
        if not words and not complete:
            return self.asking
        words = (words,) if isinstance(words, str) else words or ()
        if complete:
            return [word for word in self.asking if self.facet.truth(word, words, complete) is None]
        settled = frozenset[str]().union(*(self.table[word].settles for word in words))
        return [word for word in self.asking if word not in settled]

    def is_met(self, group: Group, words: Any, complete: bool) -> bool:
        """Whether what is given certainly meets a group, of which any value is enough."""
        words = (words,) if isinstance(words, str) else words or ()
        if any(self.facet.truth(word, words, complete) for word in group):
            return True
        return any(_covered(self.facet, group, word) for word in words if self.facet.words[word][1])


Column = OneColumn | ManyColumn


def build_columns(vocabulary: Vocabulary, conditions: Mapping[int, Condition]) -> tuple[Column, ...]:
    """The columns of all facets, for conditions that are numbered by their bits. Every facet has at least one."""
    everything = union(1 << bit for bit in conditions)
    columns: list[Column] = []
    for facet in vocabulary:
        for groups in _slots(facet.name, conditions):
            free = everything & ~union(groups.values())
            columns.append(_many(facet, groups, free) if facet.many else _one(facet, groups, free))
    return tuple(columns)


def _slots(facet: str, conditions: Mapping[int, Condition]) -> list[dict[Group, int]]:
    """For the first, second ... group that conditions ask of a facet: group -> the conditions that ask it."""
    slots: list[dict[Group, int]] = [{}]
    for bit, condition in conditions.items():
        test = condition.test(facet)
        for k, group in enumerate(test.groups if test else ()):
            if k == len(slots):
                slots.append({})
            slots[k][group] = slots[k].get(group, 0) | 1 << bit
    return slots


def _asking(groups: Mapping[Group, int]) -> dict[str, int]:
    asking: dict[str, int] = {}
    for group, mask in groups.items():
        for word in group:
            asking[word] = asking.get(word, 0) | mask
    return asking


def _one(facet: Facet, groups: Mapping[Group, int], free: int) -> OneColumn:
    table = {}
    for name, value in facet.values.items():
        certain = union(mask for group, mask in groups.items() if facet.covers(group, name))
        maybe = union(mask for group, mask in groups.items() if not value.descendants.isdisjoint(group))
        table[name] = (free | certain, free | certain | maybe)
    unknown = union(mask for group, mask in groups.items() if facet.exhausted_by(group))
    return OneColumn(facet, facet.name, free | unknown, table, _asking(groups))


def _many(facet: Facet, groups: Mapping[Group, int], free: int) -> ManyColumn:
    table = {word: _said(facet, word, groups) for word in facet.words}
    asking = _asking(groups)
    return ManyColumn(facet, facet.name, free, table, asking, not all(facet.words[word][1] for word in asking))


def _said(facet: Facet, word: str, groups: Mapping[Group, int]) -> Said:
    true, false = facet.consequences[word].true, facet.consequences[word].false
    name, positive = facet.words[word]
    met = union(
        mask
        for group, mask in groups.items()
        if not true.isdisjoint(group) or (positive and _covered(facet, group, name))
    )
    touched = union(mask for group, mask in groups.items() if not false.isdisjoint(group))
    ruled_out = union(mask for group, mask in groups.items() if false.issuperset(group)) & ~met
    denies = frozenset() if positive else frozenset({name, *facet.values[name].descendants})
    related = {*facet.values[name].descendants, *facet.values[name].ancestors, name} if positive else set()
    leaves = union(mask for group, mask in groups.items() if not related.isdisjoint(group))
    return Said(met, ruled_out, touched, denies, true | false, leaves)


def _covered(facet: Facet, group: Group, name: str) -> bool:
    return facet.covers((word for word in group if facet.words[word][1]), name)
