"""The sentence with gaps: "I am [a teacher] and ask about [accepting a friend request] from [a former pupil] on [a personal account]"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gatepost.policy.vocabulary import Facet, Vocabulary
from gatepost.policy.wording import value_words
from gatepost.policy.wording.words import action_pattern, groups

# A gap of an action's sentence, with the word before it.
GAP = re.compile(r"(?:(?P<before>from|to|with|concerning|by|of|about|involving|for) )?\{(?P<slot>[a-z]+)\}")
PLACES = {"on": "on", "from": "from"}  # slots that stand for the account, with the word that leads to it


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """One gap: the word before it, what may stand in it (under headings, where there are many), and how it is called to a screen reader."""

    facet: str
    before: str
    label: str
    options: tuple[Option, ...] = ()
    groups: tuple[tuple[str, tuple[Option, ...]], ...] = ()

    @property
    def filled(self) -> bool:
        offered = [*self.options, *(option for _, under in self.groups for option in under)]
        return any(option.chosen for option in offered)


LABELS = {
    "actor": "Who you are",
    "action": "What it is about",
    "counterpart": "Who is on the other side",
    "account": "On which account",
    "category": "What the post is for",
}


def sentence_gaps(vocabulary: Vocabulary, situation: Mapping[str, Any]) -> Sequence[Gap]:
    """The gaps of the sentence: who and what; and once that is said, the gaps that the action has a place for."""
    action = situation.get("action")
    gaps = [_gap(vocabulary["actor"], situation, "I am"), _action_gap(vocabulary["action"], action)]
    if action:
        gaps += [_gap(vocabulary[facet], situation, before) for facet, before in _places(action)]
    return gaps


def _places(action: str) -> Iterator[tuple[str, str]]:
    """The facets that an action's sentence has a gap for, each with the word before it."""
    seen = {"actor"}
    for found in GAP.finditer(action_pattern(action)):
        slot = found["slot"]
        facet, before = ("account", PLACES[slot]) if slot in PLACES else (slot, found["before"] or "")
        if facet not in seen:
            seen.add(facet)
            yield facet, before or ("concerning" if facet == "counterpart" else "")


def _gap(facet: Facet, situation: Mapping[str, Any], before: str) -> Gap:
    chosen = situation.get(facet.name)
    options = tuple(Option(name, value_words(facet.name, name), name == chosen) for name in facet.values)
    return Gap(facet.name, before, LABELS[facet.name], options)


def _action_gap(facet: Facet, chosen: Any) -> Gap:
    under = tuple(
        (
            heading,
            tuple(Option(name, value_words("action", name), name == chosen) for name in names if name in facet.values),
        )
        for heading, names in groups("action")
    )
    return Gap("action", "and ask about", LABELS["action"], groups=under)
