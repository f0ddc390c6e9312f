"""From situations to differences: settle what is open, make each as general as it can be, and bring like to like."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ..decision import Decision
from ..pack import Pack
from ..relations import Situation
from ..situation import COMPLETE
from ..vocabulary import Facet, Vocabulary
from .answers import Answer, How, relate
from .scenes import CONTENT, Scenes

# Who, what, where and with whom: a difference is only told once no rule leaves these open. What is needed (consent, approvals ...) and
# the rarer facts (time, device ...) may stay open: what is told then holds as far as it says.
SETTLED_FIRST = ("actor", "action", "account", "counterpart", "relationship")
# What a situation can best do without, first.
DROPPED_FIRST = (
    "circumstance",
    "content",
    "approval",
    "consent",
    "category",
    "audience",
    "device",
    "place",
    "time",
    "channel",
    "relationship",
    "counterpart",
    "account",
    "actor",
    "action",
)
FREE = {"silent", "permitted"}  # whether one or the other turns on a fact, somebody may do it all the same
DEPTH = 3  # how many facets a situation is split by before it is told as it is


@dataclass(frozen=True, slots=True)
class Difference:
    """A situation on which two packs differ. `also` are further values, by facet, for which the same is true."""

    action: str | None
    how: How
    situation: Situation = field(hash=False)
    first: Answer
    second: Answer
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)

    def sides(self) -> tuple[Answer, Answer]:
        """(the stricter or more outspoken answer, the other)."""
        turned = self.how is How.LOOSER or (self.how is How.SPEAKS and self.first.verdict == "silent")
        return (self.second, self.first) if turned else (self.first, self.second)

    def mirrored(self) -> Difference:
        """The same, seen from the other policy."""
        how = {How.STRICTER: How.LOOSER, How.LOOSER: How.STRICTER}.get(self.how, self.how)
        return replace(self, how=how, first=self.second, second=self.first)

    def as_dict(self) -> dict[str, Any]:
        return {
            "action": self.action,
            "how": self.how.value,
            "situation": {name: value for name, value in self.situation.items() if name != COMPLETE},
            "also": {facet: list(values) for facet, values in self.also.items()},
            "first": _answer(self.first),
            "second": _answer(self.second),
        }


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "verdict": answer.verdict,
        "settled": answer.settled,
        "because": list(answer.because),
        "needs": sorted(answer.needs),
        "duties": [
            {"do": list(do), "by": by, "to": list(to), "within": within}
            for do, by, to, within in sorted(answer.duties, key=str)
        ],
    }


class Differ:
    """Two packs and the situations on which they are compared."""

    def __init__(self, first: Pack, second: Pack, scenes: Scenes, action: str | None = None) -> None:
        self.first = first
        self.second = second
        self.scenes = scenes
        self.action = action  # nothing is told of other actions
        self.vocabulary = first.vocabulary
        self._decided: dict[Any, tuple[Decision, Decision]] = {}

    def _decide(self, situation: Situation) -> tuple[Decision, Decision]:
        """Both packs' decisions; the same situation comes up again and again."""
        key = tuple((name, tuple(value) if isinstance(value, list) else value) for name, value in situation.items())
        decided = self._decided.get(key)
        if decided is None:
            decided = self._decided[key] = (self.first.decide(situation), self.second.decide(situation))
        return decided

    def differences(self) -> Iterator[Difference]:
        """The differences, each as general as it can be; like ones not yet brought together."""
        seen: set[tuple[Any, ...]] = set()
        told: set[Any] = set()
        for scene in self.scenes.all():
            mark = self._mark(scene)
            if not self._is_about(scene) or mark in seen:
                continue
            seen.add(mark)
            situation = self._settled(scene, DEPTH)
            if situation is None:
                continue
            key = (scene.get("action"), repr(scene.get(CONTENT)), *self._answers(situation))
            if key not in told:
                told.add(key)
                general = self._generalised(situation)
                yield self._difference(general)

    def _is_about(self, situation: Situation) -> bool:
        if self.action is None:
            return True
        return "action" in situation and self.vocabulary["action"].is_a(situation["action"], self.action)

    def _mark(self, situation: Situation) -> tuple[Any, ...]:
        """What distinguishes two situations: what is done, what it holds, and which lines count and which could, in each pack."""
        named = (situation.get("action"), repr(situation.get(CONTENT)))
        judged = [pack.engine.judge(situation) for pack in (self.first, self.second)]
        return (*named, *(mask for j in judged for mask in (j.active, j.potential, j.in_place)))

    def _answers(self, situation: Situation) -> tuple[Answer, Answer]:
        first, second = self._decide(situation)
        return Answer.of(first), Answer.of(second)

    def _differs(self, situation: Situation) -> bool:
        first, second = self._answers(situation)
        return not first.same_as(second)

    def _settled(self, situation: Situation, depth: int) -> Situation | None:
        """The situation, or the first of those into which it splits, where and with whom settled; None if the packs agree there."""
        facet = next(iter(self._open_facets(situation)), None) if depth else None
        if facet is None:
            return situation if self._differs(situation) else None
        for value in self.scenes.values(facet):
            if facet not in situation or self.vocabulary[facet].is_a(value, situation[facet]):
                settled = self._settled({**situation, facet: value}, depth - 1)
                if settled is not None:
                    return settled
        return None

    def _open_facets(self, situation: Situation) -> list[str]:
        """Of the facets that are to be settled first, those on which an answer still turns."""
        turning = [
            decision for decision in self._decide(situation) if {decision.verdict, decision.worst} | FREE != FREE
        ]
        return [
            question.facet for decision in turning for question in decision.questions if question.facet in SETTLED_FIRST
        ]

    def _generalised(self, situation: Situation) -> Situation:
        """The same difference with as few and as general words as can be."""
        for facet in DROPPED_FIRST:
            if facet in situation:
                wider = (wider for wider in self._wider(situation, facet) if self._is_as_good(wider, situation))
                situation = next(wider, situation)
        return situation

    def _wider(self, situation: Situation, name: str) -> Iterator[Situation]:
        """The situation without a facet, or with a more general value of it, the most general first."""
        without = {key: value for key, value in situation.items() if key != name}
        if name != "action":
            yield without
        facet = self.vocabulary[name]
        if not facet.many:
            for ancestor in reversed(facet.values[situation[name]].ancestors):
                if name != "action" or self._is_about({name: ancestor}):
                    yield {**situation, name: ancestor}
        elif len(situation[name]) > 1:
            for word in situation[name]:
                yield {**without, name: [word]}

    def _is_as_good(self, wider: Situation, situation: Situation) -> bool:
        """Whether both packs tell a person the same, and no more is left open that should be settled."""
        (first, second), (wider_first, wider_second) = self._answers(situation), self._answers(wider)
        same = first.same_as(wider_first) and second.same_as(wider_second)
        return same and set(self._open_facets(wider)) <= set(self._open_facets(situation))

    def _difference(self, situation: Situation) -> Difference:
        first, second = self._answers(situation)
        return Difference(situation.get("action"), relate(first, second), situation, first, second)


