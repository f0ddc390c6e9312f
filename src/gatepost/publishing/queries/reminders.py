"""Reminders to post: those of a school, and what one has come for somebody."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils import timezone

from gatepost.rulings.posts import Posts, posts_held
from gatepost.schools.members import Member
from gatepost.schools.roles import Permission, Role

from ..models import PostDue, PostReminder


def reminders(member: Member) -> QuerySet[PostReminder]:
    """Those that stand, in the order of the week."""
    standing = member.school.post_reminders.filter(ended_at__isnull=True)
    return standing.select_related("account", "owner")


def times_to_post(member: Member) -> QuerySet[PostDue]:
    """The school's times to post."""
    return PostDue.objects.filter(reminder__school=member.school).select_related(
        "reminder__account", "reminder__school"
    )


def to_begin(member: Member, posts: Posts | None = None) -> QuerySet[PostDue]:
    """What a member is reminded to post now: what is theirs, and what falls to the posts for which they answer today. Mostly nothing is,
    at the whole school, which is quick to find out."""
    standing = PostDue.objects.filter(reminder__school=member.school, closed_at__isnull=True)
    if not (member.may(Permission.COMPOSE_POSTS) and standing.exists()):
        return standing.none()
    answered = (posts or posts_held(member.school)).answered_for_by(member.person)
    mine = Q(reminder__owner=member.person) | Q(reminder__owner__isnull=True, reminder__owner_role__in=answered)
    if Role.HEADTEACHER in answered:
        mine |= Q(reminder__owner__left_on__lt=timezone.localdate())
    return times_to_post(member).filter(mine, closed_at__isnull=True)
