"""Reminders to post, as the clock asks for them: each on its day of the school week, by e-mail and on the owner's home page.

A reminder whose day is no school day comes on the next one of the same week. In a week that has none left it does not come: in the
holidays nobody is asked for the week's menu.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from gatepost.calendars import LONDON, SchoolCalendar
from gatepost.channels.models import Account
from gatepost.rulings.posts import posts_held
from gatepost.rulings.queries import calendar_of
from gatepost.schools.members import GATEPOST
from gatepost.schools.models import School

from . import letters
from .models import PostDue, PostReminder
from .services.reminders import close_earlier, owners, record


def remind(now: datetime) -> None:
    """Enter what has come round, and send its e-mails. Done twice, or by two workers, it is done once."""
    for school in School.objects.filter(post_reminders__ended_at__isnull=True).distinct().order_by("pk"):
        raise_reminders(school, now)
    send_letters(now)


def raise_reminders(school: School, now: datetime) -> list[PostDue]:
    """Enter those of a school's reminders whose time has come this week."""
    calendar = calendar_of(school)
    raised = []
    for reminder in school.post_reminders.filter(ended_at__isnull=True, account__state=Account.State.OPEN):
        due = due_this_week(reminder, calendar, now.astimezone(LONDON).date())
        if due is not None and reminder.since < due <= now and (new := _raise(reminder, due, now)):
            raised.append(new)
    return raised


def due_this_week(reminder: PostReminder, calendar: SchoolCalendar, today: date) -> datetime | None:
    """When a reminder comes in the week of a day; None where the school is closed from its day to the end of that week."""
    monday = today - timedelta(days=today.weekday())
    days = (monday + timedelta(days=number) for number in range(reminder.weekday, 5))
    day = next(filter(calendar.is_working_day, days), None)
    return datetime.combine(day, reminder.at, LONDON) if day else None


@transaction.atomic
def _raise(reminder: PostReminder, due: datetime, now: datetime) -> PostDue | None:
    raised, new = PostDue.objects.get_or_create(reminder=reminder, day=due.date(), defaults={"due_at": due})
    if not new:
        return None
    close_earlier(raised, now)
    record(reminder, "post_reminder_came", by=GATEPOST, at=now, due=raised.pk)
    return raised


# ---------------------------------------------------------------------- by e-mail


def send_letters(now: datetime) -> int:
    """Send the e-mails that wait, and say how many."""
    waiting = PostDue.objects.filter(closed_at__isnull=True).select_related("reminder__school", "reminder__owner")
    return sum(1 for _ in letters.send(waiting, _letter, now))


def _letter(due: PostDue) -> EmailMessage:
    school = due.reminder.school
    people = [person for person in owners(due.reminder, posts_held(school)) if person.email]
    context = {
        "reminder": due.reminder,
        "school": school,
        "address": settings.SITE_ADDRESS + reverse("web:home", args=[school.slug]),
    }
    text = render_to_string("publishing/reminder.txt", context)
    return EmailMessage("Something to post – Gatepost", text, to=[person.email for person in people])
