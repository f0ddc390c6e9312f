"""From the conditions that a situation meets to the decision, for all rules at once. The masks are explained in `engine`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from .decision import VERDICTS, Advice, Decision, Duty, Need, Question
from .situation import COMPLETE

if TYPE_CHECKING:
    from .engine import Engine

SILENT, PERMITTED, DISCOURAGED, NEEDS, FORBIDDEN = range(5)
FROM_STRONGEST = (FORBIDDEN, NEEDS, DISCOURAGED, PERMITTED)


def bits(mask: int) -> list[int]:
    """The numbers of the bits that are set, from the lowest."""
    numbers = []
    while mask:
        low = mask & -mask
        numbers.append(low.bit_length() - 1)
        mask ^= low
    return numbers


class Judgement:
    """One situation before one engine. Masks are over lines unless they say otherwise."""

    __slots__ = (
        "active",
        "applies",
        "carrying",
        "certain",
        "complete",
        "could_carry",
        "defeated",
        "engine",
        "holds",
        "in_place",
        "lifted",
        "may_apply",
        "may_be_defeated",
        "may_be_in_place",
        "may_be_lifted",
        "may_be_out_of_scope",
        "may_hold",
        "maybe",
        "met",
        "out_of_scope",
        "potential",
        "situation",
        "strength",
        "surely_defeated",
    )

    def __init__(self, engine: Engine, situation: Mapping[str, Any], certain: int, maybe: int, met: list[int]) -> None:
        self.engine = engine
        self.situation = situation
        self.complete = situation.get(COMPLETE, ())
        self.certain = certain  # conditions
        self.maybe = maybe  # conditions
        self.met = met  # conditions, per column
        self._cut_planes()
        self._apply_scope()
        self._apply_defeats()
        self._weigh()

    def _cut_planes(self) -> None:
        engine, certain, maybe = self.engine, self.certain, self.maybe
        lines = engine.all_lines
        self.applies = certain & lines
        self.may_apply = maybe & lines
        self.in_place = certain >> engine.needs_shift & lines
        self.may_be_in_place = maybe >> engine.needs_shift & lines
        lifted = may_be_lifted = 0
        for shift in engine.exception_shifts:
            lifted |= certain >> shift
            may_be_lifted |= maybe >> shift
        self.lifted = lifted & lines
        self.may_be_lifted = may_be_lifted & lines

    def _apply_scope(self) -> None:
        """What holds and what still may, once exceptions and scope clauses have had their say."""
        engine = self.engine
        self.out_of_scope = self.applies & engine.outside
        self.may_be_out_of_scope = self.may_apply & engine.outside & ~self.applies
        in_scope = (engine.even_outside if self.out_of_scope else engine.all_lines) & ~self.lifted
        self.holds = self.applies & in_scope
        self.may_hold = self.may_apply & in_scope

    def _apply_defeats(self) -> None:
        """Permits defeat the clauses they name: for certain, by what is known so far, or perhaps."""
        self.defeated = self.surely_defeated = self.may_be_defeated = 0
        for permit, lines in self.engine.defeats:
            if not permit & self.may_hold:
                continue
            if permit & self.holds & ~self.defeated:
                self.defeated |= lines
            if permit & self.holds & ~self.may_be_lifted & ~self.may_be_defeated:
                # A permit that scope may yet switch off leaves standing what is even outside it.
                stays = self.may_be_out_of_scope and not permit & self.engine.even_outside
                self.surely_defeated |= lines & ~self.engine.even_outside if stays else lines
            if not permit & self.surely_defeated:
                self.may_be_defeated |= lines
        self.active = self.holds & ~self.defeated
        self.potential = self.may_hold & ~self.surely_defeated

    def _weigh(self) -> None:
        """Which lines carry, and which could carry, each strength of verdict."""
        engine, active, potential = self.engine, self.active, self.potential
        unmet = ~self.in_place
        refused = self.certain >> engine.refusal_shift & engine.all_lines
        refusable = self.maybe >> engine.refusal_shift & engine.all_lines
        in_place = (engine.forbid_until | engine.require | engine.oblige) & self.in_place
        needing = engine.forbid_until & self.may_be_in_place | engine.require & ~refused
        ruled_out = engine.forbid_until & ~self.may_be_in_place | refused
        self.carrying = (
            self.out_of_scope,
            active & (engine.permit | in_place),
            active & engine.advise_against,
            active & needing & unmet,
            active & (engine.forbid | ruled_out & unmet),
        )
        self.could_carry = (
            0,
            potential & (engine.permits_if_met | engine.oblige & self.may_be_in_place),
            potential & engine.advise_against,
            potential & (engine.forbid_until | engine.require) & unmet,
            potential & (engine.forbid | (engine.forbid_until | refusable) & unmet),
        )
        self.strength = _strongest(self.carrying, SILENT)

    # ------------------------------------------------------------------ what could change the verdict

    def _raising(self) -> int:
        """The lines that could make the verdict stronger."""
        lines = 0
        for carriers in self.could_carry[self.strength + 1 :]:
            lines |= carriers
        return lines

    def _lowering(self) -> int:
        """The lines that carry the verdict, if all of them may yet let go; none if one of them stands fast."""
        carriers = self.carrying[self.strength]
        loose = self.may_be_lifted | self.may_be_defeated
        if self.may_be_out_of_scope:
            loose |= ~self.engine.even_outside
        if self.strength == NEEDS:
            loose |= self.may_be_in_place
        return 0 if self.strength == SILENT or carriers & ~loose else carriers

    def _deciding_permits(self, lines: int) -> int:
        """The uncertain permits on which it turns whether some of these lines are defeated."""
        if not lines:
            return 0
        sure = self.holds & ~self.may_be_lifted & ~self.may_be_defeated
        permits = 0
        for permit, defeated in reversed(self.engine.defeats):
            if defeated & (lines | permits) and permit & self.may_hold & ~sure:
                permits |= permit
        return permits

    def _stakes(self, lowering: int, permits: int, scope: int) -> list[tuple[int, int]]:
        """(strength that is at stake, the unknown conditions on which it turns), the strongest first."""
        engine = self.engine
        unknown = self.maybe & ~self.certain
        stakes: list[tuple[int, int]] = []
        seen = 0
        for strength in range(FORBIDDEN, self.strength, -1):
            if lines := self.could_carry[strength] & ~seen:
                seen |= lines
                conditions = self._raising_conditions(lines, strength) & unknown
                if conditions:
                    stakes.append((strength, conditions))
        if lowering or permits or scope:
            conditions = permits | scope
            for shift in engine.exception_shifts:
                conditions |= (lowering | permits) << shift
            if self.strength == NEEDS:
                conditions |= lowering << engine.needs_shift
            if conditions & unknown:
                stakes.append((self.strength, conditions & unknown))
        return stakes

    def _raising_conditions(self, lines: int, strength: int) -> int:
        """On what it turns whether lines come to carry a strength: whether they apply and, once they do, what they need."""
        engine, applying = self.engine, lines & self.applies
        asks = engine.forbid_until | engine.oblige | (0 if strength == FORBIDDEN else engine.require)
        conditions = lines | (applying & asks) << engine.needs_shift
        if strength == FORBIDDEN:
            conditions |= (applying & engine.require) << engine.refusal_shift
        return conditions

    # ------------------------------------------------------------------ the answer

    def decision(self) -> Decision:
        engine, strength = self.engine, self.strength
        because = engine.clauses(self.carrying[strength])
        unmet = self._unmet() if strength == NEEDS else ()
        duties = self._duties() if self.active & engine.oblige else ()
        advice = self._advice() if self.active & engine.advise else ()
        possible: tuple[str, ...] = ()
        questions: tuple[Question, ...] = ()
        raising, lowering = self._raising(), self._lowering()
        if raising or lowering:
            permits = self._deciding_permits(raising & self.defeated | lowering)
            scope = self.may_be_out_of_scope if lowering or raising & self.defeated & engine.even_outside else 0
            could_change = engine.clauses(raising | permits | scope)
            possible = tuple([id for id in could_change if id not in because]) if because else could_change
            questions = self._questions(self._stakes(lowering, permits, scope))
        worst = _strongest(self.could_carry, strength) if raising else strength
        return Decision(
            VERDICTS[strength], because, _by_facet(unmet), unmet, duties, advice, possible, VERDICTS[worst], questions
        )

    def _duties(self) -> tuple[Duty, ...]:
        merged: dict[tuple[object, ...], Duty] = {}
        for line in bits(self.active & self.engine.oblige):
            duty = self._duty(line)
            key = (duty.do, duty.by, duty.to, duty.within)
            first = merged.setdefault(key, duty)
            if duty.clause not in (first.clause, *first.also):
                merged[key] = replace(first, also=(*first.also, duty.clause))
        return tuple(merged.values())

    def _duty(self, line: int) -> Duty:
        rule = self.engine.lines[line].rule
        words = rule.duty
        assert words is not None
        by = words.by or self.situation.get("actor")
        to = _one_or_all(words.to) if words.to else None
        once_done = self.situation.get("action") in self.engine.acts
        return Duty(_one_or_all(words.do), by, to, words.within, rule.clause, (), once_done)

    def _advice(self) -> tuple[Advice, ...]:
        rules = [(line, self.engine.lines[line].rule) for line in bits(self.active & self.engine.advise)]
        return tuple(
            dict.fromkeys([Advice(rule.clause, self._duty(line) if rule.duty else None) for line, rule in rules])
        )

    def _unmet(self) -> tuple[Need, ...]:
        found: dict[Need, None] = {}
        for line in bits(self.carrying[NEEDS]):
            rule = self.engine.lines[line].rule
            assert rule.needs is not None
            for test in rule.needs.tests:
                column = self.engine.column_of[test.facet]
                for group in test.groups:
                    if not column.is_met(group, self.situation.get(test.facet), test.facet in self.complete):
                        found[Need(test.facet, group, len(group) > 1, rule.clause)] = None
        return tuple(found)

    def _questions(self, stakes: list[tuple[int, int]]) -> tuple[Question, ...]:
        if not stakes:
            return ()
        everything = 0
        for _, conditions in stakes:
            everything |= conditions
        ranked: list[tuple[int, int, int, int]] = []
        for place, met in enumerate(self.met):
            if open_here := everything & ~met:
                strength, conditions = next(stake for stake in stakes if stake[1] & ~met)
                ranked.append((-strength, -(conditions & ~met).bit_count(), place, open_here))
        ranked.sort()
        return _one_a_facet([self._question(place, open_here) for *_, place, open_here in ranked])

    def _question(self, place: int, conditions: int) -> Question:
        column = self.engine.columns[place]
        words = column.open_words(self.situation.get(column.name), column.name in self.complete)
        answers = tuple([word for word in words if column.asking[word] & conditions])
        return Question(column.name, answers, self.engine.clauses(self._lines_of(conditions)))

    def _lines_of(self, conditions: int) -> int:
        """The lines to which conditions of any plane belong."""
        lines = 0
        while conditions:
            lines |= conditions & self.engine.all_lines
            conditions >>= self.engine.width
        return lines


def _strongest(lines: tuple[int, ...], least: int) -> int:
    """The strongest verdict for which there are lines, if it is stronger than the least."""
    for strength in FROM_STRONGEST:
        if strength > least and lines[strength]:
            return strength
    return least


def _by_facet(unmet: tuple[Need, ...]) -> dict[str, list[str]]:
    needs: dict[str, list[str]] = {}
    for need in unmet:
        listed = needs.setdefault(need.facet, [])
        listed += [value for value in need.values if value not in listed]
    return needs


def _one_a_facet(questions: list[Question]) -> tuple[Question, ...]:
    """A facet of which an `all` asks several groups has several columns, but is one question."""
    merged: dict[str, Question] = {}
    for question in questions:
        first = merged.get(question.facet)
        if first is not None:
            answers = tuple(dict.fromkeys(first.answers + question.answers))
            clauses = tuple(dict.fromkeys(first.clauses + question.clauses))
            question = Question(question.facet, answers, clauses)
        merged[question.facet] = question
    return tuple(merged.values())


def _one_or_all(words: tuple[str, ...]) -> str | tuple[str, ...]:
    return words[0] if len(words) == 1 else words