def unexplained(vocabulary: Vocabulary, differences: Iterable[Difference]) -> list[Difference]:
    """The differences that no simpler one explains.

    A difference is explained by one whose every fact is among its own and whose stricter side says the same; or by a shorter one in which
    the stricter side says the same by the same clauses, and the other side leaves as much free or more.
    """
    kept: dict[Any, list[Difference]] = {}
    for difference in sorted(differences, key=lambda difference: _size(vocabulary, difference.situation)):
        stricter, freer = difference.sides()
        facts = _size(vocabulary, difference.situation)[0]
        others = kept.setdefault((difference.how, stricter.verdict), [])
        within = any(_is_within(vocabulary, difference.situation, other.situation) for other in others)
        if not within and not any(_says_as_much(vocabulary, other, stricter, freer, facts) for other in others):
            others.append(difference)
    return [difference for group in kept.values() for difference in group]


def _says_as_much(vocabulary: Vocabulary, other: Difference, stricter: Answer, freer: Answer, facts: int) -> bool:
    other_stricter, other_freer = other.sides()
    shorter = _size(vocabulary, other.situation)[0] < facts
    return shorter and other_stricter.because == stricter.because and other_freer.strictness <= freer.strictness


def _size(vocabulary: Vocabulary, situation: Situation) -> tuple[int, int]:
    """How many facts a situation names, and how special they are."""
    facts = [(name, word) for name, value in situation.items() if name != COMPLETE for word in _listed(value)]
    return len(facts), sum(_depth(vocabulary, name, word) for name, word in facts)


def _depth(vocabulary: Vocabulary, name: str, word: str) -> int:
    facet = vocabulary[name]
    return len(facet.values[facet.words[word][0]].ancestors)


def _is_within(vocabulary: Vocabulary, situation: Situation, wider: Situation) -> bool:
    """Whether every fact of the wider situation is one of this one, or takes one of them in."""
    for name, value in wider.items():
        if name == COMPLETE:
            continue
        facet, given = vocabulary[name], _listed(situation.get(name, ()))
        if not all(word in given or any(_is_kind(facet, other, word) for other in given) for word in _listed(value)):
            return False
    return True


def _is_kind(facet: Facet, word: str, other: str) -> bool:
    return word in facet.values and other in facet.values and facet.is_a(word, other)


def _listed(value: Any) -> Sequence[str]:
    return (value,) if isinstance(value, str) else value


def brought_together(differences: list[Difference]) -> list[Difference]:
    """Differences that say the same of several values of a facet, told once."""
    for facet in (
        CONTENT,
        "circumstance",
        "counterpart",
        "relationship",
        "channel",
        "category",
        "actor",
        "account",
        "action",
    ):
        groups: dict[Any, list[Difference]] = {}
        for difference in differences:
            groups.setdefault(_but_for(difference, facet), []).append(difference)
        differences = [_as_one(group, facet) for group in groups.values()]
    return differences


def _but_for(difference: Difference, facet: str) -> Any:
    """What a difference says, but for one facet."""
    value = difference.situation.get(facet)
    if value is None or (isinstance(value, list) and len(value) != 1):
        return id(difference)
    rest = repr(sorted((name, value) for name, value in difference.situation.items() if name != facet))
    also = tuple(sorted((name, tuple(sorted(values))) for name, values in difference.also.items()))
    answers = [
        (answer.verdict, answer.needs, _by_actor(answer, difference))
        for answer in (difference.first, difference.second)
    ]
    return rest, also, *answers


def _by_actor(answer: Answer, difference: Difference) -> Any:
    """The duties of an answer; the actor's own are the same whoever the actor is."""
    actor = difference.situation.get("actor")
    return frozenset((do, None if by == actor else by, to, within) for do, by, to, within in answer.duties)


def _as_one(group: list[Difference], facet: str) -> Difference:
    first = group[0]
    if len(group) == 1:
        return first
    values = [difference.situation[facet] for difference in group[1:]]
    listed = tuple(dict.fromkeys(value[0] if isinstance(value, list) else value for value in values))
    because = [
        _all_clauses(difference.first for difference in group),
        _all_clauses(difference.second for difference in group),
    ]
    return replace(
        first,
        also={**first.also, facet: listed},
        first=replace(first.first, because=because[0]),
        second=replace(first.second, because=because[1]),
    )


def _all_clauses(answers: Iterable[Answer]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(clause for answer in answers for clause in answer.because))
