"""The answer that a pack gives to a situation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

VERDICTS = ("silent", "permitted", "discouraged", "needs", "forbidden")  # from the weakest to the strongest
STRENGTH = {verdict: strength for strength, verdict in enumerate(VERDICTS)}


@dataclass(frozen=True, slots=True)
class Duty:
    """What somebody is obliged to do. A tuple in `do` or `to` means that any one of them is enough.

    `by` is None where it is the actor's and the situation does not say who that is; `within` is `none` where the clause gives no time.
    """

    do: str | tuple[str, ...]
    by: str | None
    to: str | tuple[str, ...] | None
    within: str
    clause: str
    also: tuple[str, ...] = ()  # further clauses that oblige to the same
    once_done: bool = False  # on an act: falls due once the act is done

    def as_dict(self) -> dict[str, Any]:
        return {
            "do": _plain(self.do),
            "by": self.by,
            "to": _plain(self.to),
            "within": self.within,
            "clause": self.clause,
            "also": list(self.also),
            "once_done": self.once_done,
        }


@dataclass(frozen=True, slots=True)
class Advice:
    """A clause that advises here, and what it advises to do where it names that."""

    clause: str
    duty: Duty | None = None

    def as_dict(self) -> dict[str, Any]:
        return {"clause": self.clause, "duty": self.duty.as_dict() if self.duty else None}


@dataclass(frozen=True, slots=True)
class Need:
    """What one clause asks to be in place and is not yet. `any_of`: one of the values is enough."""

    facet: str
    values: tuple[str, ...]
    any_of: bool
    clause: str

    def as_dict(self) -> dict[str, Any]:
        return {"facet": self.facet, "values": list(self.values), "any_of": self.any_of, "clause": self.clause}


class Question(NamedTuple):
    """An unknown facet whose answer could change the verdict, the answers that matter, and the clauses that ask."""

    facet: str
    answers: tuple[str, ...]
    clauses: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        return {"facet": self.facet, "answers": list(self.answers), "clauses": list(self.clauses)}


class Decision(NamedTuple):
    """A verdict, and everything that it rests on and leads to. Clauses stand in the document's order."""

    verdict: str
    because: tuple[str, ...]
    needs: dict[str, list[str]]
    unmet: tuple[Need, ...]  # `needs` in detail: which clause asks for what
    duties: tuple[Duty, ...]
    advice: tuple[Advice, ...]
    possible: tuple[str, ...]
    worst: str
    questions: tuple[Question, ...]

    @property
    def settled(self) -> bool:
        """Whether nothing that is unknown could make the verdict stronger."""
        return self.worst == self.verdict

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON."""
        return {
            "verdict": self.verdict,
            "because": list(self.because),
            "needs": self.needs,
            "unmet": [need.as_dict() for need in self.unmet],
            "duties": [duty.as_dict() for duty in self.duties],
            "advice": [advice.as_dict() for advice in self.advice],
            "possible": list(self.possible),
            "worst": self.worst,
            "settled": self.settled,
            "questions": [question.as_dict() for question in self.questions],
        }


def _plain(words: str | tuple[str, ...] | None) -> str | list[str] | None:
    return list(words) if isinstance(words, tuple) else words
