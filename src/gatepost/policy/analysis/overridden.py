"""Rules that a stronger one always beats: permits that never win, and needs or advice under a ban."""

from __future__ import annotations

from collections.abc import Iterator

from ..engine import Line
from ..pack import Form
from ..relations import implies, witness
from .findings import Finding, Kind, Subject


def overridden(subject: Subject) -> Iterator[Finding]:
    """Permits whose every situation a firm ban covers."""
    for permit, forbid in _beaten(subject, (Form.PERMIT,)):
        if forbid.rule.clause not in permit.rule.despite:
            message = f"a permit of {permit.rule.clause} never wins: {forbid.rule.clause} forbids all that it permits."
            yield _finding(subject, Kind.OVERRIDDEN, permit, forbid, message)


def shadowed(subject: Subject) -> Iterator[Finding]:
    """Needs and advice whose every situation a firm ban covers, so that they never carry a verdict."""
    for line, forbid in _beaten(subject, (Form.REQUIRE, Form.ADVISE_AGAINST)):
        message = f"a rule of {line.rule.clause} is never decisive: {forbid.rule.clause} forbids all that it speaks of."
        yield _finding(subject, Kind.SHADOWED, line, forbid, message)


def _beaten(subject: Subject, forms: tuple[Form, ...]) -> Iterator[tuple[Line, Line]]:
    """(a line of the forms given, a ban without exception or condition that covers it)."""
    firm = [
        line for line in subject.lines if line.rule.form is Form.FORBID and not line.rule.unless and not line.rule.needs
    ]
    for line in subject.lines:
        if line.rule.form in forms:
            for forbid in firm:
                if implies(subject.vocabulary, line.when, forbid.when):
                    yield line, forbid


def _finding(subject: Subject, kind: Kind, line: Line, forbid: Line, message: str) -> Finding:
    return Finding(kind, (line.rule.clause, forbid.rule.clause), message, witness(subject.vocabulary, line.when))
