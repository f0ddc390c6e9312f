"""On what grounds this school's policy decides about a new account: what its pack needs, asked of whoever applies.

Nothing here knows a school. The account that is wanted is put to the pack, and what the pack then needs or would like to know becomes the
questions of the form.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from gatepost.policy import Clause, Decision, Pack, Question
from gatepost.policy.pack import Item, Rule
from gatepost.policy.vocabulary import NOT
from gatepost.policy.wording import answer_words, question_sentence
from gatepost.rulings.cards import Card, card

from . import situations
from .models import Place
from .situations import BY_ANSWERS, OF_EACH_PERSON, TWO_PEOPLE

ASKED_OTHERWISE = ("circumstance", "approval", "content")  # facets that are no plain choice of one answer
THE_CASE = (
    "Make the case for the account: what it is for, and how it will be looked after."  # where a pack has no questions
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that the policy wants to know: `name` is its facet (and value), `answers` what can be said, with its words."""

    name: str
    words: str
    answers: tuple[tuple[str, str], ...]
    clauses: tuple[Clause, ...]


@dataclass(frozen=True)
class Grounds:
    """What a pack says to an account that somebody wants, before anything else is known."""

    pack: Pack
    situation: Mapping[str, Any]

    @cached_property
    def decision(self) -> Decision:
        return self.pack.decide(self.situation)

    @cached_property
    def card(self) -> Card:
        return card(self.pack, self.situation, self.decision)

    @property
    def forbidden(self) -> bool:
        return self.decision.verdict == "forbidden"

    @property
    def names_who_decides(self) -> bool:
        return any(need.facet == "approval" for need in self.decision.unmet)

    @cached_property
    def clauses(self) -> frozenset[str]:
        """The clauses that speak of such an account."""
        decision = self.decision
        asking = (clause for question in decision.questions for clause in question.clauses)
        advice = (advice.clause for advice in decision.advice)
        return frozenset({*decision.because, *asking, *advice, *(item.clause or "" for item in self.questions)})

    @cached_property
    def circumstances(self) -> Mapping[str, tuple[Clause, ...]]:
        """The circumstances that it needs or asks after, each with the clauses that do."""
        asked: dict[str, dict[str, None]] = {}
        for need in self.decision.unmet:
            for word in need.values if need.facet == "circumstance" else ():
                asked.setdefault(word.removeprefix(NOT), {})[need.clause] = None
        for question in self.decision.questions:
            for word in question.answers if question.facet == "circumstance" else ():
                value = word.removeprefix(NOT)
                naming = [id for id in question.clauses if _names(self.pack.clauses[id], value)]
                asked.setdefault(value, {}).update(dict.fromkeys(naming))
        return {value: tuple(self.pack.clauses[id] for id in ids) for value, ids in asked.items()}

    @property
    def two_people(self) -> tuple[Clause, ...]:
        """The clauses that want two people."""
        return self.circumstances.get(TWO_PEOPLE, ())

    @property
    def who_runs_it(self) -> str:
        """How to ask for the people, in the pack's own words where it has them."""
        clauses = {clause.id for clause in self.two_people}
        return next((item.says for item in self.pack.application if item.clause in clauses), "Who will run it?")

    @cached_property
    def questions(self) -> tuple[Item, ...]:
        """The pack's own questions, where it wants them answered. One that names people is answered by naming them."""
        wanting = [clause.id for value in BY_ANSWERS for clause in self.circumstances.get(value, ())]
        if not wanting:
            return ()
        named = {clause.id for clause in self.two_people}
        asked = tuple(item for item in self.pack.application if item.clause not in named)
        return asked or (Item(THE_CASE, wanting[0]),)

    @cached_property
    def of_each_person(self) -> tuple[Fact, ...]:
        """What is to be stated of everybody who will run it."""
        return tuple(self._fact(value) for value in OF_EACH_PERSON if value in self.circumstances)

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """What else it wants to know."""
        answered = {TWO_PEOPLE, *BY_ANSWERS, *OF_EACH_PERSON}
        plain = (self._fact(value) for value in self.circumstances if value not in answered)
        return (*plain, *self._choices())

    def _fact(self, value: str) -> Fact:
        words = question_sentence(
            self.pack.vocabulary, Question("circumstance", (value,), ()), {"action": self.situation["action"]}
        )
        return Fact(f"circumstance.{value}", words, (("yes", "Yes"), ("no", "No")), self.circumstances[value])

    def _choices(self) -> Iterator[Fact]:
        for question in self.decision.questions:
            if question.facet in ASKED_OTHERWISE or question.facet in self.situation:
                continue
            values = self.pack.vocabulary[
                question.facet
            ].values  # all of them: the answer may be one that changes nothing
            yield Fact(
                question.facet,
                question_sentence(self.pack.vocabulary, question, self.situation),
                tuple((value, answer_words(question.facet, value, self.situation)) for value in values),
                tuple(self.pack.clauses[id] for id in question.clauses),
            )


def grounds(pack: Pack, place: Place, actor: str) -> Grounds:
    """On what grounds a pack decides about such an account, wanted by such a person."""
    return Grounds(pack, situations.new_account(place, actor))


def _names(clause: Clause, value: str) -> bool:
    """Whether a clause's rules speak of a circumstance."""
    return any(value in word for rule in clause.rules for word in _circumstances(rule))


def _circumstances(rule: Rule) -> Iterator[tuple[str, ...]]:
    for condition in (*rule.when, *rule.unless, *([rule.needs] if rule.needs else [])):
        test = condition.test("circumstance")
        for group in test.groups if test else ():
            yield tuple(word.removeprefix(NOT) for word in group)
