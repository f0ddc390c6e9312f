"""Reminders to post, as the clock asks for them: each on its day of the school week, by e-mail and on the owner's home page.

A reminder whose day is no school day comes on the next one of the same week. In a week that has none left it does not come: in the
holidays nobody is asked for the week's menu.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from smtplib import SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse

from gatepost.calendars import LONDON, SchoolCalendar
from gatepost.channels.models import Account
from gatepost.rulings.posts import posts_held
from gatepost.rulings.queries import calendar_of
from gatepost.schools.members import GATEPOST
from gatepost.schools.models import Person, School

from .models import PostDue, PostReminder
from .services.reminders import close_earlier, owners, record

log = logging.getLogger(__name__)

CLAIM_LASTS = timedelta(minutes=15)


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
    """Send the e-mails that wait, and say how many. Where the mail server fails, the claim runs out and they are sent later."""
    sent = 0
    for due in _unsent(now).select_related("reminder__school", "reminder__owner").order_by("pk"):
        people = [person for person in owners(due.reminder, posts_held(due.reminder.school)) if person.email]
        if not people or not _unsent(now).filter(pk=due.pk).update(claimed_at=now):
            continue
        try:
            _letter(due, people).send()
        except SMTPRecipientsRefused:
            log.warning("The mail server refuses the addresses of post reminder %s.", due.reminder_id)
            continue
        except OSError as error:
            log.warning("The mail server cannot be used now (%s). Reminders wait.", type(error).__name__)
            break
        PostDue.objects.filter(pk=due.pk).update(sent_at=now)
        sent += 1
    return sent


def _unsent(now: datetime) -> QuerySet[PostDue]:
    free = Q(claimed_at__isnull=True) | Q(claimed_at__lte=now - CLAIM_LASTS)
    return PostDue.objects.filter(free, sent_at__isnull=True, closed_at__isnull=True)


def _letter(due: PostDue, people: Iterable[Person]) -> EmailMessage:
    school = due.reminder.school
    context = {
        "reminder": due.reminder,
        "school": school,
        "address": settings.SITE_ADDRESS + reverse("web:home", args=[school.slug]),
    }
    text = render_to_string("publishing/reminder.txt", context)
    return EmailMessage("Something to post – Gatepost", text, to=[person.email for person in people])
