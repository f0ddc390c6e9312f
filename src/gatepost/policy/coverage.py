"""Coverage: is every clause of the policy made real by something, and by what?"""

from __future__ import annotations

from dataclasses import dataclass

from .pack import Clause, Form, Pack

CARRIERS = ("rules", "duties", "controls", "guidance", "metadata")
DUTY_FORMS = (Form.OBLIGE, Form.ADVISE, Form.STANDING)


@dataclass(frozen=True, slots=True)
class ClauseCoverage:
    """A clause and what carries it: words of CARRIERS, in that order."""

    clause: Clause
    carried_by: tuple[str, ...]


def coverage(pack: Pack) -> tuple[ClauseCoverage, ...]:
    """What carries each clause, in the document's order. A clause that restates another is carried by what carries that one."""
    return tuple(ClauseCoverage(clause, _carriers(pack, clause)) for clause in pack.clauses.values())


def _carriers(pack: Pack, clause: Clause) -> tuple[str, ...]:
    found = _own_carriers(clause)
    while clause.restates:  # never in a circle: loading refuses that
        clause = pack.clauses[clause.restates]
        found |= _own_carriers(clause)
    return tuple(carrier for carrier in CARRIERS if carrier in found)


def _own_carriers(clause: Clause) -> set[str]:
    duties = any(rule.form in DUTY_FORMS and rule.duty for rule in clause.rules)
    rules = any(rule.form not in DUTY_FORMS for rule in clause.rules)
    carried = {
        "rules": rules,
        "duties": duties,
        "controls": bool(clause.controls),
        "guidance": clause.guidance,
        "metadata": bool(clause.facts) or clause.background,
    }
    return {carrier for carrier, does in carried.items() if does}
