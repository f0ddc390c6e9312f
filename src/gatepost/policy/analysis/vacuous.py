"""Rules that never come to bear: a scope clause always switches them off."""

from __future__ import annotations

from collections.abc import Iterator

from ..pack import Form
from ..relations import implies, witness
from .findings import Finding, Kind, Subject


def vacuous(subject: Subject) -> Iterator[Finding]:
    outside = [line for line in subject.lines if line.rule.form is Form.OUTSIDE]
    for line in subject.lines:
        if line.rule.form is Form.OUTSIDE or line.rule.even_outside:
            continue
        for scope in outside:
            if implies(subject.vocabulary, line.when, scope.when):
                yield Finding(
                    Kind.VACUOUS,
                    (line.rule.clause, scope.rule.clause),
                    f"a rule of {line.rule.clause} never comes to bear: {scope.rule.clause} leaves everything that it "
                    "speaks of outside the policy.",
                    witness(subject.vocabulary, line.when),
                )
