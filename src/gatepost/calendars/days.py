"""Which days count: the working days of a school."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import islice
from zoneinfo import ZoneInfo

import holidays

LONDON = ZoneInfo("Europe/London")
A_DAY = timedelta(days=1)
LONGEST_BREAK = 70
"""Days. The summer holidays last about 45: where the school is shut for longer than this, somebody has not entered the next terms."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days from the first to the last, both included."""

    first: date
    last: date
    name: str = ""

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class SchoolCalendar:
    """The days on which a school works.

    A working day is a weekday that is no bank holiday in England, lies in no closure of the school and, where the school has entered its
    terms, lies in one of them. A school without terms works on every such weekday.

    The next working day is never far: where none comes within `LONGEST_BREAK` days (the next terms have not been entered, a closure has no
    end), the next weekday that is no bank holiday stands for it.
    """

    terms: tuple[Span, ...] = ()
    closures: tuple[Span, ...] = ()

    def is_working_day(self, day: date) -> bool:
        return self.closed_because(day) is None

    def closed_because(self, day: date) -> str | None:
        """Why a day is no working day, to follow "it came": `on Saturday`, `on Good Friday`. None for a working day."""
        if day.weekday() >= 5:
            return f"on {day:%A}"
        if holiday := bank_holiday(day):
            return f"on {holiday}"
        for closure in self.closures:
            if day in closure:
                return (
                    f"while the school was closed ({closure.name})" if closure.name else "while the school was closed"
                )
        if self.terms and not any(day in term for term in self.terms):
            return "in the school holidays"
        return None

    def next_working_day(self, day: date) -> date:
        """The first working day after a day."""
        return self._nearest(_after(day), _after(day))

    def last_working_day(self, day: date) -> date:
        """The day itself if it is a working day, else the last one before it."""
        return self._nearest(_back_from(day), _back_from(day))

    def after(self, day: date, working_days: int) -> date:
        """So many working days after a day."""
        for _ in range(working_days):
            day = self.next_working_day(day)
        return day

    def _nearest(self, days: Iterator[date], again: Iterator[date]) -> date:
        near = islice(days, LONGEST_BREAK)
        return _first(near, self.is_working_day) or next(filter(is_ordinary_working_day, again))


def is_ordinary_working_day(day: date) -> bool:
    """Whether people in England commonly work on a day."""
    return day.weekday() < 5 and bank_holiday(day) is None


def bank_holiday(day: date) -> str | None:
    """The name of the bank holiday, if it is one in England.

    The days come from the `holidays` library (country GB, subdivision ENG). It follows the Banking and Financial Dealings Act 1971 and the
    proclamations under it, as published on gov.uk/bank-holidays.
    """
    name = _england().get(day)
    return name.replace(" (observed)", "") if name else None


@cache
def _england() -> holidays.HolidayBase:
    return holidays.country_holidays("GB", subdiv="ENG")


def _first(days: Iterator[date], asked: Callable[[date], bool]) -> date | None:
    return next(filter(asked, days), None)


def _after(day: date) -> Iterator[date]:
    while True:
        day += A_DAY
        yield day


def _back_from(day: date) -> Iterator[date]:
    while True:
        yield day
        day -= A_DAY
