"""Posts are given and ended.

A post opens doors, and gives a word in decisions, so nobody can hand out, or take away, more than they have themselves, except who
administers the school; and nobody gives themselves more than they have.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q

from gatepost.records.services import write

from ..members import Actor, Member
from ..models import Person, PostHeld
from ..roles import PERMISSIONS, Permission, Role

HELD_BY_ONE = frozenset({Role.HEADTEACHER, Role.CHAIR_OF_GOVERNORS})
"""Posts of which a school has one holder at a time: who is appointed succeeds whoever held it."""


def may_give(by: Actor, role: Role, person: Person) -> bool:
    """Whether an actor may give a post to somebody, or end it."""
    if not isinstance(by, Member):
        return True
    if by.may(Permission.ADMINISTER) and by.person.pk != person.pk:
        return True
    # Whose word the policy wants goes by the post: an office manager decides, but not as a senior leader.
    a_word_of_its_own = Permission.DECIDE_APPLICATIONS in PERMISSIONS[role] and role not in by.roles
    return PERMISSIONS[role] <= by.permissions and not a_word_of_its_own


def may_act_on(by: Actor, person: Person, posts: Iterable[PostHeld]) -> bool:
    """Whether all of somebody's posts are an actor's to give. Else a last day, say, would end what the actor may not end."""
    return all(may_give(by, Role(post.role), person) for post in posts)


def require_power_over(by: Actor, person: Person) -> None:
    """Refuse unless every post that somebody holds, or is to hold, is the actor's to give.

    Raises:
        PermissionDenied: one is not.
    """
    if not may_act_on(by, person, person.posts.not_over()):
        raise PermissionDenied("Whoever holds a post that is not yours to give is not yours to let in or out.")


@transaction.atomic
def give_post(*, person: Person, role: Role, by: Actor, from_day: date, until_day: date | None = None) -> PostHeld:
    """Somebody holds a post from a day. A new headteacher or chair ends the post of the one before, the day before.

    Raises:
        PermissionDenied: the post may do more than the actor.
        ValidationError: the person holds it already on those days, or is not here then; or somebody holds it from that day or later
            of whom the school has one at a time.
    """
    by.require(Permission.MANAGE_PEOPLE, person.school)
    _require_gift(by, role, person)
    _require_presence(person, from_day, until_day)
    if _held_between(person, role, from_day, until_day):
        raise ValidationError(f"{person.name} already holds the post of {role.words} on those days.")
    if role in HELD_BY_ONE:
        _succeed(person, role, by, from_day, until_day)
    post = PostHeld(person=person, role=role, from_day=from_day, until_day=until_day)
    post.full_clean()
    post.save()
    write(
        school=person.school,
        by=by,
        verb="post_given",
        subject=person,
        facts={"role": role.value, "from_day": from_day.isoformat(), "until_day": _iso(until_day)},
    )
    return post


@transaction.atomic
def end_post(*, post: PostHeld, by: Actor, last_day: date) -> None:
    """Somebody stops holding a post.

    Raises:
        PermissionDenied: the post may do more than the actor.
        ValidationError: it would end before it began, or has ended already.
    """
    person, role = post.person, Role(post.role)
    by.require(Permission.MANAGE_PEOPLE, person.school)
    _require_gift(by, role, person, own_to_give_up=True)
    _end(post, by, last_day)


def _succeed(person: Person, role: Role, by: Actor, from_day: date, until_day: date | None) -> None:
    """End the posts of those who hold it, the day before. Whoever has been given it from that day or later is not overtaken."""
    others = PostHeld.objects.filter(person__school=person.school, role=role).select_related("person__school")
    later = others.filter(from_day__gte=from_day)
    if next_one := (later.filter(from_day__lte=until_day) if until_day else later).first():
        has = f"{next_one.person.name} has the post of {role.words} from {next_one.from_day:%d %B %Y}"
        raise ValidationError(f"{has}, and only one person at a time holds it.")
    for post in others.not_over(from_day).filter(from_day__lt=from_day):
        _end(post, by, from_day - timedelta(days=1))


def _end(post: PostHeld, by: Actor, last_day: date) -> None:
    if last_day < post.from_day:
        raise ValidationError(f"The post began on {post.from_day:%d %B %Y}. It cannot end before that.")
    still = Q(until_day__isnull=True) | Q(until_day__gt=last_day)
    if not PostHeld.objects.filter(still, pk=post.pk).update(until_day=last_day):
        raise ValidationError(f"{post.person.name} no longer holds the post on that day.")
    post.until_day = last_day
    write(
        school=post.person.school,
        by=by,
        verb="post_ended",
        subject=post.person,
        facts={"role": post.role, "last_day": last_day.isoformat()},
    )


def _require_gift(by: Actor, role: Role, person: Person, own_to_give_up: bool = False) -> None:
    own = own_to_give_up and isinstance(by, Member) and by.person.pk == person.pk
    if not own and not may_give(by, role, person):
        raise PermissionDenied(f"The post of {role.words} is not yours to give or end.")


def _require_presence(person: Person, from_day: date, until_day: date | None) -> None:
    if person.kind == Person.Kind.PUPIL:
        raise ValidationError("A pupil holds no post.")
    if person.left_on is not None and (from_day > person.left_on or until_day is None or until_day > person.left_on):
        raise ValidationError(f"The last day of {person.name} is {person.left_on:%d %B %Y}. The post must end by then.")


def _held_between(person: Person, role: Role, first: date, last: date | None) -> bool:
    held = person.posts.filter(Q(until_day__isnull=True) | Q(until_day__gte=first), role=role)
    return (held.filter(from_day__lte=last) if last else held).exists()


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
