"""Which days are a school's working days."""

from __future__ import annotations

from datetime import date

import pytest

from gatepost.calendars import SchoolCalendar, Span

AUTUMN = Span(date(2026, 9, 2), date(2026, 12, 18), "Autumn")
SPRING = Span(date(2027, 1, 5), date(2027, 3, 25), "Spring")
HALF_TERM = Span(date(2026, 10, 26), date(2026, 10, 30), "half-term")
WITHOUT_TERMS = SchoolCalendar()
WITH_TERMS = SchoolCalendar((AUTUMN, SPRING), (HALF_TERM,))


@pytest.mark.parametrize(
    ("day", "because"),
    [
        (date(2026, 9, 5), "on Saturday"),
        (date(2026, 9, 6), "on Sunday"),
        (date(2026, 4, 3), "on Good Friday"),
        (date(2026, 8, 31), "on Late Summer Bank Holiday"),
        (date(2026, 12, 25), "on Christmas Day"),
        (date(2026, 12, 28), "on Boxing Day"),  # in lieu of the Saturday
        (date(2024, 2, 29), None),
        (date(2026, 7, 30), None),  # no terms entered: a weekday in the summer counts
    ],
)
def test_a_school_without_terms_works_on_every_weekday_that_is_no_bank_holiday(day: date, because: str | None) -> None:
    assert WITHOUT_TERMS.closed_because(day) == because
    assert WITHOUT_TERMS.is_working_day(day) is (because is None)


def test_scottish_and_irish_bank_holidays_are_working_days_in_england() -> None:
    assert WITHOUT_TERMS.is_working_day(date(2026, 3, 17))  # St Patrick's Day
    assert WITHOUT_TERMS.is_working_day(date(2026, 11, 30))  # St Andrew's Day
    assert WITHOUT_TERMS.is_working_day(date(2026, 1, 2))  # a bank holiday in Scotland alone


@pytest.mark.parametrize(
    ("day", "because"),
    [
        (date(2026, 9, 2), None),
        (date(2026, 12, 18), None),
        (date(2026, 12, 21), "in the school holidays"),
        (date(2026, 10, 26), "while the school was closed (half-term)"),
        (date(2026, 10, 30), "while the school was closed (half-term)"),
        (date(2026, 11, 2), None),
    ],
)
def test_a_school_with_terms_works_within_them_and_not_in_its_closures(day: date, because: str | None) -> None:
    assert WITH_TERMS.closed_because(day) == because


@pytest.mark.parametrize(
    ("day", "following"),
    [
        (date(2026, 9, 4), date(2026, 9, 7)),  # Friday
        (date(2026, 10, 23), date(2026, 11, 2)),  # half-term
        (date(2026, 12, 18), date(2027, 1, 5)),  # Christmas
        (date(2027, 3, 25), date(2027, 3, 30)),  # no term is entered after it: Easter's bank holidays are left out
    ],
)
def test_the_next_working_day(day: date, following: date) -> None:
    assert WITH_TERMS.next_working_day(day) == following


def test_a_closure_without_end_does_not_put_the_next_working_day_off_for_ever() -> None:
    shut = SchoolCalendar(closures=(Span(date(2026, 1, 1), date(9999, 12, 31), "moved away"),))
    assert shut.next_working_day(date(2026, 9, 4)) == date(2026, 9, 7)
    assert shut.last_working_day(date(2026, 9, 6)) == date(2026, 9, 4)


def test_the_last_working_day_is_the_day_itself_where_it_is_one() -> None:
    assert WITH_TERMS.last_working_day(date(2026, 9, 7)) == date(2026, 9, 7)
    assert WITH_TERMS.last_working_day(date(2027, 1, 3)) == date(2026, 12, 18)


def test_several_working_days_later() -> None:
    assert WITH_TERMS.after(date(2026, 9, 3), 2) == date(2026, 9, 7)
