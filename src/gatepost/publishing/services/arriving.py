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

from ..judging.judgement import Judgement, judge
from ..models import Delivery, Post
from .correcting import take_its_place
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
    post = Post.objects.select_for_update().get(pk=delivery.post_id)
    found = Delivery.objects.filter(pk=delivery.pk).exclude(state__in=KNOWN)
    wanted = post.state in WANTED and not found.filter(state=S.STOPPED).exists()
    out = {"network_id": sent.id[:200], "address": sent.address[:500], "sent_at": at, "error": "", "left_there": False}
    if not found.update(state=S.SENT if wanted else S.TO_REMOVE, next_try_at=at, **out, **facts):
        return
    delivery.refresh_from_db()
    take_its_place(delivery, by=by, at=at)
    if post.published_at is None:
        Post.objects.filter(pk=post.pk).update(published_at=at)
    if wanted:
        Post.objects.filter(pk=post.pk, state__in=(PS.SCHEDULED, PS.HELD)).update(state=PS.PUBLISHED, reason="")
    delivery.post.refresh_from_db()
    _rule_as_done(delivery, judged, by, at)
    verb = "post_posted_by_hand" if delivery.sent_by_id else "post_sent"
    record_delivery(delivery, verb, by=by, at=at, content=delivery.digest)


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
