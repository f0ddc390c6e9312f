"""Sending a post to an account: claimed by one worker, decided again at the last moment, and never sent blindly a second time.

No transaction is open while a network is asked. What is known is written down before and after: a delivery that is `sending` and not yet
`armed` has shown nothing and can begin again; one that was armed may be out, and is looked up.
"""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import DatabaseError, close_old_connections, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import get_random_string

from gatepost.platforms.errors import AlreadySent, NotConnected, PlatformError, TryAgain, Unconfirmed
from gatepost.platforms.outcomes import Ready, Sent
from gatepost.platforms.protocol import Platform
from gatepost.records.files import EvidenceDamaged
from gatepost.schools.members import Actor
from gatepost.schools.roles import Permission
from gatepost.schools.secrets import SecretsError

from ..connections import by_hand, elsewhere, platform_for, site_of
from ..drafts import draft_of
from ..models import Delivery, Post
from ..times import LOOKED_UP_AFTER, SLOWEST, STALE
from .arriving import GOING, arrived
from .connecting import not_let_in
from .ending import fail, stop, too_late
from .last_look import Stopped, fit, last_look
from .moving import record_delivery
from .pausing import is_paused

log = logging.getLogger("gatepost.publishing")

S, Step = Delivery.State, Delivery.Step
OUR_FAULT = "Something went wrong in Gatepost itself, and nothing was sent. Whoever runs Gatepost finds it in its log."
OUR_FAULT_UNSURE = "Something went wrong in Gatepost itself while it was being sent. It is looked up."
SOMETHING_THERE = "Something of it may be there. Submit the post again."
NO_DATABASE = "Gatepost's database did not answer. Nothing was sent, and it is tried again."


def deliver(*, delivery: Delivery, by: Actor, at: datetime | None = None) -> None:
    """Send a delivery whose time has come, unless somebody else has it in hand. What comes of it stands in the delivery.

    Each step happens at its own moment; only tests say `at`.
    """
    by.require(Permission.COMPOSE_POSTS, delivery.post.school)
    if not _claim(delivery, by, at or timezone.now()):
        return
    try:
        _try(delivery, by, at)
    except Exception as fault:  # ours: it must not keep the delivery in our hands, nor the others from going on
        log.exception("sending broke off")
        if isinstance(fault, DatabaseError):
            close_old_connections()
        _broke_off(delivery, fault, by, at or timezone.now())


def _try(delivery: Delivery, by: Actor, at: datetime | None) -> None:
    """Upload, check, send: and whatever a network, the policy or our own files have against it."""
    try:
        _choose_site(delivery)
        platform = platform_for(delivery)
        fit(delivery, at or timezone.now())
        ready = _ready(delivery, platform)
        if by_hand(platform):
            _hand_over(delivery, by, at or timezone.now())
        elif _arm(delivery, at or timezone.now()):
            _send(delivery, platform, ready, by, at)
    except Stopped as why:
        stop(delivery, str(why), by=by, at=at or timezone.now())
    except AlreadySent as there:
        arrived(delivery, there.sent, by=by, at=at or timezone.now())
    except TryAgain as later:
        _later(delivery, later, by, at or timezone.now())
    except PlatformError as problem:
        if isinstance(problem, NotConnected):
            not_let_in(account=delivery.account, problem=problem, at=at)
        fail(delivery, problem.says, problem.raw, by=by, at=at or timezone.now())
    except SecretsError as problem:
        fail(delivery, str(problem), "", by=by, at=at or timezone.now())
    except EvidenceDamaged as problem:
        says = f"A picture cannot be sent. {problem} Take it out, add it again, and submit the post anew."
        fail(delivery, says, "", by=by, at=at or timezone.now())


# ---------------------------------------------------------------------- the steps


@transaction.atomic
def _claim(delivery: Delivery, by: Actor, at: datetime) -> bool:
    """Take a delivery in hand, if it is still to be sent and nobody else has it."""
    post = Post.objects.select_for_update().get(pk=delivery.post_id)
    if post.state not in GOING or is_paused(post.school):
        return False
    claim = get_random_string(32)
    free = Delivery.objects.filter(pk=delivery.pk, state=S.DUE, next_try_at__lte=at)
    if not free.update(state=S.SENDING, step=Step.NOTHING, claim=claim, claimed_at=at, attempts=F("attempts") + 1):
        return False
    delivery.refresh_from_db()
    delivery.post = post
    if at - delivery.due_at > STALE:
        stop(delivery, too_late(delivery), by=by, at=at, stale=True)
        return False
    return True


