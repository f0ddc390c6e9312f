"""The situations on which two packs are compared: every one in which a rule of either just applies, alone or with a rule of the other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from ..columns import OneColumn
from ..engine import Engine, Line
from ..pack import Condition
from ..relations import Situation, merged, witness
from ..situation import COMPLETE
from ..vocabulary import Facet, Vocabulary

CONTENT = "content"


class Scenes:
    """Makes the situations. Values that neither pack tells apart are represented by the most general of them."""

    def __init__(self, vocabulary: Vocabulary, first: Engine, second: Engine) -> None:
        self.vocabulary = vocabulary
        self.engines = (first, second)
        self._told_apart = {facet.name: self._classes(facet) for facet in vocabulary if not facet.many}

    def all(self) -> Iterator[Situation]:
        """Every situation, content said to be complete. The same one may come more than once."""
        for situation in self._raw():
            if CONTENT in situation and not self.vocabulary.holds_content(situation.get("action")):
                continue
            if CONTENT in self.vocabulary.facets:
                situation[COMPLETE] = [CONTENT]
            yield situation

    def values(self, facet: str) -> list[str]:
        """The values of a facet that holds one, one for each that the packs tell apart."""
        return list(self._told_apart[facet])

    def _raw(self) -> Iterator[Situation]:
        first, second = (engine.lines for engine in self.engines)
        for line in (*first, *second):
            yield from self._alone(line)
        actions = [[(line, self._actions(line)) for line in lines] for lines in (first, second)]
        for (line, mine), (other, theirs) in product(*actions):
            if (
                not mine.isdisjoint(theirs)
                and (situation := witness(self.vocabulary, line.when, other.when)) is not None
            ):
                yield situation

    def _actions(self, line: Line) -> frozenset[str]:
        """The actions that a rule speaks of: all of them, if it names none."""
        facet, test = self.vocabulary["action"], line.when.test("action")
        return frozenset(name for name in facet.values if test is None or facet.covers(test.groups[0], name))

    def _alone(self, line: Line) -> Iterator[Situation]:
        """A rule's situations: its own, each value of each facet in turn, what it needs in place and not, each exception met."""
        base = witness(self.vocabulary, line.when)
        if base is None:
            return
        yield dict(base)
        for facet in line.when.tests:
            for variant in self._variants(line.when, facet.facet):
                yield {**base, facet.facet: variant}
        for condition in (line.rule.needs, *line.rule.unless):
            if condition and (situation := witness(self.vocabulary, line.when, condition)) is not None:
                yield situation
        for denied in self._denials(line.rule.needs):
            if (situation := merged(self.vocabulary, base, denied)) is not None:
                yield situation

    def _variants(self, condition: Condition, name: str) -> Iterator[object]:
        """What a facet can be where a condition is met."""
        facet, test = self.vocabulary[name], condition.test(name)
        assert test is not None
        if facet.many:
            if len(test.groups) == 1:
                yield from ([word] for word in test.groups[0])
        else:
            yield from (
                value for value in self._told_apart[name] if all(facet.covers(group, value) for group in test.groups)
            )

    def _denials(self, needs: Condition | None) -> Iterator[Situation]:
        """What is needed is known not to be in place, one thing at a time."""
        for test in needs.tests if needs else ():
            facet = self.vocabulary[test.facet]
            for group in test.groups:
                if not facet.many:
                    others = [value for value in self._told_apart[facet.name] if not facet.covers(group, value)]
                    yield from ({facet.name: value} for value in others)
                elif all(facet.words[word][1] for word in group):
                    yield {facet.name: [f"not_{word}" for word in group]}

    def _classes(self, facet: Facet) -> list[str]:
        """One value for each class of values that neither pack tells apart; none that a rule leaves open."""
        found: dict[tuple[tuple[int, int], ...], str] = {}
        for name in sorted(facet.values, key=lambda name: len(facet.values[name].ancestors)):
            masks = tuple(column.table[name] for engine in self.engines for column in _columns(engine, facet.name))
            if all(certain == maybe for certain, maybe in masks):
                found.setdefault(masks, name)
        order = list(facet.values)
        return sorted(found.values(), key=order.index)


def _columns(engine: Engine, facet: str) -> Iterator[OneColumn]:
    return (column for column in engine.columns if isinstance(column, OneColumn) and column.name == facet)
