"""Reading what rules say of facets: a WHEN, an exception, what is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from ..pack import Condition, Test
from ..situation import value_hint
from ..vocabulary import Facet, Vocabulary
from .nodes import Reader, is_null

Groups = tuple[tuple[str, ...], ...]
GroupReader = Callable[[Node, Facet], Groups]
GIVEN = "given"  # any value at all (of a facet that holds many)
ALONE = f"'{GIVEN}', for any value at all, stands alone and only where a facet holds many values."


class ConditionReader:
    """Reads conditions in a vocabulary, with the pack's own named lists of values (`define`)."""

    def __init__(self, reader: Reader, vocabulary: Vocabulary) -> None:
        self.reader = reader
        self.vocabulary = vocabulary
        self.named: Mapping[str, tuple[str, ...]] = {}

    def alternatives(self, node: Node, what: str) -> tuple[Condition, ...]:
        """A WHEN: one condition, or a list of which any is enough."""
        nodes = self.reader.items(node, what) if isinstance(node, SequenceNode) else [node]
        conditions = (self._condition(item, what, self._asked) for item in nodes)
        return tuple(condition for condition in conditions if condition)

    def exceptions(self, node: Node | None) -> tuple[Condition, ...]:
        """The WHENs of an `unless`."""
        if node is None:
            return ()
        if is_null(node) or (isinstance(node, SequenceNode) and not node.value):
            self.reader.problem(node, "'unless' names no exception.", "Leave it out, or say what lifts the rule.")
            return ()
        return self.alternatives(node, "unless")

    def needs(self, node: Node | None, what: str) -> Condition | None:
        """NEEDS: of a facet that holds many all the values listed, unless they stand under `any`."""
        return self._condition(node, what, self._needed) if node is not None else None

    def _condition(self, node: Node, what: str, groups_of: GroupReader) -> Condition | None:
        tests: list[Test] = []
        for name, value in self.reader.mapping(node, f"'{what}'").items():
            facet = self.vocabulary.facets.get(name)
            if facet is None:
                self.reader.unknown(value, "facet", name, self.vocabulary.facets, f"in '{what}'")
                continue
            if groups := groups_of(value, facet):
                tests.append(Test(facet.name, groups))
        if isinstance(node, MappingNode) and not node.value:
            hint = "Say what is needed." if groups_of == self._needed else "Say when it applies."
            self.reader.problem(node, f"'{what}' names no facet, so it would hold always.", hint)
        return Condition(tuple(tests)) if tests else None

    def _asked(self, node: Node, facet: Facet) -> Groups:
        """The groups of a WHEN: a plain list is one group, of which any value is enough."""
        if not isinstance(node, MappingNode):
            group = self._group(node, facet)
            return (group,) if group else ()
        if not facet.many:
            self.reader.problem(
                node, f"'{facet.name}' holds one value, so it takes a value or a list of which any is enough."
            )
            return ()
        keys = self.reader.mapping(node, f"'{facet.name}'")
        if tuple(keys) != ("all",):
            hint = "Write a value, a list of which any is enough, or {all: [...]}."
            self.reader.problem(node, f"'{facet.name}' cannot take {_quoted(keys)}.", hint)
            return ()
        nodes = self.reader.items(keys["all"], f"the 'all' of '{facet.name}'")
        return tuple(group for item in nodes if (group := self._group(item, facet)))

    def _needed(self, node: Node, facet: Facet) -> Groups:
        """The groups of NEEDS: of a facet that holds many, each value is a group of its own."""
        if isinstance(node, MappingNode):
            keys = self.reader.mapping(node, f"'{facet.name}'")
            if tuple(keys) != ("any",):
                hint = "Write a value, a list of which all are needed, or {any: [...]}."
                self.reader.problem(node, f"'{facet.name}' cannot take {_quoted(keys)}.", hint)
                return ()
            group = self._group(keys["any"], facet)
            return (group,) if group else ()
        group = self._group(node, facet)
        if facet.many and not _is_given(node):
            return tuple((value,) for value in group)
        return (group,) if group else ()

    def _group(self, node: Node, facet: Facet) -> tuple[str, ...]:
        if isinstance(node, MappingNode) or is_null(node):
            self.reader.problem(node, f"'{facet.name}' must have a value or a list of values.")
            return ()
        if facet.many and _is_given(node):
            return facet.roots
        values = (
            value for item in self.reader.one_or_many(node, f"'{facet.name}'") for value in self._values(item, facet)
        )
        return tuple(dict.fromkeys(values))

    def _values(self, node: Node, facet: Facet) -> tuple[str, ...]:
        """The value that a word stands for, or the values of a list that the pack has named so."""
        word = self.reader.text(node, f"a value of '{facet.name}'")
        if word in facet.words:
            return (word,)
        if word in self.named:
            for value in self.named[word]:
                if value not in facet.words:
                    self.reader.problem(
                        node, f"the list '{word}' holds '{value}', which is not a value of '{facet.name}'."
                    )
            return tuple(value for value in self.named[word] if value in facet.words)
        if word:
            hint = ALONE if word == GIVEN else value_hint(self.vocabulary, facet, word, self._lists_of(facet))
            self.reader.problem(node, f"unknown value '{word}' for '{facet.name}'.", hint)
        return ()

    def _lists_of(self, facet: Facet) -> list[str]:
        """The named lists that hold values of a facet and nothing else."""
        return [name for name, words in self.named.items() if words and all(word in facet.words for word in words)]


def _quoted(keys: Iterable[str]) -> str:
    return " and ".join(f"'{key}'" for key in keys) or "nothing"


def _is_given(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.value == GIVEN
