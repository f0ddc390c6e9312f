"""Taking a post down, everywhere, and saying where it could not be done."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import BinaryIO

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from gatepost.platforms.errors import NotConnected, PlatformError
from gatepost.platforms.outcomes import Sent, TakenDown
from gatepost.records.services import add_evidence, subject_of
from gatepost.rulings.ledger import do_duty
from gatepost.rulings.models import Duty
from gatepost.rulings.steps import DO, may_take
from gatepost.schools.members import GATEPOST, Actor
from gatepost.schools.roles import Permission
from gatepost.schools.secrets import SecretsError

from ..connections import by_hand, elsewhere, platform_out
from ..errors import NotDone
from ..hands import require_hand
from ..models import Delivery, Post, TakeDown
from ..moves import TAKE_DOWN
from ..situations import REMOVING
from .connecting import not_let_in
from .correcting import end_with, locked
from .moving import record, record_delivery, require_open, shift, stop_deliveries

log = logging.getLogger("gatepost.publishing")

S = Delivery.State
WHERE_IT_STANDS = Q(state=S.SENT) | Q(state=S.UNCONFIRMED, replaces__isnull=False)
"""What is out, and changes of which nobody knows whether they were made: where, is known. Whether the rest is out is looked up first."""
AGAIN = timedelta(minutes=30)
OUR_FAULT = (
    "Something went wrong in Gatepost itself, and it is still there. It is tried again; you can also remove it by hand."
)
OPEN_IT = "Open the post there and delete it, with its pictures. Then say here that it is gone."


def take_down(*, post: Post, by: Actor, because: str, reason: str = "", at: datetime | None = None) -> list[Delivery]:
    """Ask for a post to come down, and remove it at once where Gatepost can. Gives what somebody has to remove by hand.

    Raises:
        NotDone: nothing of it is out, or on its way.
        Overtaken: somebody else has taken it down.
    """
    by.require(Permission.SEE_OWN, post.school)
    moment = at or timezone.now()
    versions = ask_to_come_down(post, by, because, reason, moment)
    theirs = Delivery.objects.filter(post__in=versions).select_related("account__school", "post__school")
    for delivery in theirs.filter(state=S.TO_REMOVE):
        remove(delivery=delivery, by=by, at=moment)
    return list(theirs.filter(state__in=(S.TO_REMOVE, S.SENDING, S.UNCONFIRMED)))


@transaction.atomic
def ask_to_come_down(post: Post, by: Actor, because: str, reason: str, at: datetime) -> list[Post]:
    """Write down that it comes down, with every other version of it that is out. Gives them all.

    A post that was corrected while somebody asked for it comes down as it stands there now, whoever corrected it."""
    require_open(TAKE_DOWN, post, by)
    corrected = locked(post).state == Post.State.CORRECTED
    stand_now = list(post.corrections.filter(state=Post.State.PUBLISHED)) if corrected else []
    return [each for version in stand_now or [post] for each in _comes_down(version, by, because, reason, at)]


def _comes_down(post: Post, by: Actor, because: str, reason: str, at: datetime) -> list[Post]:
    shift(post, TAKE_DOWN.sources, state=TAKE_DOWN.target, changed_at=at)
    stop_deliveries(post, "The post was taken down.")
    if not post.deliveries.exclude(state=S.STOPPED).exists():
        raise NotDone("Nothing of this post is out. Withdraw it instead.")
    post.deliveries.filter(WHERE_IT_STANDS).update(state=S.TO_REMOVE, next_try_at=at)
    post.deliveries.filter(state=S.UNCONFIRMED).update(next_try_at=at)
    TakeDown.objects.create(post=post, because=because, reason=reason, by=by.person, at=at)
    record(post, "post_taken_down", by=by, at=at, text=reason, because=because)
    others = end_with(post, at=at)
    return [post, *(each for other in others for each in _comes_down(other, GATEPOST, because, reason, at))]


def remove(*, delivery: Delivery, by: Actor, at: datetime | None = None) -> None:
    """Remove what is out on one account, unless somebody else is at it. What could not be removed is for a person, with the reason."""
    by.require(Permission.SEE_OWN, delivery.post.school)
    moment = at or timezone.now()
    mine = Delivery.objects.filter(pk=delivery.pk, state=S.TO_REMOVE, next_try_at__lte=moment)
    if not mine.update(next_try_at=moment + AGAIN):
        return
    try:
        _remove(delivery, by, moment)
    except PlatformError as problem:
        if isinstance(problem, NotConnected):
            not_let_in(account=delivery.account, problem=problem, at=moment)
        _remains(delivery, problem.says, problem.raw, by, moment)
    except SecretsError as problem:
        _remains(delivery, str(problem), "", by, moment)
    except Exception:  # ours: what is on other accounts is removed all the same
        log.exception("taking down broke off")
        _remains(delivery, OUR_FAULT, "", by, moment)


def _remove(delivery: Delivery, by: Actor, at: datetime) -> None:
    platform = platform_out(delivery)
    if by_hand(platform):
        Delivery.objects.filter(pk=delivery.pk, state=S.TO_REMOVE).update(error=_for_a_person(delivery))
        delivery.refresh_from_db()
        return
    outcome = platform.take_down(Sent(delivery.key, delivery.network_id, delivery.address))
    if isinstance(outcome, TakenDown) and outcome.everything:
        _removed(delivery, "post_removed", by, at)
    else:
        left = outcome.remains if isinstance(outcome, TakenDown) else outcome.steps
        _remains(delivery, " ".join(left), "", by, at)


def _for_a_person(delivery: Delivery) -> str:
    """Why somebody has to remove it, with what is known of it already."""
    known, why = delivery.error, elsewhere(delivery)
    if why and why not in known:
        return " ".join(part for part in (known, why, OPEN_IT) if part)
    return known or OPEN_IT


@transaction.atomic
def removed_by_hand(
    *,
    delivery: Delivery,
    by: Actor,
    screenshot: tuple[str, str, BinaryIO] | None = None,
    at: datetime | None = None,
) -> None:
    """Somebody says that they have removed it; if they like with a screenshot (name, media type, file).

    Raises:
        PermissionDenied: it is not theirs to say.
        NotDone: it is not to be removed, or somebody else has said so already.
    """
    require_hand(delivery, by)
    moment = at or timezone.now()
    if not _removed(delivery, "post_removed_by_hand", by, moment):
        raise NotDone("This is not to be removed any more.")
    if screenshot:
        name, media_type, stream = screenshot
        add_evidence(
            school=delivery.post.school,
            by=by,
            subject=delivery.post,
            name=name,
            media_type=media_type,
            stream=stream,
            at=moment,
        )


def removal_duties(post: Post) -> Iterable[Duty]:
    """What is due because a post has to come down."""
    due = post.school.duties.filter(state=Duty.State.DUE, subject=subject_of(post))
    return [duty for duty in due if REMOVING in duty.do]


@transaction.atomic
def _removed(delivery: Delivery, verb: str, by: Actor, at: datetime) -> bool:
    """It is gone, and with the last of it what was owed because of it is done. Whether it was to be removed at all."""
    found = Delivery.objects.filter(pk=delivery.pk, state=S.TO_REMOVE)
    if not found.update(state=S.TAKEN_DOWN, taken_down_at=at, error=""):
        return False
    delivery.refresh_from_db()
    post = delivery.post
    record_delivery(delivery, verb, by=by, at=at)
    if not post.deliveries.filter(state__in=(S.SENT, S.SENDING, S.UNCONFIRMED, S.TO_REMOVE)).exists():
        for duty in removal_duties(post):
            do_duty(duty=duty, by=by if may_take(DO, duty, by) else GATEPOST, note="The post was taken down.", at=at)
    return True


@transaction.atomic
def _remains(delivery: Delivery, says: str, raw: str, by: Actor, at: datetime) -> None:
    """Gatepost tried, and it is still there. The record says so whenever the reason is another."""
    known = delivery.error
    if Delivery.objects.filter(pk=delivery.pk, state=S.TO_REMOVE).update(error=says, raw=raw) and says != known:
        record_delivery(delivery, "post_not_removed", by=by, at=at, text=says)
    delivery.refresh_from_db()
