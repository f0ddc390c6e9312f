"""A stretch of days that the calendar shows: a day, a week, or a term; and what comes before and after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gatepost.calendars import Span

DAY, WEEK, TERM = "day", "week", "term"
KINDS = (WEEK, DAY, TERM)
WEEKEND = (5, 6)
A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
WITHOUT_TERMS = timedelta(weeks=13)
"""How long a term is where a school has entered none."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days from the first to the last. `before` and `after` are days in the stretches next to it, if there are any."""

    kind: str
    first: date
    last: date
    title: str
    before: date | None
    after: date | None

    def days(self) -> Iterator[date]:
        for number in range((self.last - self.first).days + 1):
            yield self.first + number * A_DAY


def stretch(kind: str, on: date, terms: Sequence[Span] = ()) -> Stretch:
    """The stretch of a kind that a day lies in."""
    if kind == DAY:
        return Stretch(DAY, on, on, f"{on:%A} {_words(on)}", on - A_DAY, on + A_DAY)
    if kind == TERM:
        return _term(on, sorted(terms, key=lambda term: term.first))
    first = monday(on)
    last = first + 6 * A_DAY
    return Stretch(WEEK, first, last, f"{_from(first, last)} to {_words(last)}", first - A_WEEK, first + A_WEEK)


def opening_day(kind: str, today: date) -> date:
    """The day with which a calendar opens: on a Saturday or Sunday the week that comes, for the other is over."""
    return monday(today) + A_WEEK if kind == WEEK and today.weekday() in WEEKEND else today


def monday(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def _term(on: date, terms: Sequence[Span]) -> Stretch:
    """The term of a day; in the holidays the one that comes, or else the last."""
    if not terms:
        first = monday(on)
        last = first + WITHOUT_TERMS - A_DAY
        title = f"{_from(first, last)} to {_words(last)}"
        return Stretch(TERM, first, last, title, first - WITHOUT_TERMS, first + WITHOUT_TERMS)
    number = next((number for number, term in enumerate(terms) if on <= term.last), len(terms) - 1)
    term = terms[number]
    return Stretch(
        TERM,
        monday(term.first),
        monday(term.last) + 6 * A_DAY,
        f"{term.name}, {_from(term.first, term.last)} to {_words(term.last)}",
        terms[number - 1].first if number else None,
        terms[number + 1].first if number + 1 < len(terms) else None,
    )


def _from(first: date, last: date) -> str:
    """The day with which a stretch begins, without what its last day says again."""
    if first.year != last.year:
        return _words(first)
    return f"{first.day}" if first.month == last.month else f"{first.day} {first:%B}"


def _words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
