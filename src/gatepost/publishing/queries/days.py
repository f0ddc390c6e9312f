"""What a day is at a school, for whoever plans a post for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gatepost.calendars import SchoolCalendar
from gatepost.calendars.days import bank_holiday
from gatepost.rulings.queries import calendar_of
from gatepost.schools.models import School

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class DayNotes:
    """Says of a day what is out of the ordinary: the closure it falls into, the bank holiday, the weekend, the school holidays."""

    calendar: SchoolCalendar

    @classmethod
    def of(cls, school: School) -> DayNotes:
        return cls(calendar_of(school))

    def note(self, day: date) -> str:
        """What is to be said of a day; nothing of an ordinary one."""
        if closure := next((each for each in self.calendar.closures if day in each), None):
            return closure.name
        if holiday := bank_holiday(day):
            return holiday
        if day.weekday() >= SATURDAY:
            return "Weekend"
        if self.calendar.terms and not any(day in term for term in self.calendar.terms):
            return "School holidays"
        return ""
