"""What of the posts somebody should see to."""

from __future__ import annotations

from django.db.models import QuerySet

from gatepost.schools.members import Member
from gatepost.schools.models import School

from ..models import Delivery, Pause


def to_post_by_hand(member: Member) -> QuerySet[Delivery]:
    """What waits for somebody to post it."""
    return _deliveries(member.school, Delivery.State.BY_HAND)


def to_remove(member: Member) -> QuerySet[Delivery]:
    """What has to come down and Gatepost could not remove."""
    return _deliveries(member.school, Delivery.State.TO_REMOVE)


def in_trouble(member: Member) -> QuerySet[Delivery]:
    """What was not sent, or of which nobody knows."""
    return _deliveries(member.school, Delivery.State.FAILED, Delivery.State.UNCONFIRMED)


def pauses(school: School) -> QuerySet[Pause]:
    """What keeps everything from going out now."""
    return Pause.objects.filter(school=school, ended_at__isnull=True).select_related("by")


def _deliveries(school: School, *states: str) -> QuerySet[Delivery]:
    found = Delivery.objects.filter(post__school=school, state__in=states)
    return found.select_related("post__author", "account").order_by("due_at", "pk")
