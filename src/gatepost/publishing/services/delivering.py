"""Sending a post to an account: claimed by one worker, decided again at the last moment, and never sent blindly a second time.

No transaction is open while a network is asked. What is known is written down before and after: a delivery that is `sending` and not yet
`armed` has shown nothing and can begin again; one that was armed may be out, and is looked up.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from gatepost.channels.models import Account
from gatepost.platforms.errors import AlreadySent, PlatformError, TryAgain, Unconfirmed
from gatepost.platforms.outcomes import Ready, Sent, Uploaded
from gatepost.platforms.protocol import Platform
from gatepost.records.files import EvidenceDamaged
from gatepost.rulings.services import rule
from gatepost.schools.members import Actor, member_of
from gatepost.schools.policies import NoPolicyInForce
from gatepost.schools.roles import Permission
from gatepost.schools.secrets import SecretsError

from ..connections import by_hand, platform_of
from ..drafts import draft_of
from ..judging import Judgement, judge
from ..models import Delivery, Post
from ..times import LOOKED_UP_EVERY, SLOWEST, STALE
from .ending import fail, stop
from .moving import record_delivery
from .pausing import is_paused

S, Step, PS = Delivery.State, Delivery.Step, Post.State
GOING = (PS.SCHEDULED, PS.PUBLISHED)


class _Stopped(Exception):
    """It may not be sent. The message says why, in plain words."""


def deliver(*, delivery: Delivery, by: Actor, at: datetime | None = None) -> None:
    """Send a delivery whose time has come, unless somebody else has it in hand. What comes of it stands in the delivery."""
    by.require(Permission.COMPOSE_POSTS, delivery.post.school)
    moment = at or timezone.now()
    if not _claim(delivery, by, moment):
        return
    try:
        platform = platform_of(delivery.account)
        _fit(delivery, moment)
        wording = delivery.post.wordings.get(account=delivery.account)
        uploaded = platform.upload(draft_of(wording, delivery.key), delivery.digest)
        ready = platform.check(uploaded)
        if by_hand(platform):
            _hand_over(delivery, by, moment)
        elif _arm(delivery, platform, uploaded, moment):
            _send(delivery, platform, ready, by, moment)
    except _Stopped as why:
        stop(delivery, str(why), by=by, at=moment)
    except AlreadySent as there:
        arrived(delivery, there.sent, by=by, at=moment)
    except TryAgain as later:
        _later(delivery, later, moment)
    except PlatformError as problem:
        fail(delivery, problem.says, problem.raw, by=by, at=moment)
    except (EvidenceDamaged, SecretsError) as problem:
        fail(delivery, str(problem), "", by=by, at=moment)


@transaction.atomic
def arrived(delivery: Delivery, sent: Sent, *, by: Actor, at: datetime, **facts: Any) -> None:
    """It is out: written down, put to the policy as done, and what follows falls due. If it is to come down, that is next."""
    post = Post.objects.select_for_update().get(pk=delivery.post_id)
    unwanted = post.state == PS.TAKEN_DOWN
    found = Delivery.objects.filter(pk=delivery.pk).exclude(state__in=(S.SENT, S.TO_REMOVE, S.TAKEN_DOWN))
    out = {"network_id": sent.id[:200], "address": sent.address[:500], "sent_at": at, "error": "", **facts}
    if not found.update(state=S.TO_REMOVE if unwanted else S.SENT, next_try_at=at, **out):
        return
    delivery.refresh_from_db()
    if post.published_at is None:
        Post.objects.filter(pk=post.pk).update(published_at=at)
    Post.objects.filter(pk=post.pk, state__in=(PS.SCHEDULED, PS.HELD)).update(state=PS.PUBLISHED, reason="")
    delivery.post.refresh_from_db()
    _rule_as_done(delivery, by, at)
    verb = "post_posted_by_hand" if delivery.sent_by_id else "post_sent"
    record_delivery(delivery, verb, by=by, at=at, content=delivery.digest)


def look_up(*, delivery: Delivery, by: Actor, at: datetime | None = None) -> None:
    """Find out about a delivery of which nobody knows whether it arrived. Only what is certainly not there is sent again."""
    by.require(Permission.COMPOSE_POSTS, delivery.post.school)
    moment = at or timezone.now()
    mine = Delivery.objects.filter(pk=delivery.pk, state=S.UNCONFIRMED, next_try_at__lte=moment)
    if not mine.update(next_try_at=moment + LOOKED_UP_EVERY):
        return
    try:
        sent = platform_of(delivery.account).look_up(delivery.key)
    except PlatformError as problem:
        Delivery.objects.filter(pk=delivery.pk, state=S.UNCONFIRMED).update(error=problem.says, raw=problem.raw)
    except SecretsError as problem:
        Delivery.objects.filter(pk=delivery.pk, state=S.UNCONFIRMED).update(error=str(problem))
    else:
        if sent:
            arrived(delivery, sent, by=by, at=moment)
        else:
            not_there(delivery, by=by, at=moment)
    delivery.refresh_from_db()


@transaction.atomic
def not_there(delivery: Delivery, *, by: Actor, at: datetime) -> None:
    """It did certainly not arrive: it begins again, unless it is not wanted any more."""
    post = Post.objects.select_for_update().get(pk=delivery.post_id)
    wanted = post.state in GOING
    again = {"state": S.DUE if wanted else S.STOPPED, "step": Step.NOTHING, "claim": "", "claimed_at": None}
    Delivery.objects.filter(pk=delivery.pk, state=S.UNCONFIRMED).update(next_try_at=at, **again)
    record_delivery(delivery, "post_not_sent", by=by, at=at)


def rescue(before: datetime) -> int:
    """Take over what a worker had in hand that is gone. Only what may have been shown is looked up; the rest begins again."""
    gone = Delivery.objects.filter(state=S.SENDING, claimed_at__lt=before)
    begun = gone.filter(step=Step.NOTHING).update(state=S.DUE, claim="", claimed_at=None)
    return begun + gone.filter(step=Step.ARMED).update(state=S.UNCONFIRMED, claim="", claimed_at=None)


# ---------------------------------------------------------------------- the steps


@transaction.atomic
def _claim(delivery: Delivery, by: Actor, at: datetime) -> bool:
    """Take a delivery in hand, if it is still to be sent and nobody else has it."""
    post = Post.objects.select_for_update().get(pk=delivery.post_id)
    if post.state not in GOING or is_paused(post.school):
        return False
    claim = get_random_string(32)
    free = Delivery.objects.filter(pk=delivery.pk, state=S.DUE, next_try_at__lte=at)
    if not free.update(state=S.SENDING, step=Step.NOTHING, claim=claim, claimed_at=at, attempts=delivery.attempts + 1):
        return False
    delivery.refresh_from_db()
    delivery.post = post
    if at - delivery.due_at > STALE:
        stop(delivery, "It was too late: nothing goes out more than a day after its time.", by=by, at=at, stale=True)
        return False
    return True


def _fit(delivery: Delivery, at: datetime) -> Judgement:
    """Decide again, by the permissions and the policy of this moment. In doubt it is not sent.

    Raises:
        _Stopped: it may not be sent.
    """
    if Account.objects.get(pk=delivery.account_id).state != Account.State.OPEN:
        raise _Stopped("The account is closed or compromised.")
    try:
        judgement = next(iter(judge(delivery.post, account=delivery.account, at=at)), None)
    except NoPolicyInForce as problem:
        raise _Stopped(str(problem)) from None
    if judgement is None:
        raise _Stopped("The post is no longer meant for this account.")
    if judgement.in_the_way:
        raise _Stopped("There is no longer permission for everybody who is shown or named.")
    if not judgement.may_go:
        raise _Stopped(
            judgement.card.answer if judgement.stopped else "An approval that it needs is missing or has run out."
        )
    return judgement


def _arm(delivery: Delivery, platform: Platform, uploaded: Uploaded, at: datetime) -> bool:
    """Write down that it is about to be shown, after the last look at whether it may be."""
    try:
        with transaction.atomic():
            post = Post.objects.select_for_update().get(pk=delivery.post_id)
            delivery.post = post
            if post.state not in GOING or is_paused(post.school):
                raise _Stopped("It was held back at the last moment.")
            _fit(delivery, at)
            mine = Delivery.objects.filter(pk=delivery.pk, state=S.SENDING, claim=delivery.claim)
            return bool(mine.update(step=Step.ARMED))
    except _Stopped:
        platform.discard(uploaded)
        raise


def _send(delivery: Delivery, platform: Platform, ready: Ready, by: Actor, at: datetime) -> None:
    """The one act that shows it."""
    try:
        outcome = platform.send(ready)
    except Unconfirmed as unsure:
        _unconfirmed(delivery, unsure, by, at)
    else:
        if isinstance(outcome, Sent):
            arrived(delivery, outcome, by=by, at=at)
        else:
            _hand_over(delivery, by, at)


@transaction.atomic
def _unconfirmed(delivery: Delivery, unsure: Unconfirmed, by: Actor, at: datetime) -> None:
    mine = Delivery.objects.filter(pk=delivery.pk, state=S.SENDING)
    mine.update(state=S.UNCONFIRMED, error=unsure.says, raw=unsure.raw, next_try_at=at + LOOKED_UP_EVERY)
    delivery.refresh_from_db()
    record_delivery(delivery, "post_unconfirmed", by=by, at=at)


@transaction.atomic
def _hand_over(delivery: Delivery, by: Actor, at: datetime) -> None:
    """A person posts it now."""
    mine = Delivery.objects.filter(pk=delivery.pk, state=S.SENDING, claim=delivery.claim)
    if mine.update(state=S.BY_HAND, step=Step.NOTHING, error=""):
        delivery.refresh_from_db()
        record_delivery(delivery, "post_to_be_posted_by_hand", by=by, at=at)


def _later(delivery: Delivery, later: TryAgain, at: datetime) -> None:
    """It was certainly not accepted: it is tried again, more and more slowly, until it is stale."""
    pause: timedelta = min(later.after * 2 ** min(delivery.attempts, 10), SLOWEST)
    Delivery.objects.filter(pk=delivery.pk, state=S.SENDING, claim=delivery.claim).update(
        state=S.DUE,
        step=Step.NOTHING,
        claim="",
        claimed_at=None,
        next_try_at=at + max(later.after, pause),
        error=later.says,
        raw=later.raw,
    )
    delivery.refresh_from_db()


def _rule_as_done(delivery: Delivery, by: Actor, at: datetime) -> None:
    """Put it to the policy as done. What is out is out: where no policy is in force any more, nothing can be decided."""
    try:
        judged = judge(delivery.post, account=delivery.account, at=at)
    except NoPolicyInForce:
        return
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
