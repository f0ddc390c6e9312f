"""Duties as a calendar that other programs can read (iCalendar, RFC 5545). Titles hold no names and nothing of what happened."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta

from icalendar import Calendar, Event

from gatepost.calendars import LONDON, is_end_of_day
from gatepost.schools.models import School

from .lines import words_of
from .models import Duty

A_MOMENT = timedelta(minutes=15)
ASKS_EVERY = timedelta(hours=1)


def calendar_file(school: School, duties: Iterable[Duty], address_of: Callable[[Duty], str]) -> bytes:
    """The dated duties among those given, an event each: the whole day where it leaves the day, else the minutes before it is due."""
    calendar = Calendar()
    calendar.add("prodid", "-//Gatepost//Duties//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"Duties, {school.name}")
    calendar.add("refresh-interval", ASKS_EVERY, parameters={"VALUE": "DURATION"})
    for duty in duties:
        if duty.due_at is not None:
            calendar.add_component(_event(duty, address_of(duty)))
    return calendar.to_ical()


def _event(duty: Duty, address: str) -> Event:
    assert duty.due_at is not None
    due = duty.due_at.astimezone(LONDON)
    event = Event()
    event.add("uid", f"duty-{duty.pk}@gatepost")
    event.add("dtstamp", duty.raised_at)
    event.add("summary", f"Due: {words_of(duty)}")
    event.add("url", address)
    event.add("transp", "TRANSPARENT")
    if is_end_of_day(due):
        event.add("dtstart", due.date())
        event.add("dtend", due.date() + timedelta(days=1))
    else:
        event.add("dtstart", due - A_MOMENT)
        event.add("dtend", due)
    return event
