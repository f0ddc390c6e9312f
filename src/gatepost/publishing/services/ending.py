"""How a delivery ends that was not sent."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from gatepost.schools.members import GATEPOST, Actor

from ..models import Delivery, Post
from .moving import record_delivery

S, PS = Delivery.State, Post.State
NOT_SENT = (S.FAILED, S.STOPPED)
NOT_BEGUN = Q(state=S.FAILED) | Q(state=S.BY_HAND, handed_out_at__isnull=True)
"""What is certainly not out. Whoever has had the words to post by hand may have posted it: they say so first."""
TOO_LATE = "It was too late: nothing goes out more than a day after its time."


@transaction.atomic
def stop(delivery: Delivery, why: str, *, by: Actor, at: datetime, stale: bool = False) -> None:
    """It may not be sent, or no longer."""
    Post.objects.select_for_update().get(pk=delivery.post_id)  # before the record, as everybody does
    if _end(delivery, S.STOPPED, why, ""):
        record_delivery(delivery, "post_expired" if stale else "post_stopped", by=by, at=at, text=why)
        hold_if_nothing_is_left(delivery.post, PS.EXPIRED if stale else PS.HELD, why)


@transaction.atomic
def fail(delivery: Delivery, says: str, raw: str, *, by: Actor, at: datetime) -> None:
    """The network did not take it. A person is told why, and can try again."""
    if _end(delivery, S.FAILED, says, raw):
        record_delivery(delivery, "post_not_sent", by=by, at=at, text=says)


def too_late(delivery: Delivery) -> str:
    """That its time has passed, and what kept it."""
    return f"{TOO_LATE} What kept it: {delivery.error}" if delivery.error else TOO_LATE


@transaction.atomic
def give_up(delivery: Delivery, *, at: datetime) -> bool:
    """Put aside what failed or waits for somebody to post it, once it is too late. Whether it was put aside."""
    Post.objects.select_for_update().get(pk=delivery.post_id)
    why = too_late(delivery)
    given_up = Delivery.objects.filter(NOT_BEGUN, pk=delivery.pk)
    if not given_up.update(state=S.STOPPED, error=why, next_try_at=at):
        return False
    record_delivery(delivery, "post_expired", by=GATEPOST, at=at, text=why)
    hold_if_nothing_is_left(delivery.post, PS.EXPIRED, why)
    return True


def hold_if_nothing_is_left(post: Post, state: str, why: str) -> None:
    """A post of which nothing is out, and nothing will go out, is not scheduled any more."""
    if not post.deliveries.exclude(state__in=NOT_SENT).exists():
        Post.objects.filter(pk=post.pk, state=PS.SCHEDULED).update(state=state, reason=why)
        post.refresh_from_db()


def _end(delivery: Delivery, state: str, says: str, raw: str) -> bool:
    """End it, if it is still in our hands."""
    mine = Delivery.objects.filter(pk=delivery.pk, state=S.SENDING, claim=delivery.claim)
    ended = mine.update(state=state, step=Delivery.Step.NOTHING, error=says, raw=raw, claim="", claimed_at=None)
    delivery.refresh_from_db()
    return bool(ended)
