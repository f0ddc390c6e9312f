"""What of the posts somebody should see to."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from gatepost.schools.members import Member
from gatepost.schools.models import School
from gatepost.schools.roles import Permission

from ..hands import mine_first
from ..models import Delivery, Pause
from .visible import UNFINISHED

State = Delivery.State
TROUBLE = (
    Q(state__in=(State.FAILED, State.UNCONFIRMED))
    | (Q(state=State.DUE) & ~Q(error=""))
    | (Q(left_there=True) & ~Q(left_because=""))
)
"""Not sent, not known whether it was, put off as the network does not answer, or not shown but still there."""


@dataclass(frozen=True, slots=True)
class ToDo:
    """What a member has to see to with their own hands."""

    to_post: list[Delivery]
    to_remove: list[Delivery]
    in_trouble: list[Delivery]


def to_do(member: Member) -> ToDo:
    """Everything that is theirs to see to, of their own posts first. Mostly that is nothing, which is quick to find out."""
    by_hand = (State.BY_HAND, State.TO_REMOVE)
    waiting = Delivery.objects.filter(Q(state__in=by_hand) | TROUBLE, account__school=member.school)
    waiting = waiting.exclude(_hidden_from(member))
    if not waiting.exists():
        return ToDo([], [], [])
    found = mine_first(waiting.select_related("post", "account").order_by("due_at", "pk"), member)
    return ToDo(
        to_post=[each for each in found if each.state == State.BY_HAND],
        to_remove=[each for each in found if each.state == State.TO_REMOVE],
        in_trouble=[each for each in found if each.state not in by_hand],
    )


def _hidden_from(member: Member) -> Q:
    """What belongs to somebody else's unfinished post."""
    sees_all = member.may(Permission.APPROVE_POSTS)
    return Q(pk__in=()) if sees_all else Q(post__state__in=UNFINISHED) & ~Q(post__author=member.person)


def pauses(school: School) -> QuerySet[Pause]:
    """What keeps everything from going out now."""
    return Pause.objects.filter(school=school, ended_at__isnull=True).select_related("by")
