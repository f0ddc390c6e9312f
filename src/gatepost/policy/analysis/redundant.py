"""Rules that add nothing: whatever they say, another says already."""

from __future__ import annotations

from collections.abc import Iterator

from ..engine import Line
from ..pack import Form
from ..relations import implies, witness
from .findings import Finding, Kind, Subject


def redundant(subject: Subject) -> Iterator[Finding]:
    """Of each clause, the rules that another rule takes in. A clause that says that it restates another is left alone."""
    seen: set[tuple[str, ...]] = set()
    for i, line in enumerate(subject.lines):
        for j, other in enumerate(subject.lines):
            clauses = tuple(dict.fromkeys((line.rule.clause, other.rule.clause)))
            if i == j or clauses in seen or subject.pack.clauses[clauses[0]].restates in clauses:
                continue
            mutual_and_first = i < j and _adds_nothing(subject, other, line)
            if _adds_nothing(subject, line, other) and not mutual_and_first:
                seen.add(clauses)
                yield Finding(Kind.REDUNDANT, clauses, _message(clauses), witness(subject.vocabulary, line.when))


def _message(clauses: tuple[str, ...]) -> str:
    if len(clauses) == 1:
        return f"{clauses[0]} says the same thing twice: one of its rules takes in another."
    return f"a rule of {clauses[0]} adds nothing to {clauses[1]}, which says the same or more."


def _adds_nothing(subject: Subject, line: Line, other: Line) -> bool:
    """Whether wherever one line holds the other does, to the same effect."""
    rule, wider = line.rule, other.rule
    return (
        rule.form is wider.form
        and (rule.duty is not None or rule.form is not Form.ADVISE)  # guidance is shown clause by clause
        and (rule.needs, rule.duty) == (wider.needs, wider.duty)
        and set(rule.despite) <= set(wider.despite)
        and rule.even_outside <= wider.even_outside
        and implies(subject.vocabulary, line.when, other.when)
        and all(any(implies(subject.vocabulary, lifts, mine) for mine in rule.unless) for lifts in wider.unless)
    )
