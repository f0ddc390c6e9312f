"""Comparing two packs, or two versions of one: on which situations do they answer differently, and which of them is stricter?

The situations are all those in which a rule of either pack just applies, alone or together with a rule of the other; each difference is
then made as general as the packs' answers allow, so that what is told is the rule and not the example.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..errors import SituationError, did_you_mean
from ..pack import Pack
from .answers import Answer, How
from .differences import Differ, Difference, brought_together, unexplained
from .scenes import Scenes


@dataclass(frozen=True, slots=True)
class Comparison:
    """Where two packs differ, in the order of the vocabulary's actions."""

    first: Pack
    second: Pack
    differences: tuple[Difference, ...]

    def of(self, how: How) -> tuple[Difference, ...]:
        return tuple(difference for difference in self.differences if difference.how is how)

    def as_dict(self) -> dict[str, Any]:
        return {
            "first": self.first.name,
            "second": self.second.name,
            "counts": {how.value: len(self.of(how)) for how in How},
            "differences": [difference.as_dict() for difference in self.differences],
        }


def compare(first: Pack, second: Pack, action: str | None = None) -> Comparison:
    """Compare two packs, on everything or on one action and its kinds.

    Raises:
        SituationError: there is no such action.
    """
    actions = list(first.vocabulary["action"].values)
    if action is not None and action not in actions:
        raise SituationError(f"unknown action '{action}'. {did_you_mean(action, actions)}".strip())
    differ = Differ(first, second, Scenes(first.vocabulary, first.engine, second.engine))
    found = brought_together(unexplained(first.vocabulary, differ.differences(action)))
    hows = list(How)
    found.sort(key=lambda difference: (_place(actions, difference.action), hows.index(difference.how)))
    return Comparison(first, second, tuple(found))


def _place(actions: list[str], action: str | None) -> int:
    return actions.index(action) if action else len(actions)


__all__ = ["Answer", "Comparison", "Difference", "How", "compare"]
