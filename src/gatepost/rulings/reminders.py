"""Reminders by e-mail, and what happens when nobody answers them.

An e-mail says how many duties there are, of what kind and by when, and where to look: no names, and nothing of what happened.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse

from gatepost.calendars import LONDON, SchoolCalendar, due_words
from gatepost.records.services import write
from gatepost.schools.members import GATEPOST
from gatepost.schools.models import Person, School
from gatepost.schools.roles import Role

from .models import Duty, Reminder
from .posts import Posts, posts_held
from .queries import calendar_of, late, ledger

log = logging.getLogger(__name__)

ESCALATED_AFTER = 2
"""Working days. The policies name no time; this one is ours."""
CLAIM_LASTS = timedelta(minutes=15)
Kind = Reminder.Kind
SAID = {Kind.SOON: "Due soon", Kind.OVERDUE: "Overdue", Kind.ESCALATED: "Overdue, and passed on to you"}


def escalate(school: School, now: datetime) -> list[Duty]:
    """Pass on what is overdue by two working days: to the headteacher, and what is the headteacher's own to the chair of governors."""
    calendar = calendar_of(school)
    waiting = ledger(school).filter(late(now), escalated_at__isnull=True)
    return [duty for duty in waiting if _long_overdue(duty, calendar, now) and _escalate(duty, now)]


@transaction.atomic
def _escalate(duty: Duty, now: datetime) -> bool:
    found = Duty.objects.filter(pk=duty.pk, state=Duty.State.DUE, escalated_at__isnull=True)
    if not found.update(escalated_at=now):
        return False
    write(school=duty.school, by=GATEPOST, verb="escalated", subject=duty, facts={"clause": duty.clause}, at=now)
    return True


def _long_overdue(duty: Duty, calendar: SchoolCalendar, now: datetime) -> bool:
    if duty.due_at is None:
        return False
    due = duty.due_at.astimezone(LONDON)
    return datetime.combine(calendar.after(due.date(), ESCALATED_AFTER), due.time(), LONDON) <= now


def want(school: School, now: datetime) -> None:
    """Enter the reminders that are due now, each once: a working day before a duty is due, when it is overdue, when it was passed on."""
    posts = posts_held(school)
    tomorrow = calendar_of(school).next_working_day(now.astimezone(LONDON).date())
    soon = datetime.combine(tomorrow, now.astimezone(LONDON).time(), LONDON)
    due = ledger(school).filter(state=Duty.State.DUE)
    there = set(Reminder.objects.filter(duty__in=due).values_list("duty", "kind", "person"))
    wanted = (
        *_wanted(due.filter(~late(now), due_at__lte=soon), Kind.SOON, posts),
        *_wanted(due.filter(late(now)), Kind.OVERDUE, posts),
        *_wanted(due.filter(escalated_at__isnull=False), Kind.ESCALATED, posts),
    )
    new = [reminder for reminder in wanted if (reminder.duty_id, reminder.kind, reminder.person_id) not in there]
    Reminder.objects.bulk_create(new, ignore_conflicts=True)


def _wanted(duties: QuerySet[Duty], kind: Kind, posts: Posts) -> Iterator[Reminder]:
    for duty in duties:
        for person in _recipients(duty, kind, posts):
            if person.email:
                yield Reminder(duty=duty, kind=kind, person=person)


def _recipients(duty: Duty, kind: Kind, posts: Posts) -> Iterable[Person]:
    owners = posts.owners(duty)
    if kind != Kind.ESCALATED:
        return owners
    heads = posts.people(posts.stand_in(Role.HEADTEACHER))
    return posts.people(posts.stand_in(Role.CHAIR_OF_GOVERNORS)) if set(heads) & set(owners) else heads


def send(now: datetime) -> int:
    """Send the reminders that wait, one e-mail for each person, and say how many were sent.

    A worker claims before it sends, so that of two only one does. Where the mail server fails, the claim runs out and they are sent later.
    """
    sent = 0
    for person in Person.objects.filter(pk__in=_waiting(now).values("person")).select_related("school"):
        claimed = _claim(person, now)
        if not claimed:
            continue
        try:
            _letter(person, claimed, now).send()
        except SMTPRecipientsRefused:
            log.warning("The mail server refuses the address of person %s.", person.pk)
            continue
        except OSError as error:
            log.warning("The mail server cannot be used now (%s). Reminders wait.", type(error).__name__)
            break
        _mark_sent(person.school, claimed, now)
        sent += 1
    return sent


def _waiting(now: datetime) -> QuerySet[Reminder]:
    """Reminders not sent, of duties still due, that no other worker is about to send."""
    free = Q(claimed_at__isnull=True) | Q(claimed_at__lte=now - CLAIM_LASTS)
    return Reminder.objects.filter(free, sent_at__isnull=True, duty__state=Duty.State.DUE)


def _claim(person: Person, now: datetime) -> list[Reminder]:
    """Those of a person's reminders that this worker, and no other, is to send."""
    waiting = _waiting(now).filter(person=person).select_related("duty").order_by("duty__due_at", "pk")
    return [reminder for reminder in waiting if _waiting(now).filter(pk=reminder.pk).update(claimed_at=now)]


def _letter(person: Person, reminders: list[Reminder], now: datetime) -> EmailMessage:
    last = {reminder.duty_id: reminder for reminder in reminders}  # of a duty with several reminders, the latest
    subject = "A duty needs you" if len(last) == 1 else f"{len(last)} duties need you"
    context = {
        "count": len(last),
        "lines": [f"{SAID[Kind(reminder.kind)]}: {_due(reminder.duty, now)}" for reminder in last.values()],
        "address": settings.SITE_ADDRESS + reverse("rulings:mine", args=[person.school.slug]),
        "school": person.school,
    }
    return EmailMessage(f"{subject} – Gatepost", render_to_string("rulings/reminder.txt", context), to=[person.email])


def _due(duty: Duty, now: datetime) -> str:
    return due_words(duty.due_at, now) if duty.due_at else "no date"


@transaction.atomic
def _mark_sent(school: School, reminders: list[Reminder], now: datetime) -> None:
    Reminder.objects.filter(pk__in=[reminder.pk for reminder in reminders]).update(sent_at=now)
    for reminder in reminders:
        facts = {"kind": reminder.kind, "person": reminder.person_id}
        write(school=school, by=GATEPOST, verb="reminded", subject=reminder.duty, facts=facts, at=now)
