"""Days and moments as people say them."""

from __future__ import annotations

from datetime import date, datetime

from .days import LONDON
from .deadlines import is_end_of_day


def day_words(day: date, today: date) -> str:
    """`Tuesday 9 September`, with the year where it is not this year."""
    year = f" {day.year}" if day.year != today.year else ""
    return f"{day:%A} {day.day} {day:%B}{year}"


def moment_words(moment: datetime, now: datetime) -> str:
    """`Tuesday 9 September, 09:14`."""
    there = moment.astimezone(LONDON)
    return f"{day_words(there.date(), now.astimezone(LONDON).date())}, {there:%H:%M}"


def due_words(due_at: datetime, now: datetime) -> str:
    """A deadline: the day alone where the whole of it is left, else with its time."""
    if is_end_of_day(due_at):
        return day_words(due_at.astimezone(LONDON).date(), now.astimezone(LONDON).date())
    return moment_words(due_at, now)
