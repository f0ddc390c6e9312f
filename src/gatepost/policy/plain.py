"""Deciding, plainly: the semantics of docs/policy-language.md written down rule by rule, with no thought of speed.

Nothing uses this at run time. It is the oracle that the engine is tested against: each sentence of the semantics is one small method here.
Truths are True, False, or None for unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .decision import STRENGTH, Advice, Decision, Duty, Need, Question
from .pack import Condition, Form, Rule, Test
from .situation import read_situation
from .vocabulary import CONSENT, EVENT, REFUSED, Facet, Vocabulary

Truth = bool | None


def all_of(truths: Iterable[Truth]) -> Truth:
    """True if all are, False if one is not, else unknown."""
    listed = list(truths)
    return False if False in listed else None if None in listed else True


def any_of(truths: Iterable[Truth]) -> Truth:
    """True if one is, False if none is, else unknown."""
    listed = list(truths)
    return True if True in listed else None if None in listed else False


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A rule with one of the alternatives of its WHEN: a list of WHENs is the same rule written once for each."""

    rule: Rule
    when: Condition
    place: int


def decide(vocabulary: Vocabulary, rules: Iterable[Rule], data: Mapping[str, Any]) -> Decision:
    """The decision of some rules on a situation."""
    return _Plain(vocabulary, tuple(rules), data).decision()


