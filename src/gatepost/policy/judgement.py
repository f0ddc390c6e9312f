"""From the conditions that a situation meets to the decision, for all rules at once. The masks are explained in `engine`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from .decision import VERDICTS, Advice, Decision, Duty, Need, Question
from .situation import COMPLETE
from .vocabulary import CONSENT, REFUSED

if TYPE_CHECKING:
    from .engine import Engine

SILENT, PERMITTED, DISCOURAGED, NEEDS, FORBIDDEN = range(5)


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
        self.lifted = self.may_be_lifted = 0
        for shift in engine.exception_shifts:
            self.lifted |= certain >> shift & lines
            self.may_be_lifted |= maybe >> shift & lines

    def _apply_scope(self) -> None:
        """What holds and what still may, once exceptions and scope clauses have had their say."""
        engine = self.engine
        self.out_of_scope = self.applies & engine.outside
        self.may_be_out_of_scope = self.may_apply & engine.outside & ~self.applies
        in_scope = ~self.lifted & (engine.even_outside if self.out_of_scope else engine.all_lines)
        self.holds = self.applies & in_scope
        self.may_hold = self.may_apply & in_scope

    def _apply_defeats(self) -> None:
        """Permits defeat the clauses they name: for certain, by what is known so far, or perhaps."""
        self.defeated = self.surely_defeated = self.may_be_defeated = 0
        for permit, lines in self.engine.defeats:
            if permit & self.holds & ~self.defeated:
                self.defeated |= lines
            if permit & self.holds & ~self.may_be_lifted & ~self.may_be_defeated:
                # A permit that scope may yet switch off leaves standing what is even outside it.
                stays = self.may_be_out_of_scope and not permit & self.engine.even_outside
                self.surely_defeated |= lines & ~self.engine.even_outside if stays else lines
            if permit & self.may_hold & ~self.surely_defeated:
                self.may_be_defeated |= lines
        self.active = self.holds & ~self.defeated
        self.potential = self.may_hold & ~self.surely_defeated

    def _weigh(self) -> None:
        """Which lines carry, and which could carry, each strength of verdict."""
        engine, active, potential = self.engine, self.active, self.potential
        unmet = ~self.in_place
        consent = self.situation.get(CONSENT)
        action = self.situation.get("action")
        is_event = action in engine.events
        may_be_event = is_event or action is None or action in engine.may_be_event
        refused = engine.require_consent if consent == REFUSED else 0
        refusable = engine.require_consent if consent in (None, REFUSED) else 0
        needing = engine.forbid_until & self.may_be_in_place | engine.require & ~refused
        self.carrying = (
            self.out_of_scope,
            active
            & (
                engine.permit
                | (engine.forbid_until | engine.require) & self.in_place
                | (engine.oblige if is_event else 0)
            ),
            active & engine.advise_against,
            active & needing & unmet,
            active & (engine.forbid | engine.forbid_until & ~self.may_be_in_place | refused & unmet),
        )
        self.could_carry = (
            0,
            potential & (engine.permit | engine.forbid_until | engine.require | (engine.oblige if may_be_event else 0)),
            potential & engine.advise_against,
            potential & (engine.forbid_until | engine.require) & unmet,
            potential & (engine.forbid | (engine.forbid_until | refusable) & unmet),
        )
        self.strength = _strongest(self.carrying, SILENT)
        self.worst = _strongest(self.could_carry, self.strength)
        self.is_event = is_event

    # ------------------------------------------------------------------ what could change the verdict

    def _raising(self) -> int:
        """The lines that could make the verdict stronger."""
        lines = 0
        for strength in range(self.strength + 1, FORBIDDEN + 1):
            lines |= self.could_carry[strength]
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
        sure = self.holds & ~self.may_be_lifted & ~self.may_be_defeated
        permits = 0
        for permit, defeated in reversed(self.engine.defeats):
            if defeated & (lines | permits) and permit & self.may_hold & ~sure:
                permits |= permit
        return permits

    def _exceptions_of(self, lines: int) -> int:
        """The conditions of these lines' exceptions."""
        conditions = 0
        if lines:
            for shift in self.engine.exception_shifts:
                conditions |= lines << shift
        return conditions

    def _stakes(self, lowering: int, permits: int, scope: int) -> list[tuple[int, int]]:
        """(strength that is at stake, the unknown conditions on which it turns), the strongest first."""
        needs_shift = self.engine.needs_shift
        unknown = self.maybe & ~self.certain
        open_needs = self.applies & self.may_be_in_place & ~self.in_place
        stakes: list[tuple[int, int]] = []
        seen = 0
        for strength in range(FORBIDDEN, self.strength, -1):
            if lines := self.could_carry[strength] & ~seen:
                seen |= lines
                stakes.append((strength, (lines | (lines & open_needs) << needs_shift) & unknown))
        at_stake = self._exceptions_of(lowering | permits) | permits | scope
        if self.strength == NEEDS:
            at_stake |= lowering << needs_shift
        stakes.append((self.strength, at_stake & unknown))
        return stakes

    # ------------------------------------------------------------------ the answer

    def decision(self) -> Decision:
        raising, lowering = self._raising(), self._lowering()
        permits = self._deciding_permits(raising & self.defeated | lowering)
        scope = self.may_be_out_of_scope if lowering or raising & self.defeated & self.engine.even_outside else 0
        because = self._clauses(self.carrying[self.strength])
        unmet = self._unmet() if self.strength == NEEDS else ()
        return Decision(
            verdict=VERDICTS[self.strength],
            because=because,
            needs=_by_facet(unmet),
            unmet=unmet,
            duties=self._duties(),
            advice=self._advice(),
            possible=tuple(id for id in self._clauses(raising | permits | scope) if id not in because),
            worst=VERDICTS[self.worst],
            questions=self._questions(self._stakes(lowering, permits, scope)),
        )

    def _clauses(self, lines: int) -> tuple[str, ...]:
        clause_of = self.engine.clause_of
        return tuple(dict.fromkeys([clause_of[i] for i in bits(lines)]))

    def _duties(self) -> tuple[Duty, ...]:
        merged: dict[tuple[object, ...], Duty] = {}
        for i in bits(self.active & self.engine.oblige):
            duty = self._duty(i)
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
        return Duty(
            _one_or_all(words.do),
            by,
            _one_or_all(words.to) if words.to else None,
            words.within,
            rule.clause,
            (),
            not self.is_event,
        )

    def _advice(self) -> tuple[Advice, ...]:
        advising = self.active & self.engine.advise
        lines = self.engine.lines
        found = [Advice(lines[i].rule.clause, self._duty(i) if lines[i].rule.duty else None) for i in bits(advising)]
        return tuple(dict.fromkeys(found))

    def _unmet(self) -> tuple[Need, ...]:
        found: dict[Need, None] = {}
        for i in bits(self.carrying[NEEDS]):
            rule = self.engine.lines[i].rule
            assert rule.needs is not None
            for test in rule.needs.tests:
                column = self.engine.column_of[test.facet]
                for group in test.groups:
                    if not column.is_met(group, self.situation.get(test.facet), test.facet in self.complete):
                        found[Need(test.facet, group, len(group) > 1, rule.clause)] = None
        return tuple(found)

    def _questions(self, stakes: list[tuple[int, int]]) -> tuple[Question, ...]:
        everything = 0
        for _, conditions in stakes:
            everything |= conditions
        if not everything:
            return ()
        ranked: list[tuple[int, int, int, Question]] = []
        for place, met in enumerate(self.met):
            if open_here := everything & ~met:
                strength, conditions = next(stake for stake in stakes if stake[1] & ~met)
                weight = (conditions & ~met).bit_count()
                ranked.append((-strength, -weight, place, self._question(place, open_here)))
        ranked.sort()
        return _one_a_facet([question for *_, question in ranked])

    def _question(self, place: int, conditions: int) -> Question:
        column = self.engine.columns[place]
        words = column.open_words(self.situation.get(column.name), column.name in self.complete)
        answers = tuple([word for word in words if column.asking[word] & conditions])
        return Question(column.name, answers, self._clauses(self._lines_of(conditions)))

    def _lines_of(self, conditions: int) -> int:
        """The lines to which conditions of any plane belong."""
        lines = 0
        while conditions:
            lines |= conditions & self.engine.all_lines
            conditions >>= self.engine.width
        return lines


def _strongest(lines: tuple[int, ...], least: int) -> int:
    """The strongest verdict for which there are lines, if it is stronger than the least."""
    for strength in range(FORBIDDEN, least, -1):
        if lines[strength]:
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
        if first is None:
            merged[question.facet] = question
        else:
            answers = tuple(dict.fromkeys(first.answers + question.answers))
            clauses = tuple(dict.fromkeys(first.clauses + question.clauses))
            merged[question.facet] = Question(question.facet, answers, clauses)
    return tuple(merged.values())


def _one_or_all(words: tuple[str, ...]) -> str | tuple[str, ...]:
    return words[0] if len(words) == 1 else words
