"""The interview: what to ask a person so that a policy can answer, and what their answers mean.

There is no screen in it: the command and web pages share it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from .decision import Decision, Question
from .pack import Pack
from .vocabulary import NOT, Facet
from .wording import answer_words, question_sentence, why_sentences
from .wording.words import bare, groups, phrase

FIRST = ("action", "actor", "account")  # who does what, and where: easily said, and it settles much of the rest
DONE = ("permitted", "silent")  # verdicts that nothing further would improve, once they are settled
WHOLE = ("actor", "consent")  # a person knows who they are and whether somebody has agreed: every answer is offered
MANY = 8  # more answers than these stand under headings


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer that can be given, with the words under which it is offered."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to a person.

    `answers` are those that matter, `others` the rest, for "something else"; `groups` are the answers under headings, where there are
    many (an action, and what a post holds). `several`: any number of the answers may be so, or none.
    """

    facet: str
    words: str
    why: tuple[str, ...]
    answers: tuple[Answer, ...]
    others: tuple[Answer, ...] = ()
    groups: tuple[tuple[str, tuple[Answer, ...]], ...] = ()
    several: bool = False

    @property
    def yes_or_no(self) -> bool:
        """Whether it is a plain question about the only answer."""
        return self.several and len(self.answers) == 1


@dataclass(frozen=True)
class Interview:
    """How far the questions have got: what is known, and what the person could not say. Answering gives the next one."""

    pack: Pack
    situation: Mapping[str, Any] = field(default_factory=dict)
    skipped: frozenset[str] = frozenset()

    @cached_property
    def decision(self) -> Decision:
        """The answer, as far as things are known."""
        return self.pack.decide(self.situation)

    @cached_property
    def question(self) -> Asked | None:
        """What to ask next, or None when nothing more can change the answer."""
        chosen = self._next()
        return self._asked(chosen) if chosen else None

    def _next(self) -> Question | None:
        decision = self.decision
        if decision.settled and decision.verdict in DONE:
            return None
        open_ = {question.facet: question for question in decision.questions if question.facet not in self.skipped}
        for facet in FIRST:
            if facet in open_ and facet not in self.situation:
                return open_[facet]
        return next(iter(sorted(open_.values(), key=self._comes_late)), None)

    def _comes_late(self, question: Question) -> bool:
        """What something holds is asked last where the action is not about anything written or shown."""
        action = self.situation.get("action")
        return question.facet == "content" and not (action and phrase("action", action, "it"))

    # ------------------------------------------------------------------ putting a question

    def _asked(self, question: Question) -> Asked:
        facet = self.pack.vocabulary[question.facet]
        values = self._shown(facet, question.answers)
        question = question._replace(answers=tuple(values))
        asked = Asked(
            facet=facet.name,
            words=question_sentence(self.pack.vocabulary, question, self.situation),
            why=tuple(why_sentences(self.pack, question)),
            answers=self._answers(facet, values),
            several=facet.many,
        )
        if facet.name == "action":
            return replace(asked, groups=self._groups(facet, self._others(facet, ())))
        if facet.many:
            return self._under_headings(asked, facet, values) if len(values) > MANY else asked
        if facet.name in WHOLE:
            return replace(asked, answers=self._answers(facet, self._concrete_first(facet)))
        return replace(asked, others=self._answers(facet, self._others(facet, values)))

    def _under_headings(self, asked: Asked, facet: Facet, values: Sequence[str]) -> Asked:
        """The same answers under headings, where the words have headings for them."""
        under = self._groups(facet, values)
        answers = tuple(answer for _, listed in under for answer in listed)
        return replace(asked, groups=under, answers=answers) if len(answers) == len(values) else asked

    def _concrete_first(self, facet: Facet) -> list[str]:
        """All values that are open: the posts that people hold before the classes that take them in."""
        return sorted(self._others(facet, ()), key=lambda name: len(facet.values[name].children) > 1)

    def _shown(self, facet: Facet, answers: Sequence[str]) -> list[str]:
        """The values that are worth offering: of content only the widest, as its kinds are asked about when they matter."""
        names = list(dict.fromkeys(bare(facet.name, word) for word in answers)) if facet.many else list(answers)
        if facet.name != "content":
            return names
        return [name for name in names if not set(names).intersection(facet.values[name].ancestors)]

    def _others(self, facet: Facet, listed: Iterable[str]) -> list[str]:
        """The values that no listed answer takes in; kinds of what is given, where something is."""
        given = self.situation.get(facet.name)
        within = facet.values[given].descendants if given else facet.values.keys()
        return [name for name in facet.values if name in within and not facet.covers(listed, name)]

    def _answers(self, facet: Facet, values: Iterable[str]) -> tuple[Answer, ...]:
        return tuple(Answer(value, answer_words(facet.name, value, self.situation)) for value in values)

    def _groups(self, facet: Facet, offered: Sequence[str]) -> tuple[tuple[str, tuple[Answer, ...]], ...]:
        under = ((heading, [value for value in values if value in offered]) for heading, values in groups(facet.name))
        return tuple((heading, self._answers(facet, values)) for heading, values in under if values)

    # ------------------------------------------------------------------ taking an answer

    def answer(self, asked: Asked, values: Sequence[str]) -> Interview:
        """The interview after an answer: one value, or for several the values that are so, none of them included.

        Of several, what was offered and not chosen is known not to be so.
        """
        if not asked.several:
            return replace(self, situation={**self.situation, asked.facet: values[0]})
        said = [*_listed(self.situation.get(asked.facet)), *values, *self._denied(asked, values)]
        return replace(self, situation={**self.situation, asked.facet: list(dict.fromkeys(said))})

    def _denied(self, asked: Asked, values: Sequence[str]) -> list[str]:
        facet = self.pack.vocabulary[asked.facet]
        so = {name for value in values for name in (value, *facet.values[value].ancestors)}
        return [NOT + answer.value for answer in asked.answers if answer.value not in so]

    def skip(self, asked: Asked) -> Interview:
        """The interview after "I don't know": the question is not put again."""
        return replace(self, skipped=self.skipped | {asked.facet})


def _listed(value: Any) -> list[str]:
    if value is None:
        return []
    return [value] if isinstance(value, str) else list(value)
