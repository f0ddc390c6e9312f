"""Duties that come round: the `standing` rules of the policy in force, each raised some weeks before it is due."""

from __future__ import annotations

import calendar as months
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction

from gatepost.calendars import LONDON, SchoolCalendar, end_of, months_after
from gatepost.calendars.deadlines import EVERY
from gatepost.policy import Pack
from gatepost.policy.pack import DutyWords, Form, Rule
from gatepost.records.services import subject_of, write
from gatepost.schools.members import GATEPOST
from gatepost.schools.models import Adoption, School
from gatepost.schools.policies import NoPolicyInForce, in_force, pack_of_edition

from .models import Duty
from .posts import post_of
from .queries import calendar_of

LEAD = timedelta(days=28)
"""So long before it is due a recurring duty is entered, and no sooner."""
REVIEWS = frozenset({"review_policy", "approve_policy"})
_A_DAY = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")


def raise_recurring(school: School, now: datetime) -> list[Duty]:
    """Enter the recurring duties whose time has come."""
    today = now.astimezone(LONDON).date()
    try:
        adoption = in_force(school, today)
    except NoPolicyInForce:
        return []
    pack, calendar = pack_of_edition(adoption.edition), calendar_of(school)
    raised = (_raise_if_time(rule, adoption, pack, calendar, now) for rule in _standing(pack))
    return [duty for duty in raised if duty]


def _standing(pack: Pack) -> Iterator[Rule]:
    return (rule for rule in pack.rules if rule.form is Form.STANDING)


def _raise_if_time(rule: Rule, adoption: Adoption, pack: Pack, calendar: SchoolCalendar, now: datetime) -> Duty | None:
    assert rule.duty is not None
    today = now.astimezone(LONDON).date()
    name = f"{rule.clause}:{'-'.join(rule.duty.do)}"
    due = _next_due(name, rule.duty, adoption, pack, today)
    if due is None or due - LEAD > today:
        return None
    return _raise(name, rule, adoption, calendar.last_working_day(due), due, now)


def _next_due(name: str, duty: DutyWords, adoption: Adoption, pack: Pack, today: date) -> date | None:
    """The day on which it is due next; None while the last one is still open."""
    every = EVERY[duty.within]
    before = Duty.objects.filter(school=adoption.school_id, recurs_as__startswith=f"{name}:").order_by("-raised_at")
    last = before.first()
    if last is None:
        return _stated(duty, adoption, pack) or _next_in_rhythm(adoption.approved_on or adoption.from_day, every, today)
    if last.closed_at is None:
        return None
    done, stated = last.closed_at.astimezone(LONDON).date(), _stated(duty, adoption, pack)
    if stated and stated > done and not before.filter(recurs_as=f"{name}:{stated}").exists():
        return stated
    return months_after(done, every)


def _stated(duty: DutyWords, adoption: Adoption, pack: Pack) -> date | None:
    """The date of the review, where the school or its policy names one."""
    return None if REVIEWS.isdisjoint(duty.do) else adoption.review_due or day_of(pack.review.due)


def _next_in_rhythm(start: date, every: int, today: date) -> date:
    """The first date of the rhythm that is not past: what was done before Gatepost came, it cannot know."""
    rounds = 1
    while (due := months_after(start, every * rounds)) < today:
        rounds += 1
    return due


def day_of(printed: str | None) -> date | None:
    """A date as a policy prints it: a day, or the last day of a month. Terms and seasons are no date."""
    found = _A_DAY.fullmatch(printed or "")
    if found is None:
        return None
    year, month, day = int(found[1]), int(found[2]), int(found[3] or 0)
    return date(year, month, day or months.monthrange(year, month)[1])


@transaction.atomic
def _raise(name: str, rule: Rule, adoption: Adoption, day: date, due: date, now: datetime) -> Duty | None:
    assert rule.duty is not None
    duty, new = Duty.objects.get_or_create(
        school=adoption.school,
        recurs_as=f"{name}:{due}",
        defaults={
            "edition": adoption.edition,
            "clause": rule.clause,
            "do": list(rule.duty.do),
            "to": list(rule.duty.to),
            "within": rule.duty.within,
            "owner_role": post_of(rule.duty.by),
            "subject": subject_of(adoption),
            "raised_at": now,
            "due_at": end_of(day),
        },
    )
    if not new:
        return None
    facts = {"clause": rule.clause, "within": rule.duty.within, "due": due.isoformat()}
    write(school=adoption.school, by=GATEPOST, verb="raised", subject=duty, facts=facts, at=now)
    return duty
