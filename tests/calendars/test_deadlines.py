"""By when each duty is due, and why."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatepost.calendars import AT_ONCE, LONDON, SchoolCalendar, Span, deadline, due_words, is_end_of_day, why
from gatepost.calendars.days import is_ordinary_working_day
from gatepost.calendars.deadlines import EVERY, NO_DATE
from gatepost.policy import load_vocabulary

PLAIN = SchoolCalendar()
HALF_TERM = SchoolCalendar(closures=(Span(date(2026, 10, 26), date(2026, 10, 30), "half-term"),))
A_DAY = "24h_or_next_working_day"


def london(text: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON, fold=fold)


def ends(day: str) -> datetime:
    return london(f"{day}T23:59")


@pytest.mark.parametrize(
    ("within", "raised", "due"),
    [
        ("immediately", london("2026-09-05T22:10"), london("2026-09-05T22:10")),
        ("at_once", london("2026-09-07T09:14"), london("2026-09-07T09:14")),
        (A_DAY, london("2026-09-07T09:14"), london("2026-09-08T09:14")),
        (A_DAY, london("2026-09-04T16:00"), ends("2026-09-07")),  # Friday: its day runs out on Saturday
        (A_DAY, london("2026-09-05T09:14"), ends("2026-09-07")),  # Saturday
        (A_DAY, london("2026-09-06T23:59"), ends("2026-09-07")),  # Sunday, late
        (A_DAY, london("2026-09-07T00:00"), london("2026-09-08T00:00")),  # Monday has begun
        (A_DAY, london("2026-05-02T09:14"), ends("2026-05-05")),  # Saturday before a bank holiday
        (A_DAY, london("2026-12-24T10:00"), ends("2026-12-29")),  # Christmas Eve: bank holidays to the 28th
        (A_DAY, london("2024-02-28T10:00"), london("2024-02-29T10:00")),
        (A_DAY, london("2026-03-28T10:00"), ends("2026-03-30")),  # Saturday before the clocks go forward
        (A_DAY, london("2026-03-29T01:30"), ends("2026-03-30")),  # an hour that does not exist
        (A_DAY, london("2026-10-25T01:30"), ends("2026-10-26")),  # an hour that comes twice
        (A_DAY, london("2026-10-25T01:30", fold=1), ends("2026-10-26")),
        ("as_soon_as_possible", london("2026-09-04T16:00"), ends("2026-09-07")),
        ("as_soon_as_possible", london("2026-09-07T09:14"), ends("2026-09-08")),
        ("regularly", london("2026-09-07T09:14"), ends("2026-12-07")),
        ("regularly", london("2026-11-30T09:14"), ends("2027-02-26")),  # the 28th is a Sunday
        ("annually", london("2024-02-29T09:14"), ends("2025-02-28")),
        ("every_2_years", london("2024-12-25T09:14"), ends("2026-12-24")),
        ("every_3_years", london("2026-09-07T09:14"), ends("2029-09-07")),
        ("before_publishing", london("2026-09-07T09:14"), None),
        ("none", london("2026-09-07T09:14"), None),
    ],
)
def test_when_a_duty_is_due(within: str, raised: datetime, due: datetime | None) -> None:
    assert deadline(within, raised, PLAIN) == due


def test_half_term_puts_a_deadline_off() -> None:
    assert deadline(A_DAY, london("2026-10-23T10:00"), HALF_TERM) == ends("2026-11-02")
    assert deadline("as_soon_as_possible", london("2026-10-28T10:00"), HALF_TERM) == ends("2026-11-02")


@pytest.mark.parametrize(
    ("within", "raised", "because"),
    [
        (A_DAY, london("2026-09-05T09:14"), "it came on Saturday"),
        (A_DAY, london("2026-09-04T16:00"), "its 24 hours would end on Saturday"),
        (A_DAY, london("2026-09-07T09:14"), "the policy gives 24 hours"),
        (A_DAY, london("2026-10-28T10:00"), "it came while the school was closed (half-term)"),
        ("at_once", london("2026-09-07T09:14"), "the policy says at once"),
        ("annually", london("2026-09-07T09:14"), "the policy asks for it once a year"),
        ("none", london("2026-09-07T09:14"), "the policy gives no time"),
    ],
)
def test_why_it_is_due_then(within: str, raised: datetime, because: str) -> None:
    assert why(within, raised, HALF_TERM) == because


def test_a_deadline_is_said_with_its_time_unless_the_whole_day_is_left() -> None:
    now = london("2026-09-07T08:00")
    assert due_words(london("2026-09-08T09:14"), now) == "Tuesday 8 September, 09:14"
    assert due_words(ends("2026-09-08"), now) == "Tuesday 8 September"
    assert due_words(ends("2029-09-07"), now) == "Friday 7 September 2029"


def test_every_time_that_a_policy_can_name_has_its_deadline_and_its_reason() -> None:
    moment = london("2026-09-07T09:14")
    for within in load_vocabulary().duty["within"]:
        assert (deadline(within, moment, PLAIN) is None) == (within in NO_DATE)
        assert why(within, moment, PLAIN)


def test_a_time_that_no_policy_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="some_day"):
        deadline("some_day", london("2026-09-07T09:14"), PLAIN)


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        deadline(A_DAY, datetime(2026, 9, 7, 9, 14), PLAIN)  # noqa: DTZ001


days = st.dates(date(2020, 1, 1), date(2040, 12, 31))
moments = st.datetimes(datetime(2020, 1, 1), datetime(2040, 12, 31), timezones=st.just(LONDON))  # noqa: DTZ001
lengths = st.integers(0, 400)
spans = st.builds(lambda first, length: Span(first, first + timedelta(days=length)), days, lengths)
calendars = st.builds(
    lambda terms, closures: SchoolCalendar(tuple(terms), tuple(closures)),
    st.lists(spans, max_size=4),
    st.lists(spans, max_size=3),
)
timed = st.sampled_from(sorted({A_DAY, "as_soon_as_possible", *EVERY}))


@given(timed, moments, calendars)
def test_a_deadline_lies_on_a_working_day_after_the_moment(
    within: str, raised: datetime, calendar: SchoolCalendar
) -> None:
    due = deadline(within, raised, calendar)
    assert due is not None
    assert due > raised
    day = due.astimezone(LONDON).date()
    assert calendar.is_working_day(day) or is_ordinary_working_day(day)


@given(timed, moments, moments, calendars)
def test_what_comes_later_is_never_due_earlier(
    within: str, one: datetime, other: datetime, calendar: SchoolCalendar
) -> None:
    earlier, later = sorted((one, other), key=datetime.timestamp)
    first, second = deadline(within, earlier, calendar), deadline(within, later, calendar)
    assert first is not None
    assert second is not None
    assert first.timestamp() <= second.timestamp()


@given(st.sampled_from(sorted(AT_ONCE)), moments, calendars)
def test_what_is_due_at_once_is_due_at_once_on_any_day(within: str, raised: datetime, calendar: SchoolCalendar) -> None:
    assert deadline(within, raised, calendar) == raised


@given(moments, calendars)
def test_a_day_or_the_next_working_day_is_never_less_than_a_day_of_school(
    raised: datetime, calendar: SchoolCalendar
) -> None:
    due = deadline(A_DAY, raised, calendar)
    assert due is not None
    assert is_end_of_day(due) or due.timestamp() - raised.timestamp() == timedelta(hours=24).total_seconds()