def _choose_site(delivery: Delivery) -> None:
    """It goes where the account leads now. What may be on a site already goes nowhere else: it would stay there, and nobody would know.

    Raises:
        Stopped: the account leads elsewhere since.
    """
    if delivery.left_there:
        if why := elsewhere(delivery):
            raise Stopped(f"{why} {SOMETHING_THERE}")
    elif not delivery.replaces_id:
        delivery.site = site_of(delivery.account)
        Delivery.objects.filter(pk=delivery.pk, claim=delivery.claim).update(site=delivery.site)


def _ready(delivery: Delivery, platform: Platform) -> Ready:
    """Everything there, and read back. That something is there now is written down first, so that it can be removed."""
    wording = delivery.post.wordings.get(account=delivery.account)
    draft = draft_of(wording, delivery.key)
    if not by_hand(platform):
        Delivery.objects.filter(pk=delivery.pk, claim=delivery.claim).update(left_there=True)
    return platform.check(platform.upload(draft, delivery.digest))


@transaction.atomic
def _arm(delivery: Delivery, at: datetime) -> bool:
    """Write down that it is about to be shown, after the last look at whether it may be."""
    last_look(delivery, at)
    mine = Delivery.objects.filter(pk=delivery.pk, state=S.SENDING, claim=delivery.claim)
    return bool(mine.update(step=Step.ARMED, claimed_at=at))


def _send(delivery: Delivery, platform: Platform, ready: Ready, by: Actor, at: datetime | None) -> None:
    """The one act that shows it."""
    try:
        outcome = platform.send(ready)
    except Unconfirmed as unsure:
        _unconfirmed(delivery, unsure.says, unsure.raw, by, at or timezone.now())
    else:
        if isinstance(outcome, Sent):
            arrived(delivery, outcome, by=by, at=at or timezone.now())
        else:
            _hand_over(delivery, by, at or timezone.now())


# ---------------------------------------------------------------------- what can come of it


@transaction.atomic
def _unconfirmed(delivery: Delivery, says: str, raw: str, by: Actor, at: datetime) -> None:
    mine = Delivery.objects.filter(pk=delivery.pk, state=S.SENDING, claim=delivery.claim)
    if mine.update(state=S.UNCONFIRMED, error=says, raw=raw, next_try_at=at + LOOKED_UP_AFTER):
        delivery.refresh_from_db()
        record_delivery(delivery, "post_unconfirmed", by=by, at=at)


@transaction.atomic
def _hand_over(delivery: Delivery, by: Actor, at: datetime) -> None:
    """A person posts it now."""
    mine = Delivery.objects.filter(pk=delivery.pk, state=S.SENDING, claim=delivery.claim)
    if mine.update(state=S.BY_HAND, step=Step.NOTHING, error=elsewhere(delivery)):
        delivery.refresh_from_db()
        record_delivery(delivery, "post_to_be_posted_by_hand", by=by, at=at)


@transaction.atomic
def _later(delivery: Delivery, later: TryAgain, by: Actor, at: datetime) -> None:
    """It was certainly not accepted: it is tried again, more and more slowly, until it is stale. The record says so once."""
    pause = max(later.after, min(later.after * 2 ** min(delivery.attempts, 10), SLOWEST))
    mine = Delivery.objects.filter(pk=delivery.pk, state=S.SENDING, claim=delivery.claim)
    again = {"state": S.DUE, "step": Step.NOTHING, "claim": "", "claimed_at": None, "next_try_at": at + pause}
    if mine.update(error=later.says, raw=later.raw, **again) and not delivery.error:
        record_delivery(delivery, "post_put_off", by=by, at=at, text=later.says)
    delivery.refresh_from_db()


def _broke_off(delivery: Delivery, fault: Exception, by: Actor, at: datetime) -> None:
    """A fault of ours, or of our database: what was shown may be out; what was not waits, for the database or for a person."""
    armed = Delivery.objects.filter(pk=delivery.pk, claim=delivery.claim, step=Step.ARMED).exists()
    if armed:
        _unconfirmed(delivery, OUR_FAULT_UNSURE, "", by, at)
    elif isinstance(fault, DatabaseError):
        _later(delivery, TryAgain(NO_DATABASE), by, at)
    else:
        fail(delivery, OUR_FAULT, "", by=by, at=at)
