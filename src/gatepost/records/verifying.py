"""Checking the record: every digest is made again, every file read again. It is read through once and never held whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import connection

from gatepost.schools.members import Actor
from gatepost.schools.models import School
from gatepost.schools.roles import Permission

from . import guards
from .checks import ChainCheck, EvidenceCheck, NamedFilesCheck, WordsCheck
from .models import Entry
from .reports import Kind, Problem, Report
from .services import CHECKED, write

_AT_ONCE = 2000


def verify(school: School) -> Report:
    """Whether a school's record is what was written; and if it is not, what is wrong and where."""
    reading = _Reading(school)
    problems = sorted(reading.problems(), key=lambda problem: problem.number or 0)
    return Report(school, reading.read, tuple(problems))


def verify_all() -> Iterator[Report]:
    """A report for each school, one after the other."""
    for school in School.objects.order_by("name", "pk"):
        yield verify(school)


def check(*, school: School, by: Actor, at: datetime | None = None) -> Report:
    """Verify a school's record, and record that it was done and what came of it.

    Raises:
        PermissionDenied: `by` may not read that school's record.
    """
    by.require(Permission.READ_RECORD, school)
    report = verify(school)
    if report.can_go_on:
        facts = {"entries": report.entries, "problems": len(report.problems)}
        write(school=school, by=by, verb=CHECKED, subject=school, facts=facts, at=at)
    return report


class _Reading:
    """One reading of a school's record, from the first entry to the last."""

    def __init__(self, school: School) -> None:
        self.school = school
        self.checks = (ChainCheck(school), WordsCheck(school), EvidenceCheck(school), NamedFilesCheck(school))
        self.read = 0

    def problems(self) -> Iterator[Problem]:
        yield from _guards()
        try:
            for entry in self._entries():
                for check in self.checks:
                    yield from check.look(entry)
                self.read += 1
        except (ValueError, TypeError):  # a value that is not of its column's kind, which SQLite does not prevent
            last = self.checks[0].number
            yield Problem(Kind.UNREADABLE, last + 1, f"The record cannot be read after entry {last}.")
        for check in self.checks:
            yield from check.end()

    def _entries(self) -> Iterator[Entry]:
        entries = Entry.objects.filter(school=self.school).select_related("personal_text", "evidence")
        return entries.order_by("number").iterator(_AT_ONCE)


def _guards() -> Iterator[Problem]:
    if missing := guards.missing(connection):
        yield Problem(
            Kind.GUARDS,
            None,
            f"The database no longer refuses to change the record: {', '.join(missing)} not found.",
        )
