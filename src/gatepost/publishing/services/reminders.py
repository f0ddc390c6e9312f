"""Reminders to post: setting, changing and ending them; beginning the post that one asks for, or saying that there is none this time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from gatepost.channels.models import Account
from gatepost.records.services import write
from gatepost.rulings.posts import POSTS, Posts, has_left, posts_held
from gatepost.schools.members import GATEPOST, Actor, Member
from gatepost.schools.models import Person, PostHeld, School
from gatepost.schools.roles import PERMISSIONS, Permission, Role

from ..errors import NotDone
from ..models import Post, PostDue, PostReminder
from ..situations import categories
from .writing import Worded, Written, draft

WRITING = frozenset(role for role in Role if Permission.COMPOSE_POSTS in PERMISSIONS[role])
REMINDED = WRITING & POSTS
"""The posts that can be reminded: of those few that one person or two hold, those who write posts."""


@dataclass(frozen=True)
class Wanted:
    """What somebody wants to be reminded of, each week."""

    says: str
    account: Account
    owner: Person | Role
    weekday: int
    at: time
    category: str = ""
    text: str = ""


@transaction.atomic
def set_reminder(*, by: Member, wanted: Wanted, at: datetime | None = None) -> PostReminder:
    """Have somebody reminded each week. Others than oneself are reminded by those who approve posts.

    Raises:
        PermissionDenied: somebody else is to be reminded, and that is not theirs to say.
        NotDone: something of it cannot be.
    """
    moment = at or timezone.now()
    facts = _checked(by, wanted)
    reminder = PostReminder.objects.create(school=by.school, since=moment, **facts)
    record(reminder, "post_reminder_set", by=by, at=moment)
    return reminder


@transaction.atomic
def change_reminder(*, reminder: PostReminder, by: Member, wanted: Wanted, at: datetime | None = None) -> None:
    """Change a reminder from now on. What has come already stays."""
    _require(reminder, by)
    moment = at or timezone.now()
    facts = _checked(by, wanted)
    if not _standing(reminder).update(since=moment, **facts):
        raise NotDone("This reminder has ended. Set a new one.")
    reminder.refresh_from_db()
    record(reminder, "post_reminder_changed", by=by, at=moment)


@transaction.atomic
def end_reminder(*, reminder: PostReminder, by: Member, at: datetime | None = None) -> None:
    """Have nobody reminded any more, now included."""
    _require(reminder, by)
    moment = at or timezone.now()
    if not _standing(reminder).update(ended_at=moment):
        raise NotDone("This reminder has ended already.")
    reminder.times.filter(closed_at__isnull=True).update(closed_at=moment)
    record(reminder, "post_reminder_ended", by=by, at=moment)


@transaction.atomic
def begin_post(*, due: PostDue, by: Member, at: datetime | None = None) -> Post:
    """Begin the post that a reminder asks for, with what it starts from.

    Raises:
        NotDone: a colleague was faster.
    """
    reminder, moment = due.reminder, at or timezone.now()
    _require_reminded(reminder, by)
    _close(due, moment)
    place = [Worded(reminder.account)] if reminder.account.state == Account.State.OPEN else []
    post = draft(by=by, written=Written(text=reminder.text, category=reminder.category, wordings=place), at=moment)
    PostDue.objects.filter(pk=due.pk).update(post=post)
    return post


@transaction.atomic
def not_this_time(*, due: PostDue, by: Member, at: datetime | None = None) -> None:
    """Say that there is nothing to post this time. The reminder comes again.

    Raises:
        NotDone: a colleague was faster.
    """
    moment = at or timezone.now()
    _require_reminded(due.reminder, by)
    _close(due, moment)
    record(due.reminder, "post_reminder_skipped", by=by, at=moment, due=due.pk)


def close_earlier(due: PostDue, at: datetime) -> None:
    """The next time has come: what was asked before is not asked any more."""
    passed = due.reminder.times.filter(closed_at__isnull=True).exclude(pk=due.pk)
    if passed.update(closed_at=at):
        record(due.reminder, "post_reminder_passed", by=GATEPOST, at=at)


def record(reminder: PostReminder, verb: str, *, by: Actor, at: datetime, **facts: int) -> None:
    """Write into the record what became of a reminder."""
    told = {"account": reminder.account_id, **facts}
    write(school=reminder.school, by=by, verb=verb, subject=reminder, facts=told, text=reminder.says, at=at)


def owners(reminder: PostReminder, posts: Posts) -> tuple[Person, ...]:
    """Whom it reminds today. Of somebody who has left, the headteacher."""
    if reminder.owner is not None and not has_left(reminder.owner):
        return (reminder.owner,)
    return posts.people(posts.stand_in(Role(reminder.owner_role or Role.HEADTEACHER)))


def may_change(reminder: PostReminder, by: Member) -> bool:
    """One's own, or anybody's for those who approve posts."""
    return by.may(Permission.APPROVE_POSTS) or reminder.owner_id == by.person.pk


def could_be_reminded(school: School) -> list[Person]:
    """The people of a school who write posts today."""
    writing = PostHeld.objects.current().filter(role__in=WRITING, person__school=school).values("person")
    return list(Person.objects.current().filter(pk__in=writing).order_by("last_name", "first_name"))


def _require(reminder: PostReminder, by: Member) -> None:
    by.require(Permission.COMPOSE_POSTS, reminder.school)
    if not may_change(reminder, by):
        raise PermissionDenied(f"post reminder {reminder.pk}")


def _require_reminded(reminder: PostReminder, by: Member) -> None:
    by.require(Permission.COMPOSE_POSTS, reminder.school)
    if not by.may(Permission.APPROVE_POSTS) and by.person not in owners(reminder, posts_held(reminder.school)):
        raise PermissionDenied(f"post reminder {reminder.pk}")


def _checked(by: Member, wanted: Wanted) -> dict[str, object]:
    by.require(Permission.COMPOSE_POSTS, by.school)
    person = wanted.owner if isinstance(wanted.owner, Person) else None
    if person != by.person:
        by.require(Permission.APPROVE_POSTS, by.school)
    if wanted.account.school_id != by.school.pk or wanted.account.state != Account.State.OPEN:
        raise NotDone("Choose an account of the school that is open.")
    if person and person not in could_be_reminded(by.school):
        raise NotDone("Choose somebody of the school who writes posts.")
    if not person and wanted.owner not in REMINDED:
        raise NotDone("Choose a post whose holders write posts.")
    if wanted.category and wanted.category not in categories():
        raise NotDone("Choose what the post is about from the list.")
    if wanted.weekday not in PostReminder.Weekday.values:
        raise NotDone("Choose a day from Monday to Friday.")
    return {
        "says": wanted.says,
        "account": wanted.account,
        "owner": person,
        "owner_role": "" if person else Role(wanted.owner).value,  # type: ignore[arg-type]
        "weekday": wanted.weekday,
        "at": wanted.at,
        "category": wanted.category,
        "text": wanted.text,
    }


def _standing(reminder: PostReminder) -> QuerySet[PostReminder]:
    return PostReminder.objects.filter(pk=reminder.pk, ended_at__isnull=True)


def _close(due: PostDue, at: datetime) -> None:
    if not PostDue.objects.filter(pk=due.pk, closed_at__isnull=True).update(closed_at=at):
        raise NotDone("Somebody has seen to this already.")
    due.refresh_from_db()
