"""The closed vocabulary: the facets in which a situation is described, and their values.

A value nested under another is also its parent: whatever is said of `employee` covers a `teacher`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

import yaml

NOT = "not_"
EVENT = "happens"  # the value of `action` under which all events stand
CONSENT, REFUSED = "consent", "refused"
NOT_FACETS = ("duty", "acts", "without_content", "about")  # what else a vocabulary file holds


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet, with its place in the tree (names only, itself left out)."""

    name: str
    ancestors: tuple[str, ...]  # nearest first
    children: tuple[str, ...]
    descendants: frozenset[str]


@dataclass(frozen=True, slots=True)
class Consequences:
    """The words that are true, and those that are false, once a word is given."""

    true: frozenset[str]
    false: frozenset[str]


@dataclass(frozen=True)
class Facet:
    """One facet of a situation. A facet of kind `many` holds a set, and its values can be given as `not_X`: known not to be so."""

    name: str
    many: bool
    values: Mapping[str, Value]
    words: Mapping[str, tuple[str, bool]] = field(
        init=False, repr=False
    )  # word -> (value, whether it is said to be so)
    consequences: Mapping[str, Consequences] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        words = {name: (name, True) for name in self.values}
        if self.many:
            words |= {NOT + name: (name, False) for name in self.values if NOT + name not in words}
        object.__setattr__(self, "words", words)
        object.__setattr__(self, "consequences", {word: self._consequences(word) for word in words})

    @property
    def roots(self) -> tuple[str, ...]:
        return tuple(name for name, value in self.values.items() if not value.ancestors)

    def is_a(self, name: str, other: str) -> bool:
        """Whether `name` is `other` or one of its kinds."""
        return name == other or other in self.values[name].ancestors

    def covers(self, listed: Iterable[str], name: str) -> bool:
        """Whether a list of values certainly speaks of `name`: it names it, or a class of it, or every kind of it.

        Kinds count as exhausting a value only where there are two or more of them: a single kind (a headteacher among senior leaders)
        is an example, not the whole.
        """
        listed = frozenset(listed)
        return self._covers(listed, name)

    def _covers(self, listed: frozenset[str], name: str) -> bool:
        value = self.values[name]
        if name in listed or not listed.isdisjoint(value.ancestors):
            return True
        return len(value.children) > 1 and all(self._covers(listed, child) for child in value.children)

    def _consequences(self, word: str) -> Consequences:
        name, positive = self.words[word]
        related = {name, *(self.values[name].ancestors if positive else self.values[name].descendants)}
        same = frozenset(other for other, (value, said) in self.words.items() if value in related and said is positive)
        opposite = frozenset(
            other for other, (value, said) in self.words.items() if value in related and said is not positive
        )
        return Consequences(same, opposite)

    def truth(self, word: str, given: Iterable[str], complete: bool) -> bool | None:
        """Whether a word of a facet that holds many is true, false or unknown (None), from the words given.

        `complete`: all that applies has been listed, so what is neither given, nor a kind of it, nor a class of it, is not so.
        """
        for other in given:
            if word in self.consequences[other].true:
                return True
            if word in self.consequences[other].false:
                return False
        name, positive = self.words[word]
        if complete and not any(self._related(name, other) for other in given):
            return not positive
        return None

    def _related(self, name: str, word: str) -> bool:
        other, positive = self.words[word]
        return positive and (self.is_a(name, other) or self.is_a(other, name))

    def exhausted_by(self, listed: Iterable[str]) -> bool:
        """Whether a list leaves no value of this facet out. Only a facet of kind `one` always has a value, so only it can be exhausted."""
        listed = frozenset(listed)
        return not self.many and len(self.roots) > 1 and all(self._covers(listed, root) for root in self.roots)


@dataclass(frozen=True)
class Vocabulary:
    """All facets, and the words in which duties are written."""

    facets: Mapping[str, Facet]
    duty: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # do, to, within
    acts: Mapping[str, str] = field(default_factory=dict)  # what a duty asks to do -> the action that doing it is
    without_content: tuple[str, ...] = ()  # actions that hold no text or picture
    about: Mapping[str, tuple[str, ...]] = field(
        default_factory=dict
    )  # facet.value -> the content that it can be about

    def __iter__(self) -> Iterator[Facet]:
        return iter(self.facets.values())

    def __getitem__(self, facet: str) -> Facet:
        return self.facets[facet]

    def is_event(self, action: str) -> bool:
        """Whether an action is an event: something that reaches or befalls the actor, not something done."""
        facet = self.facets["action"]
        return EVENT in facet.values and facet.is_a(action, EVENT)

    def holds_content(self, action: str | None) -> bool:
        """Whether what is done or happens can hold a text or a picture. To connect with somebody, say, does not."""
        facet = self.facets["action"]
        return action is None or not any(facet.is_a(action, other) for other in self.without_content)

    def is_act(self, action: str) -> bool:
        """Whether an action is certainly not an event."""
        facet = self.facets["action"]
        return EVENT not in facet.values or not (facet.is_a(action, EVENT) or facet.is_a(EVENT, action))

    @classmethod
    def from_mapping(cls, data: Mapping[str, Any]) -> Vocabulary:
        """A vocabulary from plain data in the shape of `vocabulary.yaml`."""
        facets = {
            name: Facet(name, body["kind"] == "many", _tree(body["values"]))
            for name, body in data.items()
            if name not in NOT_FACETS
        }
        duty = {key: tuple(words) for key, words in data.get("duty", {}).items()}
        about = {key: tuple(words) for key, words in data.get("about", {}).items()}
        without_content = tuple(data.get("without_content", ()))
        return cls(facets, duty, data.get("acts", {}), without_content, about)


def _tree(nested: Mapping[str, Any], above: tuple[str, ...] = ()) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for name, kinds in nested.items():
        below = _tree(kinds or {}, (name, *above))
        values[name] = Value(name, above, tuple(kinds or {}), frozenset(below))
        values |= below
    return values


@cache
def load_vocabulary() -> Vocabulary:
    """The vocabulary that is shipped with Gatepost."""
    text = resources.files("gatepost.policy").joinpath("vocabulary.yaml").read_text("utf-8")
    return Vocabulary.from_mapping(yaml.load(text, Loader=yaml.CSafeLoader))


@cache
def load_controls() -> Mapping[str, str]:
    """The software controls that a clause may cite: name -> what it does, in one sentence."""
    text = resources.files("gatepost.policy").joinpath("controls.yaml").read_text("utf-8")
    controls: dict[str, str] = yaml.load(text, Loader=yaml.CSafeLoader)
    return controls
