"""Deciding, fast: per facet value one integer whose bits are the conditions that the value does not exclude.

Every rule (every alternative of its WHEN) is a line, and every line has a bit in several planes of one long integer: one for its WHEN, one
for what it needs (an obligation counts as a permission if this is an event: to the engine it needs one), one for the refusal of a consent
that it asks for, and one for each of its exceptions. For each facet there are two such integers a value: the conditions that the value
certainly meets and those that it may meet. AND them over all facets, cut the planes apart, and what holds, what is possible and what is
excluded lies before us for all rules at once (`judgement`). `plain` says the same slowly and obviously; a property test keeps the two
together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .columns import build_columns, union
from .decision import Decision
from .errors import SituationError
from .judgement import Judgement, bits
from .pack import Condition, Form, Rule, Test
from .situation import COMPLETE, read_situation
from .vocabulary import CONSENT, EVENT, REFUSED, Vocabulary

WHEN_PLANE, NEEDS_PLANE, REFUSAL_PLANE, FIRST_EXCEPTION_PLANE = range(4)
IS_EVENT = Condition((Test("action", ((EVENT,),)),))
IS_REFUSED = Condition((Test(CONSENT, ((REFUSED,),)),))
FEW = 8  # up to so many lines are looked up one by one, more by the byte
SPLITS_KEPT = 1000  # the sets of facets that are given recur; this many are remembered


@dataclass(frozen=True, slots=True)
class Line:
    """One alternative of a rule: a single WHEN with the rule's exceptions and effect."""

    rule: Rule
    when: Condition


