"""The terms and half-terms of an English school year."""

from __future__ import annotations

from datetime import date, timedelta

from gatepost.schools.members import GATEPOST
from gatepost.schools.models import School
from gatepost.schools.services.school_days import add_closure, add_term

Day = tuple[int, int]
TERMS: tuple[tuple[str, Day, Day], ...] = (
    ("Autumn term", (9, 2), (12, 18)),
    ("Spring term", (1, 5), (3, 27)),
    ("Summer term", (4, 13), (7, 21)),
)
HALF_TERMS: tuple[Day, ...] = ((10, 24), (2, 12), (5, 25))  # the week that begins on the first Monday from then


def enter_school_days(school: School, today: date) -> None:
    """Enter the school year in which a day lies, and the one before it."""
    this_year = today.year if today.month >= 9 else today.year - 1
    for autumn in (this_year - 1, this_year):
        for name, first, last in TERMS:
            begins, ends = _weekday_from(_day(first, autumn)), _weekday_until(_day(last, autumn))
            add_term(school=school, by=GATEPOST, name=name, first_day=begins, last_day=ends)
        for day in HALF_TERMS:
            monday = _monday_from(_day(day, autumn))
            friday = monday + timedelta(days=4)
            add_closure(school=school, by=GATEPOST, name="Half-term", first_day=monday, last_day=friday)


def _day(day: Day, autumn: int) -> date:
    month, number = day
    return date(autumn if month >= 9 else autumn + 1, month, number)


def _monday_from(day: date) -> date:
    return day + timedelta(days=-day.weekday() % 7)


def _weekday_from(day: date) -> date:
    return day if day.weekday() < 5 else _monday_from(day)


def _weekday_until(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - 4))
