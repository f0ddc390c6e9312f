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
            "first": _document(self.first),
            "second": _document(self.second),
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
    # Which pack is named first must not matter to what is found.
    turned = (first.name, first.file, first.version or "") > (second.name, second.file, second.version or "")
    found = _differences(second, first, action) if turned else _differences(first, second, action)
    if turned:
        found = [difference.mirrored() for difference in found]
    hows = list(How)
    found.sort(key=lambda difference: (_place(actions, difference.action), hows.index(difference.how)))
    return Comparison(first, second, tuple(found))


def _differences(first: Pack, second: Pack, action: str | None) -> list[Difference]:
    differ = Differ(first, second, Scenes(first.vocabulary, first.engine, second.engine), action)
    return brought_together(unexplained(first.vocabulary, differ.differences()))


def _document(pack: Pack) -> dict[str, Any]:
    return {"pack": pack.name, "organisation": pack.organisation, "version": pack.version, "file": pack.file}


def _place(actions: list[str], action: str | None) -> int:
    return actions.index(action) if action else len(actions)


__all__ = ["Answer", "Comparison", "Difference", "How", "compare"]