class _Plain:
    def __init__(self, vocabulary: Vocabulary, rules: tuple[Rule, ...], data: Mapping[str, Any]) -> None:
        self.vocabulary = vocabulary
        self.situation = read_situation(vocabulary, data)
        pairs = [(rule, when) for rule in rules if rule.form is not Form.STANDING for when in rule.when]
        self.cases = [Case(rule, when, place) for place, (rule, when) in enumerate(pairs)]

    # ------------------------------------------------------------------ what is true of one facet

    def word(self, facet: Facet, word: str) -> Truth:
        """Whether one word is so of a facet that holds many."""
        name, positive = facet.words[word]
        given, denied = self.situation.given.get(facet.name, ()), self.situation.denied.get(facet.name, ())
        truth: Truth = None
        if any(facet.is_a(other, name) for other in given):
            truth = True
        elif any(facet.is_a(name, other) for other in denied):
            truth = False
        elif facet.name in self.situation.complete and not any(facet.is_a(name, other) for other in given):
            truth = None if any(name in facet.values[other].descendants for other in given) else False
        return truth if positive or truth is None else not truth

    def group(self, facet: Facet, group: tuple[str, ...]) -> Truth:
        """Whether one of a list of values is so. A list that takes in every kind of a given value, or every value of a facet, is."""
        if facet.many:
            given = self.situation.given.get(facet.name, ())
            listed = {word for word in group if facet.words[word][1]}
            if any(self.taken_in(facet, other, listed) for other in given):
                return True
            return any_of(self.word(facet, word) for word in group)
        value = self.situation.one.get(facet.name)
        if value is None:
            whole = len(facet.roots) > 1 and all(self.taken_in(facet, root, set(group)) for root in facet.roots)
            return True if whole else None
        if self.taken_in(facet, value, set(group)):
            return True
        return None if any(facet.is_a(name, value) for name in group) else False

    def taken_in(self, facet: Facet, name: str, listed: set[str]) -> bool:
        if any(facet.is_a(name, other) for other in listed):
            return True
        kinds = facet.values[name].children
        return len(kinds) >= 2 and all(self.taken_in(facet, kind, listed) for kind in kinds)

    def test(self, test: Test) -> Truth:
        return all_of(self.group(self.vocabulary[test.facet], group) for group in test.groups)

    def condition(self, condition: Condition) -> Truth:
        return all_of(self.test(test) for test in condition.tests)

    # ------------------------------------------------------------------ what holds

    def applies(self, case: Case) -> Truth:
        return self.condition(case.when)

    def lifted(self, case: Case) -> Truth:
        return any_of(self.condition(exception) for exception in case.rule.unless)

    def in_place(self, case: Case) -> Truth:
        return self.condition(case.rule.needs) if case.rule.needs else None

    def outside(self, case: Case) -> Truth:
        """Whether a scope clause switches a case off."""
        if case.rule.even_outside or case.rule.form is Form.OUTSIDE:
            return False
        return any_of(self.applies(other) for other in self.cases if other.rule.form is Form.OUTSIDE)

    def holds(self, case: Case) -> bool:
        return self.applies(case) is True and self.lifted(case) is not True and self.outside(case) is not True

    def may_hold(self, case: Case) -> bool:
        return self.applies(case) is not False and self.lifted(case) is not True and self.outside(case) is not True

    def permits_against(self, case: Case) -> list[Case]:
        return [permit for permit in self.cases if case.rule.clause in permit.rule.despite]

    def defeated(self, case: Case) -> bool:
        return any(self.holds(permit) and not self.defeated(permit) for permit in self.permits_against(case))

    def surely_defeated(self, case: Case) -> bool:
        return any(self.is_sure(permit) and self.covers_scope(permit, case) for permit in self.permits_against(case))

    def may_be_defeated(self, case: Case) -> bool:
        return any(self.may_hold(permit) and not self.surely_defeated(permit) for permit in self.permits_against(case))

    def is_sure(self, permit: Case) -> bool:
        return self.holds(permit) and self.lifted(permit) is False and not self.may_be_defeated(permit)

    def covers_scope(self, permit: Case, case: Case) -> bool:
        """A permit that scope may yet switch off leaves standing what is even outside it."""
        return self.outside(permit) is False or self.outside(case) is not False

    def active(self, case: Case) -> bool:
        return self.holds(case) and not self.defeated(case)

    def potential(self, case: Case) -> bool:
        return self.may_hold(case) and not self.surely_defeated(case)

    # ------------------------------------------------------------------ what it means for the verdict

    def is_event(self) -> Truth:
        action, facet = self.situation.one.get("action"), self.vocabulary["action"]
        if action is None:
            return None
        if EVENT not in facet.values:
            return False
        if facet.is_a(action, EVENT):
            return True
        return None if facet.is_a(EVENT, action) else False

    def consent_asked(self, case: Case) -> bool:
        return case.rule.needs is not None and case.rule.needs.test(CONSENT) is not None

    def effect(self, case: Case) -> str:
        """What a case that is active makes of the verdict."""
        in_place, form = self.in_place(case), case.rule.form
        if form is Form.PERMIT or (form is Form.OBLIGE and self.is_event()):
            return "permitted"
        if form is Form.ADVISE_AGAINST:
            return "discouraged"
        if form is Form.FORBID and case.rule.needs is None:
            return "forbidden"
        if form is Form.FORBID:
            return "permitted" if in_place else "needs" if in_place is None else "forbidden"
        if form is Form.REQUIRE:
            if in_place:
                return "permitted"
            refused = self.situation.one.get(CONSENT) == REFUSED
            return "forbidden" if self.consent_asked(case) and refused else "needs"
        return "silent"

    def possible_effects(self, case: Case) -> set[str]:
        """What a case could make of the verdict, whatever is still unknown."""
        form, in_place = case.rule.form, self.in_place(case)
        if form is Form.FORBID and case.rule.needs is not None:
            return {"permitted"} if in_place else {"permitted", "needs", "forbidden"}
        if form is Form.REQUIRE:
            refusable = self.situation.one.get(CONSENT, REFUSED) == REFUSED and self.consent_asked(case)
            return {"permitted"} if in_place else {"permitted", "needs"} | ({"forbidden"} if refusable else set())
        if form is Form.OBLIGE:
            return set() if self.is_event() is False else {"permitted"}
        return {self.effect(case)}

    # ------------------------------------------------------------------ the answer

    def decision(self) -> Decision:
        effects = {case: self.effect(case) for case in self.cases if self.active(case)}
        verdict = max(effects.values(), key=STRENGTH.__getitem__, default="silent")
        carriers = [case for case, effect in effects.items() if effect == verdict and (verdict != "silent")]
        if verdict == "silent":
            carriers = [case for case in self.cases if case.rule.form is Form.OUTSIDE and self.applies(case)]
        raising = {case: effect for case in self.cases if (effect := self.raised_to(case, verdict))}
        lowering = carriers if verdict != "silent" and all(self.may_let_go(case, verdict) for case in carriers) else []
        permits = self.deciding_permits([case for case in raising if self.defeated(case)] + lowering)
        scopes = self.deciding_scopes(raising, lowering)
        because = _clauses(carriers)
        unmet = self.unmet(carriers) if verdict == "needs" else ()
        return Decision(
            verdict=verdict,
            because=because,
            needs=_needs(unmet),
            unmet=unmet,
            duties=self.duties(),
            advice=self.advice(),
            possible=tuple(id for id in _clauses([*raising, *permits, *scopes]) if id not in because),
            worst=max([verdict, *raising.values()], key=STRENGTH.__getitem__),
            questions=self.questions(self.stakes(verdict, raising, lowering, permits, scopes)),
        )

    def raised_to(self, case: Case, verdict: str) -> str | None:
        """The strongest verdict that a case could bring about, if that is stronger than the one it is."""
        if not self.potential(case):
            return None
        stronger = [effect for effect in self.possible_effects(case) if STRENGTH[effect] > STRENGTH[verdict]]
        return max(stronger, key=STRENGTH.__getitem__, default=None)

    def may_let_go(self, case: Case, verdict: str) -> bool:
        """Whether a case that carries the verdict could still cease to."""
        return (
            self.lifted(case) is None
            or self.may_be_defeated(case)
            or self.outside(case) is None
            or (verdict == "needs" and self.in_place(case) is None)
        )

    def deciding_permits(self, cases: list[Case]) -> list[Case]:
        """The uncertain permits on which it turns whether some of these cases are defeated, and those on which those turn."""
        found: list[Case] = []
        left = list(cases)
        while left:
            for permit in self.permits_against(left.pop()):
                if permit not in found and self.may_hold(permit) and not self.is_sure(permit):
                    found.append(permit)
                    left.append(permit)
        return found

    def deciding_scopes(self, raising: Iterable[Case], lowering: list[Case]) -> list[Case]:
        held_back = [
            case for case in raising if self.defeated(case) and self.outside(case) is False and case.rule.even_outside
        ]
        open_scopes = [case for case in self.cases if case.rule.form is Form.OUTSIDE and self.applies(case) is None]
        return open_scopes if lowering or held_back else []

    def unmet(self, carriers: list[Case]) -> tuple[Need, ...]:
        found = [
            Need(test.facet, group, len(group) > 1, case.rule.clause)
            for case in carriers
            for test in (case.rule.needs.tests if case.rule.needs else ())
            for group in test.groups
            if self.group(self.vocabulary[test.facet], group) is not True
        ]
        return tuple(dict.fromkeys(found))

    def duty(self, rule: Rule) -> Duty:
        words = rule.duty
        assert words is not None
        do = words.do[0] if len(words.do) == 1 else words.do
        to = None if not words.to else words.to[0] if len(words.to) == 1 else words.to
        by = words.by or self.situation.one.get("actor")
        return Duty(do, by, to, words.within, rule.clause, once_done=self.is_event() is False)

    def duties(self) -> tuple[Duty, ...]:
        raised = [self.duty(case.rule) for case in self.cases if case.rule.form is Form.OBLIGE and self.active(case)]
        merged: list[Duty] = []
        for duty in raised:
            same = [
                other.clause
                for other in raised
                if (other.do, other.by, other.to, other.within) == (duty.do, duty.by, duty.to, duty.within)
            ]
            also = tuple(dict.fromkeys(clause for clause in same if clause != same[0]))
            merged.append(Duty(duty.do, duty.by, duty.to, duty.within, same[0], also, duty.once_done))
        return tuple(dict.fromkeys(merged))

    def advice(self) -> tuple[Advice, ...]:
        advising = [case.rule for case in self.cases if case.rule.form is Form.ADVISE and self.active(case)]
        return tuple(dict.fromkeys(Advice(rule.clause, self.duty(rule) if rule.duty else None) for rule in advising))

    # ------------------------------------------------------------------ questions

    def stakes(
        self, verdict: str, raising: Mapping[Case, str], lowering: list[Case], permits: list[Case], scopes: list[Case]
    ) -> list[tuple[int, Case, str, Condition]]:
        """(strength at stake, case, what of it, condition) for each unknown condition on which the verdict turns."""
        found: list[tuple[int, Case, str, Condition | None]] = []
        for case, strength in raising.items():
            found.append((STRENGTH[strength], case, "when", case.when))
            if self.applies(case):
                found.append((STRENGTH[strength], case, "needs", self.turns_on(case, strength)))
        now = STRENGTH[verdict]
        for case in dict.fromkeys([*lowering, *permits]):
            found += [(now, case, f"unless {k}", exception) for k, exception in enumerate(case.rule.unless)]
        found += [(now, case, "when", case.when) for case in dict.fromkeys([*permits, *scopes])]
        if verdict == "needs":
            found += [(now, case, "needs", case.rule.needs) for case in lowering]
        return [(s, case, what, c) for s, case, what, c in found if c is not None and self.condition(c) is None]

    def turns_on(self, case: Case, strength: str) -> Condition | None:
        """What it turns on whether a rule that applies comes to carry a stronger verdict."""
        if case.rule.form is Form.OBLIGE:
            return Condition((Test("action", ((EVENT,),)),))
        if case.rule.form is Form.REQUIRE and strength == "forbidden":
            return Condition((Test(CONSENT, ((REFUSED,),)),))
        return case.rule.needs

    def questions(self, stakes: list[tuple[int, Case, str, Condition]]) -> tuple[Question, ...]:
        ranked: list[tuple[int, int, int, Question]] = []
        place = 0
        for facet in self.vocabulary:
            for slot in range(self.slots(facet)):
                open_here = [stake for stake in stakes if self.is_open(facet, slot, stake[3])]
                if open_here:
                    strength = max(stake[0] for stake in open_here)
                    weight = len({(stake[1], stake[2]) for stake in open_here if stake[0] == strength})
                    ranked.append((-strength, -weight, place, self.question(facet, slot, open_here)))
                place += 1
        ranked.sort(key=lambda entry: entry[:3])
        return _merged([question for *_, question in ranked])

    def slots(self, facet: Facet) -> int:
        """The largest number of groups that any condition asks of a facet, and at least one."""
        conditions = [c for case in self.cases for c in (case.when, case.rule.needs, *case.rule.unless) if c]
        return max([1, *(len(test.groups) for c in conditions if (test := c.test(facet.name)))])

    def is_open(self, facet: Facet, slot: int, condition: Condition) -> bool:
        test = condition.test(facet.name)
        return test is not None and slot < len(test.groups) and self.group(facet, test.groups[slot]) is None

    def question(self, facet: Facet, slot: int, stakes: list[tuple[int, Case, str, Condition]]) -> Question:
        groups = [test.groups[slot] for *_, condition in stakes if (test := condition.test(facet.name))]
        answers = [word for group in groups for word in group if self.is_answer(facet, word)]
        return Question(facet.name, tuple(dict.fromkeys(answers)), _clauses([stake[1] for stake in stakes]))

    def is_answer(self, facet: Facet, word: str) -> bool:
        """Whether a word is still open."""
        if facet.many:
            return self.word(facet, word) is None
        value = self.situation.one.get(facet.name)
        return value is None or word in facet.values[value].descendants


def _clauses(cases: Iterable[Case]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(case.rule.clause for case in sorted(cases, key=lambda case: case.place)))


def _needs(unmet: Iterable[Need]) -> dict[str, list[str]]:
    needs: dict[str, list[str]] = {}
    for need in unmet:
        needs[need.facet] = list(dict.fromkeys([*needs.get(need.facet, []), *need.values]))
    return needs


def _merged(questions: list[Question]) -> tuple[Question, ...]:
    merged: dict[str, Question] = {}
    for question in questions:
        first = merged.get(question.facet, Question(question.facet, (), ()))
        answers = tuple(dict.fromkeys(first.answers + question.answers))
        merged[question.facet] = Question(
            question.facet, answers, tuple(dict.fromkeys(first.clauses + question.clauses))
        )
    return tuple(merged.values())
