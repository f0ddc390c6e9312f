"""What two packs are compared by: the part of a decision that tells a person what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ..decision import STRENGTH, Decision

DutyKey = tuple[tuple[str, ...], str | None, tuple[str, ...], str]


class How(StrEnum):
    """How the first policy relates to the second."""

    STRICTER = "stricter"
    LOOSER = "looser"
    DIFFERENT = "different"  # incomparable: each asks for something that the other does not
    SPEAKS = "speaks"  # only one of them speaks; it expressly allows what the other leaves open


@dataclass(frozen=True, slots=True)
class Answer:
    """A decision without what is unknown; only whether it is settled is kept."""

    verdict: str
    because: tuple[str, ...]
    needs: frozenset[tuple[str, str]]
    duties: frozenset[DutyKey]
    settled: bool = True

    @classmethod
    def of(cls, decision: Decision) -> Answer:
        needs = frozenset((facet, value) for facet, values in decision.needs.items() for value in values)
        duties = frozenset((_all(duty.do), duty.by, _all(duty.to), duty.within) for duty in decision.duties)
        return cls(decision.verdict, decision.because, needs, duties, decision.settled)

    def same_as(self, other: Answer) -> bool:
        """Whether it tells a person the same, whichever clauses say so."""
        return (self.verdict, self.needs, self.duties) == (other.verdict, other.needs, other.duties)

    @property
    def strictness(self) -> int:
        """Silence leaves as free as a permission."""
        return max(STRENGTH[self.verdict], STRENGTH["permitted"])


def relate(first: Answer, second: Answer) -> How:
    """How two answers that are not the same relate."""
    if first.strictness != second.strictness:
        return How.STRICTER if first.strictness > second.strictness else How.LOOSER
    if (first.needs, first.duties) == (second.needs, second.duties):
        return How.SPEAKS
    if first.needs >= second.needs and first.duties >= second.duties:
        return How.STRICTER
    if first.needs <= second.needs and first.duties <= second.duties:
        return How.LOOSER
    return How.DIFFERENT


def _all(words: str | tuple[str, ...] | None) -> tuple[str, ...]:
    return () if words is None else (words,) if isinstance(words, str) else words
