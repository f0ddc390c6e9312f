"""By when a duty must be done: every `within` of the vocabulary as a moment, and the reason in words."""

from __future__ import annotations

import calendar as months
from datetime import UTC, date, datetime, time, timedelta

from .days import LONDON, SchoolCalendar

AT_ONCE = frozenset({"immediately", "at_once"})
A_DAY_OR_NEXT = "24h_or_next_working_day"
NO_DATE = {
    "none": "the policy gives no time",
    "before_publishing": "the policy asks for it before publishing",
    "before_going_live": "the policy asks for it before it goes live",
    "before_joining": "the policy asks for it before joining",
}
EVERY = {"regularly": 3, "annually": 12, "every_2_years": 24, "every_3_years": 36}  # months
RHYTHM = {
    "regularly": "the policy says regularly: here, every three months",
    "annually": "the policy asks for it once a year",
    "every_2_years": "the policy asks for it every two years",
    "every_3_years": "the policy asks for it every three years",
}
DAY_ENDS = time(23, 59)


def deadline(within: str, raised_at: datetime, calendar: SchoolCalendar) -> datetime | None:
    """When a duty that arose at a moment is due; None where the policy names no time that a calendar knows.

    - `immediately`, `at_once`: the moment itself.
    - `24h_or_next_working_day`: 24 hours later, if it came on a working day and 24 hours later is one. Otherwise the end of the next
      working day: what comes on a Saturday, or on a Friday so that its day runs out at the weekend, may be answered at any time on Monday.
    - `as_soon_as_possible`: the end of the next working day. The policies set no time here; this one is ours.
    - `regularly`: three months, which is about once a term. The policies set no time here; this one is ours.
    - `annually`, `every_2_years`, `every_3_years`: so long after, or the last working day before.
    - `before_publishing`, `before_going_live`, `before_joining`, `none`: None.

    Raises:
        ValueError: not a `within` of the vocabulary, or a moment without a time zone.
    """
    if raised_at.tzinfo is None:
        raise ValueError(f"{raised_at} has no time zone.")
    day = raised_at.astimezone(LONDON).date()
    if within in AT_ONCE:
        return raised_at
    if within == A_DAY_OR_NEXT:
        return _a_day_or_next(raised_at, calendar)
    if within == "as_soon_as_possible":
        return end_of(calendar.next_working_day(day))
    if within in EVERY:
        return end_of(calendar.last_working_day(months_after(day, EVERY[within])))
    if within in NO_DATE:
        return None
    raise ValueError(f"'{within}' is no time within which a duty can fall due.")


def why(within: str, raised_at: datetime, calendar: SchoolCalendar) -> str:
    """Why it is due then, to follow "Due Monday 8 September, because": `it came on Saturday`."""
    if within in AT_ONCE:
        return f"the policy says {within.replace('_', ' ')}"
    if within == A_DAY_OR_NEXT:
        return _why_a_day_or_next(raised_at, calendar)
    if within == "as_soon_as_possible":
        return "the policy says as soon as possible: here, the next working day"
    return RHYTHM.get(within) or NO_DATE[within]


def end_of(day: date) -> datetime:
    """The last minute of a day."""
    return datetime.combine(day, DAY_ENDS, LONDON)


def is_end_of_day(moment: datetime) -> bool:
    """Whether a deadline leaves the whole day."""
    return moment.astimezone(LONDON).time().replace(second=0, microsecond=0) == DAY_ENDS


def months_after(day: date, count: int) -> date:
    """The same day so many months later; the last of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))


def _a_day_or_next(raised_at: datetime, calendar: SchoolCalendar) -> datetime:
    day, later = raised_at.astimezone(LONDON).date(), _a_day_later(raised_at)
    if calendar.is_working_day(day) and calendar.is_working_day(later.date()):
        return later
    return end_of(calendar.next_working_day(day))


def _why_a_day_or_next(raised_at: datetime, calendar: SchoolCalendar) -> str:
    if came := calendar.closed_because(raised_at.astimezone(LONDON).date()):
        return f"it came {came}"
    if ends := calendar.closed_because(_a_day_later(raised_at).date()):
        return f"its 24 hours would end {ends}"
    return "the policy gives 24 hours"


def _a_day_later(moment: datetime) -> datetime:
    """24 hours by the clock that is never put forward or back, read in London."""
    return (moment.astimezone(UTC) + timedelta(hours=24)).astimezone(LONDON)
