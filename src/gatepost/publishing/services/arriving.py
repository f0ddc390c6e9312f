"""A post has arrived: it is out, which is written down, put to the policy as done, and followed by what the policy asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from gatepost.platforms.outcomes import Sent
from gatepost.rulings.services import rule
from gatepost.schools.members import Actor, member_of
from gatepost.schools.policies import NoPolicyInForce

from ..content import sought_in
from ..judging.judgement import Judgement, judge
from ..models import Delivery, Post
from .correcting import locked, take_its_place
from .ending import COMING_DOWN, came_out_unwanted
from .moving import record_delivery

S, PS = Delivery.State, Post.State
GOING = (PS.SCHEDULED, PS.PUBLISHED)
WANTED = (*GOING, PS.HELD)
KNOWN = (S.SENT, S.TO_REMOVE, S.TAKEN_DOWN)


def arrived(delivery: Delivery, sent: Sent, *, by: Actor, at: datetime, **facts: Any) -> None:
    """It is out. If it was to come down, or was stopped, removing it is next."""
    judged = _judged(delivery, at)  # before the database is held: what is out is out
    _write_down(delivery, sent, judged, by, at, facts)


@transaction.atomic
def _write_down(
    delivery: Delivery, sent: Sent, judged: Iterable[Judgement], by: Actor, at: datetime, facts: Mapping[str, Any]
) -> None:
    post = locked(delivery.post)
    found = Delivery.objects.filter(pk=delivery.pk).exclude(state__in=KNOWN)
    wanted = post.state in WANTED and not found.filter(state=S.STOPPED).exists()
    there = {"network_id": sent.id[:200] or delivery.network_id, "address": sent.address[:500] or delivery.address}
    out = {**there, "sent_at": at, "error": "", "raw": "", "left_there": False, "left_because": "", **facts}
    if not found.update(state=S.SENT if wanted else S.TO_REMOVE, next_try_at=at, **out):
        return
    delivery.refresh_from_db()
    take_its_place(delivery, by=by, at=at)
    if post.published_at is None:
        Post.objects.filter(pk=post.pk).update(published_at=at, sought=sought_in(post))
    if wanted:
        Post.objects.filter(pk=post.pk, state__in=(PS.SCHEDULED, PS.HELD)).update(state=PS.PUBLISHED, reason="")
    delivery.post.refresh_from_db()
    _rule_as_done(delivery, judged, by, at)
    verb = "post_posted_by_hand" if delivery.sent_by_id else "post_sent"
    record_delivery(delivery, verb, by=by, at=at, content=delivery.digest)
    if not wanted:
        _must_not_stay(delivery.post, at)


def _must_not_stay(post: Post, at: datetime) -> None:
    """It went out although it had been stopped. So it comes down there, and the post with it, unless it goes out elsewhere or is out."""
    if post.state in GOING and post.deliveries.exclude(state__in=(S.STOPPED, *COMING_DOWN)).exists():
        # as with any post that is out in part: nobody changes it, and the rest of it goes on
        Post.objects.filter(pk=post.pk, state=PS.SCHEDULED).update(state=PS.PUBLISHED, reason="")
        post.refresh_from_db()
    else:
        came_out_unwanted(post, at)


def _judged(delivery: Delivery, at: datetime) -> list[Judgement]:
    """What the policy says of it now; where none is in force any more, nothing can be decided."""
    try:
        return judge(delivery.post, account=delivery.account, at=at)
    except NoPolicyInForce:
        return []


def _rule_as_done(delivery: Delivery, judged: Iterable[Judgement], by: Actor, at: datetime) -> None:
    """Put it to the policy as done."""
    for each in judged:
        sender = each.sender or delivery.post.author
        rule(
            school=delivery.post.school,
            situation=each.situation,
            subject=delivery.post,
            by=by,
            done=True,
            at=at,
            acting=member_of(sender),
        )
