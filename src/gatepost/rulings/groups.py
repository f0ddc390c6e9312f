"""Duties in the order in which somebody would take them: what is overdue first, what has no date last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from gatepost.calendars import LONDON

from .lines import Line, is_today

NAMES = ("Overdue", "Due today", "This week", "Later", "No date")


@dataclass(frozen=True)
class Group:
    name: str
    lines: list[Line]


def grouped(lines: Iterable[Line], now: datetime) -> Iterator[Group]:
    """The groups that hold something."""
    found: dict[str, list[Line]] = {name: [] for name in NAMES}
    for line in lines:
        found[_group(line, now)].append(line)
    return (Group(name, held) for name, held in found.items() if held)


def _group(line: Line, now: datetime) -> str:
    due_at = line.duty.due_at
    if due_at is None:
        return "No date"
    if line.state == "overdue":
        return "Overdue"
    if is_today(due_at, now):
        return "Due today"
    return "This week" if due_at.astimezone(LONDON).date() <= _sunday(now.astimezone(LONDON).date()) else "Later"


def _sunday(today: date) -> date:
    """The end of the week; from Saturday on, of the one that begins on Monday."""
    return today + timedelta(days=6 - today.weekday() + (7 if today.weekday() >= 5 else 0))
