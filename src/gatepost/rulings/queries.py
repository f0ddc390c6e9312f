"""What is asked of the ledger, always within one school."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from gatepost.calendars import AT_ONCE, SchoolCalendar, Span
from gatepost.schools.members import Member
from gatepost.schools.models import School
from gatepost.schools.roles import Permission, Role

from .models import Duty, Ruling
from .posts import Posts, posts_held

AN_HOUR = timedelta(hours=1)
"""What is due at once counts as overdue after this. The policies name no time; this one is ours."""


def of_member(member: Member, posts: Posts | None = None) -> QuerySet[Duty]:
    """The duties, open or closed, that are a member's: their own, and those of the posts for which they answer today."""
    answered = (posts or posts_held(member.school)).answered_for_by(member.person)
    mine = Q(owner=member.person) | Q(owner__isnull=True, owner_role__in=answered)
    if Role.HEADTEACHER in answered:
        mine |= Q(owner__left_on__lt=timezone.localdate())
    return member.school.duties.filter(mine).select_related("owner")


def owed_by(member: Member, posts: Posts | None = None) -> QuerySet[Duty]:
    """The duties that a member owes today, the first due first."""
    return of_member(member, posts).filter(state=Duty.State.DUE)


def owes(member: Member, duty: Duty) -> bool:
    return of_member(member).filter(pk=duty.pk).exists()


def may_see(member: Member, duty: Duty) -> bool:
    """A duty is seen by those who see the whole ledger, by whoever owes it and by whoever closed it."""
    return member.may(Permission.SEE_DUTIES) or duty.closed_by_id == member.person.pk or owes(member, duty)


def may_see_ruling(member: Member, ruling: Ruling) -> bool:
    """A ruling is seen by whoever it was made for, by the readers of the record, and by whoever owes one of its duties."""
    if member.may(Permission.READ_RECORD) or ruling.by_id == member.person.pk:
        return True
    return of_member(member).filter(ruling=ruling).exists()


def ledger(school: School) -> QuerySet[Duty]:
    """Every duty of a school."""
    return school.duties.select_related("owner")


def late(now: datetime) -> Q:
    """Duties that are overdue at a moment."""
    at_once = Q(within__in=AT_ONCE)
    return Q(state=Duty.State.DUE) & (Q(~at_once, due_at__lt=now) | Q(at_once, due_at__lt=now - AN_HOUR))


def is_late(duty: Duty, now: datetime) -> bool:
    """The same of one duty."""
    if duty.state != Duty.State.DUE or duty.due_at is None:
        return False
    return duty.due_at < (now - AN_HOUR if duty.within in AT_ONCE else now)


def calendar_of(school: School) -> SchoolCalendar:
    """The working days of a school, from its terms and closures."""
    return SchoolCalendar(
        tuple(Span(term.first_day, term.last_day, term.name) for term in school.terms.all()),
        tuple(Span(closure.first_day, closure.last_day, closure.name) for closure in school.closures.all()),
    )
