"""How a delivery ends that was not sent."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from gatepost.schools.members import GATEPOST, Actor

from ..models import Delivery, Post, TakeDown
from ..moves import WITHDRAW
from .moving import record, record_delivery, stop_deliveries

S, PS = Delivery.State, Post.State
NOT_SENT = (S.FAILED, S.STOPPED)
COMING_DOWN = {S.TO_REMOVE, S.TAKEN_DOWN}
STOPPED_BEFORE = "It was posted although it had been stopped."
NOT_BEGUN = Q(state=S.FAILED) | Q(state=S.BY_HAND, handed_out_at__isnull=True)
"""What is certainly not out. Whoever has had the words to post by hand may have posted it: they say so first."""
TOO_LATE = "It was too late: nothing goes out more than a day after its time."


@transaction.atomic
def stop(delivery: Delivery, why: str, *, by: Actor, at: datetime, stale: bool = False) -> None:
    """It may not be sent, or no longer."""
    Post.objects.select_for_update().get(pk=delivery.post_id)  # before the record, as everybody does
    if _end(delivery, S.STOPPED, why, ""):
        record_delivery(delivery, "post_expired" if stale else "post_stopped", by=by, at=at, text=why)
        end_if_nothing_is_left(delivery.post, PS.EXPIRED if stale else PS.HELD, why, at)


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
    end_if_nothing_is_left(delivery.post, PS.EXPIRED, why, at)
    return True


def end_if_nothing_is_left(post: Post, state: str, why: str, at: datetime) -> None:
    """A post of which nothing is out, and nothing will go out, is not scheduled any more. One that has to come down everywhere that it is
    out counts as taken down."""
    left = set(post.deliveries.exclude(state__in=NOT_SENT).values_list("state", flat=True))
    if not left:
        Post.objects.filter(pk=post.pk, state=PS.SCHEDULED).update(state=state, reason=why)
        post.refresh_from_db()
    elif left <= COMING_DOWN:
        came_out_unwanted(post, at)


def came_out_unwanted(post: Post, at: datetime) -> None:
    """All that is out of it went out although it had been stopped. So nobody changes it any more, or hands it in again."""
    ended = Post.objects.filter(pk=post.pk, state__in=WITHDRAW.sources | {PS.WITHDRAWN, PS.PUBLISHED})
    if ended.update(state=PS.TAKEN_DOWN, held_by=None, reason=STOPPED_BEFORE):
        stop_deliveries(post, STOPPED_BEFORE)
        because = TakeDown.Because.MISTAKE
        TakeDown.objects.create(post=post, because=because, reason=STOPPED_BEFORE, at=at)
        record(post, "post_taken_down", by=GATEPOST, at=at, text=STOPPED_BEFORE, because=because)
        post.refresh_from_db()


def _end(delivery: Delivery, state: str, says: str, raw: str) -> bool:
    """End it, if it is still in our hands."""
    mine = Delivery.objects.filter(pk=delivery.pk, state=S.SENDING, claim=delivery.claim)
    ended = mine.update(state=state, step=Delivery.Step.NOTHING, error=says, raw=raw, claim="", claimed_at=None)
    delivery.refresh_from_db()
    return bool(ended)
