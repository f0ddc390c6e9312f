"""The terms and half-terms of an English school year."""

from __future__ import annotations

from datetime import date

from gatepost.schools.members import GATEPOST
from gatepost.schools.models import School
from gatepost.schools.services.school_days import add_closure, add_term

Day = tuple[int, int]
TERMS: tuple[tuple[str, Day, Day], ...] = (
    ("Autumn term", (9, 2), (12, 18)),
    ("Spring term", (1, 5), (3, 27)),
    ("Summer term", (4, 13), (7, 21)),
)
HALF_TERMS: tuple[tuple[Day, Day], ...] = (((10, 26), (10, 30)), ((2, 15), (2, 19)), ((5, 25), (5, 29)))


def enter_school_days(school: School, today: date) -> None:
    """Enter the school year in which a day lies, and the one before it."""
    this_year = today.year if today.month >= 9 else today.year - 1
    for autumn in (this_year - 1, this_year):
        for name, first, last in TERMS:
            add_term(school=school, by=GATEPOST, name=name, first_day=_day(first, autumn), last_day=_day(last, autumn))
        for first, last in HALF_TERMS:
            add_closure(
                school=school,
                by=GATEPOST,
                name="half-term",
                first_day=_day(first, autumn),
                last_day=_day(last, autumn),
            )


def _day(day: Day, autumn: int) -> date:
    month, number = day
    return date(autumn if month >= 9 else autumn + 1, month, number)
