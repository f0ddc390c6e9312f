"""What a check of the record found, in sentences."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gatepost.schools.models import School


class Kind(StrEnum):
    """What can be wrong with a record."""

    CHANGED = "changed"
    MOVED = "moved"
    MISSING = "missing"
    BROKEN = "broken"  # an entry does not follow the one before it
    UNKNOWN = "unknown"  # an entry that Gatepost did not write
    UNREADABLE = "unreadable"
    WORDS = "words"
    EVIDENCE = "evidence"
    GUARDS = "guards"


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, and at which entry."""

    kind: Kind
    number: int | None
    sentence: str


@dataclass(frozen=True)
class Report:
    """What a check of one school's record found."""

    school: School
    entries: int
    """How many were read."""
    problems: tuple[Problem, ...]

    @property
    def whole(self) -> bool:
        return not self.problems

    @property
    def can_go_on(self) -> bool:
        """Whether the next entry can be written: not while its number is taken by an entry that Gatepost did not write."""
        return not any(problem.kind is Kind.UNKNOWN for problem in self.problems)

    @property
    def answer(self) -> str:
        entries = f"{self.entries:,} {'entry' if self.entries == 1 else 'entries'}"
        if self.whole:
            return f"The record of {self.school.name} is whole: {entries}, each as it was written."
        found = "1 problem" if len(self.problems) == 1 else f"{len(self.problems):,} problems"
        return f"The record of {self.school.name} is not whole: {found} in {entries}."

    @property
    def sentences(self) -> list[str]:
        """The answer, and a sentence for each problem."""
        return [self.answer, *(problem.sentence for problem in self.problems)]