class Engine:
    """The rules of one pack, ready to decide. Standing duties take no part in decisions.

    The attributes are masks over the lines (bit i for line i) unless they say otherwise; `Judgement` reads them.
    """

    def __init__(self, vocabulary: Vocabulary, rules: tuple[Rule, ...]) -> None:
        self.vocabulary = vocabulary
        self.lines = tuple(Line(rule, when) for rule in rules if rule.form is not Form.STANDING for when in rule.when)
        self.clause_of = tuple(line.rule.clause for line in self.lines)
        self.width = len(self.lines)
        self.all_lines = (1 << self.width) - 1
        self._build_masks()
        self._build_planes()
        self.defeats = self._defeats()
        self.acts = frozenset(name for name in vocabulary["action"].values if vocabulary.is_act(name))
        self._clauses_of_byte: dict[tuple[int, int], list[str]] = {}

    def _mask(self, *forms: Form, needing: bool | None = None) -> int:
        return union(
            1 << i
            for i, line in enumerate(self.lines)
            if line.rule.form in forms and needing in (None, line.rule.needs is not None)
        )

    def _build_masks(self) -> None:
        self.forbid = self._mask(Form.FORBID, needing=False)
        self.forbid_until = self._mask(Form.FORBID, needing=True)
        self.require = self._mask(Form.REQUIRE)
        self.advise_against = self._mask(Form.ADVISE_AGAINST)
        self.permit = self._mask(Form.PERMIT)
        self.permits_if_met = self.permit | self.forbid_until | self.require
        self.oblige = self._mask(Form.OBLIGE)
        self.advise = self._mask(Form.ADVISE)
        self.outside = self._mask(Form.OUTSIDE)
        self.even_outside = self.outside | union(1 << i for i, line in enumerate(self.lines) if line.rule.even_outside)
        self.require_consent = self.require & union(
            1 << i for i, line in enumerate(self.lines) if line.rule.needs and line.rule.needs.test(CONSENT)
        )

    def _build_planes(self) -> None:
        exceptions = max((len(line.rule.unless) for line in self.lines), default=0)
        conditions: dict[int, Condition] = {}
        for i, line in enumerate(self.lines):
            conditions[i] = line.when
            if line.rule.form is Form.OBLIGE:
                conditions[NEEDS_PLANE * self.width + i] = IS_EVENT
            elif line.rule.needs:
                conditions[NEEDS_PLANE * self.width + i] = line.rule.needs
            if self.require_consent >> i & 1:
                conditions[REFUSAL_PLANE * self.width + i] = IS_REFUSED
            for k, exception in enumerate(line.rule.unless):
                conditions[(FIRST_EXCEPTION_PLANE + k) * self.width + i] = exception
        self.needs_shift = NEEDS_PLANE * self.width
        self.refusal_shift = REFUSAL_PLANE * self.width
        self.exception_shifts = tuple((FIRST_EXCEPTION_PLANE + k) * self.width for k in range(exceptions))
        self.every_condition = union(1 << bit for bit in conditions)
        self.columns = build_columns(self.vocabulary, conditions)
        self.column_of = {column.name: column for column in self.columns}
        self._met_if_unknown = [column.unknown for column in self.columns]
        self._splits: dict[tuple[str, ...], tuple[tuple[int, ...], int]] = {}

    def _defeats(self) -> tuple[tuple[int, int], ...]:
        """(a permit's bit, the lines it defeats), in an order in which none comes before one that defeats it."""
        of_clause: dict[str, int] = {}
        for i, clause in enumerate(self.clause_of):
            of_clause[clause] = of_clause.get(clause, 0) | 1 << i
        left = {
            1 << i: union(of_clause.get(clause, 0) for clause in line.rule.despite)
            for i, line in enumerate(self.lines)
            if line.rule.despite
        }
        ordered: list[tuple[int, int]] = []
        while left:
            defeated = union(left.values())
            free = {bit: lines for bit, lines in left.items() if not bit & defeated}
            ordered += free.items()
            left = {bit: lines for bit, lines in left.items() if bit not in free}
        return tuple(ordered)

    def clauses(self, lines: int) -> tuple[str, ...]:
        """The clauses of some lines, each once, in the document's order."""
        clause_of = self.clause_of
        if lines.bit_count() <= FEW:
            names = [clause_of[line] for line in bits(lines)]
        else:
            names = []
            for place, byte in enumerate(lines.to_bytes(self.width // 8 + 1, "little")):
                if byte:
                    names += self._clauses_of(place, byte)
        return tuple(dict.fromkeys(names)) if len(names) > 1 else tuple(names)

    def _clauses_of(self, place: int, byte: int) -> list[str]:
        """The clauses of eight lines at once; which of them are set recurs."""
        names = self._clauses_of_byte.get((place, byte))
        if names is None:
            names = self._clauses_of_byte[place, byte] = [self.clause_of[8 * place + bit] for bit in bits(byte)]
        return names

    def decide(self, situation: Mapping[str, Any]) -> Decision:
        """Judge a situation: facet -> value, or a list of values for a facet that holds many.

        Raises:
            SituationError: an unknown facet or value, a list where one value belongs, or a contradiction.
        """
        return self.judge(situation).decision()

    def judge(self, situation: Mapping[str, Any]) -> Judgement:
        """What every line makes of a situation: for those who ask for less, or for other things, than a whole decision."""
        if not isinstance(situation.get(COMPLETE, ()), (list, tuple)):
            situation = {**situation, COMPLETE: sorted(read_situation(self.vocabulary, situation).complete)}
        try:
            certain, maybe, met = self._read(situation)
        except (KeyError, TypeError, SituationError):
            read_situation(self.vocabulary, situation)  # says what is wrong
            raise
        return Judgement(self, situation, certain, maybe, met)

    def _read(self, situation: Mapping[str, Any]) -> tuple[int, int, list[int]]:
        """The conditions that are certainly met, those that may be met, and per column those that it certainly meets."""
        given, unknown = self._split(situation)
        complete = situation.get(COMPLETE, ())
        certain, maybe = unknown, self.every_condition
        met = list(self._met_if_unknown)
        for place in given:
            column = self.columns[place]
            meets, may_meet = column.read(situation.get(column.name, ()), column.name in complete)
            certain &= meets
            maybe &= may_meet
            met[place] = meets
        return certain, maybe, met

    def _split(self, situation: Mapping[str, Any]) -> tuple[tuple[int, ...], int]:
        """The columns of which something is given, and the conditions that all the others certainly meet."""
        key = (*situation, *situation.get(COMPLETE, ())) if COMPLETE in situation else tuple(situation)
        split = self._splits.get(key)
        if split is None:
            read_situation(self.vocabulary, situation)  # knows every facet
            named = set(key)
            given = tuple(place for place, column in enumerate(self.columns) if column.name in named)
            unknown = self.every_condition
            for place, column in enumerate(self.columns):
                if place not in given:
                    unknown &= column.unknown
            if len(self._splits) > SPLITS_KEPT:
                self._splits.clear()
            split = self._splits[key] = (given, unknown)
        return split
