"""What the analysis of a pack reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from ..engine import Engine, Line
from ..pack import Pack
from ..relations import Situation
from ..vocabulary import Vocabulary


class Kind(StrEnum):
    """The kinds of finding, the gravest first. Only a collision must be settled in the pack; the others are for its author to weigh."""

    COLLISION = "collision"
    VACUOUS = "vacuous"
    OVERRIDDEN = "overridden"
    SHADOWED = "shadowed"
    UNREACHABLE = "unreachable exception"
    UNFITTING = "unfitting exception"
    REDUNDANT = "redundant"
    OVERLAP = "overlap"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that the author of a pack should know, the clauses it is about, and a situation in which it shows."""

    kind: Kind
    clauses: tuple[str, ...]
    message: str
    witness: Situation | None = field(default=None, hash=False)

    def as_dict(self) -> dict[str, Any]:
        return {
            "kind": self.kind.value,
            "clauses": list(self.clauses),
            "message": self.message,
            "witness": self.witness,
        }


@dataclass(frozen=True, slots=True)
class Subject:
    """The pack under analysis, as its checks see it."""

    pack: Pack
    vocabulary: Vocabulary
    engine: Engine
    lines: tuple[Line, ...]

    def is_active(self, line: int, situation: Situation) -> bool:
        """Whether a line counts in a situation: it holds and nothing defeats it."""
        return bool(self.engine.judge(situation).active >> line & 1)

    def holds(self, line: int, situation: Situation) -> bool:
        """Whether a line holds in a situation, defeated or not."""
        return bool(self.engine.judge(situation).holds >> line & 1)


Check = Callable[[Subject], Iterator[Finding]]
