"""From situations to differences: settle what is open, make each as general as it can be, and bring like to like."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ..pack import Pack
from ..relations import Situation
from ..situation import COMPLETE
from .answers import Answer, How, relate
from .scenes import CONTENT, Scenes

# Where and with whom: a difference is only told once these are settled. What is needed (consent, approvals ...) may stay open.
SETTLED_FIRST = (
    "actor",
    "account",
    "channel",
    "counterpart",
    "relationship",
    "audience",
    "time",
    "place",
    "device",
    "category",
)
DEPTH = 3  # how many facets a situation is split by before it is told as it is


@dataclass(frozen=True, slots=True)
class Difference:
    """A situation on which two packs differ. `also` are further values of one facet for which the same is true."""

    action: str | None
    how: How
    situation: Situation = field(hash=False)
    first: Answer
    second: Answer
    also: tuple[tuple[str, str], ...] = ()  # (facet, value)

    def as_dict(self) -> dict[str, Any]:
        return {
            "action": self.action,
            "how": self.how.value,
            "situation": {name: value for name, value in self.situation.items() if name != COMPLETE},
            "also": [{"facet": facet, "value": value} for facet, value in self.also],
            "first": _answer(self.first),
            "second": _answer(self.second),
        }


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "verdict": answer.verdict,
        "because": list(answer.because),
        "needs": sorted(answer.needs),
        "duties": [
            {"do": list(do), "by": by, "to": list(to), "within": within}
            for do, by, to, within in sorted(answer.duties, key=str)
        ],
    }


class Differ:
    """Two packs and the situations on which they are compared."""

    def __init__(self, first: Pack, second: Pack, scenes: Scenes) -> None:
        self.first = first
        self.second = second
        self.scenes = scenes
        self.vocabulary = first.vocabulary

    def differences(self, action: str | None) -> Iterator[Difference]:
        """The differences, each as general as it can be; like ones not yet brought together."""
        seen: set[tuple[Any, ...]] = set()
        told: set[str] = set()
        for scene in self.scenes.all():
            if action and not self._is_about(scene, action):
                continue
            mark = (scene.get("action"), *self._mark(scene))
            if mark in seen:
                continue
            seen.add(mark)
            for situation in self._settled(scene, DEPTH):
                general = self._generalised(situation)
                if (text := repr(sorted(general.items()))) not in told:
                    told.add(text)
                    yield self._difference(general)

    def _is_about(self, scene: Situation, action: str) -> bool:
        return "action" in scene and self.vocabulary["action"].is_a(scene["action"], action)

    def _mark(self, situation: Situation) -> tuple[int, ...]:
        """What distinguishes two situations for the packs: which lines count and which could, in each."""
        judged = [pack.engine.judge(situation) for pack in (self.first, self.second)]
        return tuple(
            mask for judgement in judged for mask in (judgement.active, judgement.potential, judgement.in_place)
        )

    def _answers(self, situation: Situation) -> tuple[Answer, Answer]:
        return Answer.of(self.first.decide(situation)), Answer.of(self.second.decide(situation))

    def _differs(self, situation: Situation) -> bool:
        first, second = self._answers(situation)
        return not first.same_as(second)

    def _settled(self, situation: Situation, depth: int) -> Iterator[Situation]:
        """The situation itself if where and with whom are settled for both packs, else those into which it splits."""
        facet = self._open_facet(situation) if depth else None
        if facet is None:
            if self._differs(situation):
                yield situation
            return
        for value in self.scenes.values(facet):
            if facet not in situation or self.vocabulary[facet].is_a(value, situation[facet]):
                yield from self._settled({**situation, facet: value}, depth - 1)

    def _open_facet(self, situation: Situation) -> str | None:
        for pack in (self.first, self.second):
            for question in pack.decide(situation).questions:
                if question.facet in SETTLED_FIRST:
                    return question.facet
        return None

    def _generalised(self, situation: Situation) -> Situation:
        """The same difference with as few and as general words as can be."""
        for facet in [name for name in situation if name not in (COMPLETE, "action")]:
            for wider in self._wider(situation, facet):
                if self._is_as_good(wider, situation):
                    situation = wider
                    break
        return situation

    def _wider(self, situation: Situation, name: str) -> Iterator[Situation]:
        """The situation without a facet, or with a more general value of it, the most general first."""
        without = {key: value for key, value in situation.items() if key != name}
        yield without
        facet = self.vocabulary[name]
        if not facet.many:
            for ancestor in reversed(facet.values[situation[name]].ancestors):
                yield {**situation, name: ancestor}
        elif len(situation[name]) > 1:
            for word in situation[name]:
                yield {**without, name: [word]}

    def _is_as_good(self, wider: Situation, situation: Situation) -> bool:
        """Whether both packs answer the same, and nothing more could change their answers."""
        for pack in (self.first, self.second):
            before, after = pack.decide(situation), pack.decide(wider)
            if Answer.of(before) != Answer.of(after) or not set(after.possible) <= set(before.possible):
                return False
        return True

    def _difference(self, situation: Situation) -> Difference:
        first, second = self._answers(situation)
        return Difference(situation.get("action"), relate(first, second), situation, first, second)


def brought_together(differences: list[Difference]) -> list[Difference]:
    """Differences that say the same of several values of one facet, told once."""
    for facet in (CONTENT, "counterpart", "actor", "channel", "category", "account", "action"):
        groups: dict[Any, list[Difference]] = {}
        for difference in differences:
            groups.setdefault(_but_for(difference, facet), []).append(difference)
        differences = [_as_one(group, facet) for group in groups.values()]
    return differences


def _but_for(difference: Difference, facet: str) -> Any:
    """What a difference says, but for one facet; a difference that already stands for several is left alone."""
    if facet not in difference.situation or difference.also or _number(difference.situation[facet]) != 1:
        return id(difference)
    rest = repr(sorted((name, value) for name, value in difference.situation.items() if name != facet))
    answers = [(answer.verdict, answer.needs, answer.duties) for answer in (difference.first, difference.second)]
    return rest, *answers, difference.first.because, difference.second.because


def _number(value: object) -> int:
    return len(value) if isinstance(value, list) else 1


def _as_one(group: list[Difference], facet: str) -> Difference:
    first = group[0]
    if len(group) == 1:
        return first
    values = [difference.situation[facet] for difference in group[1:]]
    also = tuple((facet, value[0] if isinstance(value, list) else value) for value in values)
    return Difference(first.action, first.how, first.situation, first.first, first.second, tuple(dict.fromkeys(also)))
