"""What of the posts somebody should see to."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from gatepost.schools.members import Member
from gatepost.schools.models import School

from ..hands import mine_first
from ..models import Delivery, Pause

State = Delivery.State
TROUBLE = Q(state__in=(State.FAILED, State.UNCONFIRMED)) | Q(state=State.DUE) & ~Q(error="")
"""Not sent, not known whether it was, or put off, as the network does not answer."""


@dataclass(frozen=True, slots=True)
class ToDo:
    """What a member has to see to with their own hands."""

    to_post: list[Delivery]
    to_remove: list[Delivery]
    in_trouble: list[Delivery]


def to_do(member: Member) -> ToDo:
    """Everything that is theirs to see to, of their own posts first, in one query."""
    by_hand = (State.BY_HAND, State.TO_REMOVE)
    waiting = Delivery.objects.filter(Q(state__in=by_hand) | TROUBLE, post__school=member.school)
    found = mine_first(waiting.select_related("post", "account").order_by("due_at", "pk"), member)
    return ToDo(
        to_post=[each for each in found if each.state == State.BY_HAND],
        to_remove=[each for each in found if each.state == State.TO_REMOVE],
        in_trouble=[each for each in found if each.state not in by_hand],
    )


def pauses(school: School) -> QuerySet[Pause]:
    """What keeps everything from going out now."""
    return Pause.objects.filter(school=school, ended_at__isnull=True).select_related("by")
