"""The verdict card: an answer of the policy in words, ready to be drawn.

Ask, the register and the record all show an answer with it, by `{% include "components/verdict_card.html" with card=card %}`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gatepost.policy import Decision, Pack
from gatepost.policy.decision import Duty, Question
from gatepost.policy.wording import (
    answer_words,
    duty_words,
    mark,
    more_may_follow,
    need_sentence,
    question_sentence,
    situation_sentence,
    verdict_line,
    why_sentences,
)
from gatepost.policy.wording.grammar import sentence
from gatepost.policy.wording.words import phrase

NAMES = {
    "forbidden": "Forbidden",
    "needs": "Needed first",
    "discouraged": "Discouraged",
    "permitted": "Permitted",
    "silent": "Silent",
    "to_do": "To do",
    "so_far_permitted": "So far permitted",
    "so_far_silent": "So far silent",
}


@dataclass(frozen=True, slots=True)
class CardClause:
    """A clause: its `id`, the `heading` it stands under, and what it `says` in our words."""

    id: str
    heading: str
    says: str


@dataclass(frozen=True, slots=True)
class CardNeed:
    """Something that must be in place first: a sentence, and the clauses that ask for it."""

    words: str
    clauses: tuple[CardClause, ...]


@dataclass(frozen=True, slots=True)
class CardDuty:
    """What follows for somebody.

    `who` starts a line ("The headteacher"), `words` goes on after a colon ("report it to ... immediately", no full stop). `do` and `by` are
    the values of the vocabulary, for a button.
    """

    who: str
    words: str
    do: tuple[str, ...]
    by: str | None
    clauses: tuple[CardClause, ...]


@dataclass(frozen=True, slots=True)
class CardAnswer:
    """One answer to the next question: the `value` to add to the situation, and its `words`."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class CardQuestion:
    """The one question that matters most: for which `facet`, its `words`, the `answers`, and `why`, a sentence a line."""

    facet: str
    words: str
    answers: tuple[CardAnswer, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """An answer, from the top of the card to its foot. Whatever is empty is not drawn.

    `verdict` is the policy's. `mark` gives the card its shape and colour, and `name` is its word: forbidden, needs, discouraged, permitted,
    silent; to_do (an event that calls for action); so_far_permitted, so_far_silent (the answer can still change).
    """

    verdict: str
    mark: str
    name: str
    answer: str
    situation: str
    policy: str
    clauses: tuple[CardClause, ...]
    needs: tuple[CardNeed, ...]
    duties: tuple[CardDuty, ...]
    once_done: bool
    """Whether the duties fall due only once the act is done."""
    more: str
    """What may follow yet, in a sentence."""
    advice: tuple[CardClause, ...]
    question: CardQuestion | None
    questions_left: int
    """How many further questions could change the answer."""


def card(pack: Pack, situation: Mapping[str, Any], decision: Decision) -> Card:
    """The card of a decision that this pack gave to this situation."""
    sign = mark(pack.vocabulary, decision, situation)
    return Card(
        verdict=decision.verdict,
        mark=sign,
        name=NAMES[sign],
        answer=verdict_line(pack.vocabulary, decision, situation),
        situation=situation_sentence(pack.vocabulary, situation),
        policy=f"{pack.organisation}, {pack.title}",
        clauses=clauses_of(pack, decision.because),
        needs=tuple(_needs(pack, situation, decision)),
        duties=tuple(_duty(pack, duty) for duty in decision.duties),
        once_done=any(duty.once_done for duty in decision.duties),
        more=more_may_follow(pack, situation) if decision.duties or decision.settled else "",
        advice=clauses_of(pack, dict.fromkeys(advice.clause for advice in decision.advice)),
        question=_question(pack, situation, decision.questions[0]) if decision.questions else None,
        questions_left=max(len(decision.questions) - 1, 0),
    )


def clauses_of(pack: Pack, ids: Iterable[str]) -> tuple[CardClause, ...]:
    """Clauses of a pack by their ids."""
    return tuple(CardClause(id, pack.clauses[id].heading, pack.clauses[id].says) for id in ids)


def _needs(pack: Pack, situation: Mapping[str, Any], decision: Decision) -> Iterator[CardNeed]:
    """Each thing that is needed once, with every clause that asks for it."""
    asked: dict[str, dict[str, None]] = {}
    for need in decision.unmet:
        asked.setdefault(need_sentence(need, situation), {})[need.clause] = None
    return (CardNeed(words, clauses_of(pack, ids)) for words, ids in asked.items())


def _duty(pack: Pack, duty: Duty) -> CardDuty:
    return CardDuty(
        who=sentence(phrase("actor", duty.by)).rstrip(".") if duty.by else "Whoever it concerns",
        words=duty_words(duty),
        do=(duty.do,) if isinstance(duty.do, str) else duty.do,
        by=duty.by,
        clauses=clauses_of(pack, (duty.clause, *duty.also)),
    )


def _question(pack: Pack, situation: Mapping[str, Any], question: Question) -> CardQuestion:
    return CardQuestion(
        facet=question.facet,
        words=question_sentence(pack.vocabulary, question, situation),
        answers=tuple(
            CardAnswer(answer, answer_words(question.facet, answer, situation)) for answer in question.answers
        ),
        why=tuple(why_sentences(pack, question, most=1)),
    )


__all__ = ["NAMES", "Card", "CardAnswer", "CardClause", "CardDuty", "CardNeed", "CardQuestion", "card", "clauses_of"]
