"""What a clock in London shows, as a moment. On two nights of the year that is not the same thing."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from gatepost.calendars import LONDON

from .errors import NoSuchTime


def in_london(day: date, clock: time) -> datetime:
    """The moment at which a clock there shows a time. In the night when the clocks go back it shows some twice: then the first of the two.

    Raises:
        NoSuchTime: the clocks go forward past it.
    """
    # Given in UTC, for Python calls a moment of such a night by one clock never equal to the same moment by another.
    moment = datetime.combine(day, clock.replace(fold=0), LONDON).astimezone(UTC)
    if moment.astimezone(LONDON).time() != clock.replace(fold=0):
        raise NoSuchTime(f"{clock:%H:%M}", f"{day.day} {day:%B %Y}")
    return moment


def comes_twice(moment: datetime) -> bool:
    """Whether clocks show this time a second time an hour later, or showed it an hour before."""
    there = moment.astimezone(LONDON)
    return there.replace(fold=0).utcoffset() != there.replace(fold=1).utcoffset()
