"""Taking a post down, everywhere, and saying where it could not be done."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import BinaryIO

from django.db import transaction
from django.utils import timezone

from gatepost.platforms.errors import PlatformError
from gatepost.platforms.outcomes import Sent, TakenDown
from gatepost.records.services import add_evidence, subject_of
from gatepost.rulings.ledger import do_duty
from gatepost.rulings.models import Duty
from gatepost.rulings.steps import DO, may_take
from gatepost.schools.members import GATEPOST, Actor
from gatepost.schools.roles import Permission
from gatepost.schools.secrets import SecretsError

from ..connections import by_hand, platform_of
from ..errors import NotDone
from ..models import Delivery, Post, TakeDown
from ..moves import TAKE_DOWN
from ..situations import REMOVING
from .moving import make, record, record_delivery, stop_deliveries

S = Delivery.State
AGAIN = timedelta(minutes=30)
OPEN_IT = "Open the post there and delete it, with its pictures. Then say here that it is gone."


def take_down(*, post: Post, by: Actor, because: str, reason: str = "", at: datetime | None = None) -> list[Delivery]:
    """Ask for a post to come down, and remove it at once where Gatepost can. Gives what somebody has to remove by hand.

    Raises:
        NotDone: nothing of it is out, or on its way.
        Overtaken: somebody else has taken it down.
    """
    by.require(Permission.SEE_OWN, post.school)
    moment = at or timezone.now()
    _ask(post, by, because, reason, moment)
    for delivery in post.deliveries.filter(state=S.TO_REMOVE):
        remove(delivery=delivery, by=by, at=moment)
    return list(post.deliveries.filter(state__in=(S.TO_REMOVE, S.SENDING, S.UNCONFIRMED)))


@transaction.atomic
def _ask(post: Post, by: Actor, because: str, reason: str, at: datetime) -> None:
    make(TAKE_DOWN, post, by=by, changed_at=at)
    stop_deliveries(post, "The post was taken down.")
    if not post.deliveries.exclude(state=S.STOPPED).exists():
        raise NotDone("Nothing of this post is out. Withdraw it instead.")
    post.deliveries.filter(state=S.SENT).update(state=S.TO_REMOVE, next_try_at=at)
    TakeDown.objects.create(post=post, because=because, reason=reason, by=by.person, at=at)
    record(post, "post_taken_down", by=by, at=at, text=reason, because=because)


def remove(*, delivery: Delivery, by: Actor, at: datetime | None = None) -> None:
    """Remove what is out on one account. What could not be removed is for a person, with the reason."""
    by.require(Permission.SEE_OWN, delivery.post.school)
    moment = at or timezone.now()
    try:
        platform = platform_of(delivery.account)
        if by_hand(platform):
            _remains(delivery, delivery.error or OPEN_IT, "", moment)
            return
        outcome = platform.take_down(Sent(delivery.key, delivery.network_id, delivery.address))
    except PlatformError as problem:
        _remains(delivery, problem.says, problem.raw, moment, by=by)
    except SecretsError as problem:
        _remains(delivery, str(problem), "", moment, by=by)
    else:
        if isinstance(outcome, TakenDown) and outcome.everything:
            _removed(delivery, "post_removed", by, moment)
        else:
            left = outcome.remains if isinstance(outcome, TakenDown) else outcome.steps
            _remains(delivery, " ".join(left), "", moment, by=by)


@transaction.atomic
def removed_by_hand(
    *,
    delivery: Delivery,
    by: Actor,
    screenshot: tuple[str, str, BinaryIO] | None = None,
    at: datetime | None = None,
) -> None:
    """Somebody says that they have removed it, if they like with a screenshot (name, media type, file).

    Raises:
        NotDone: it is not to be removed, or somebody else has said so already.
    """
    by.require(Permission.COMPOSE_POSTS, delivery.post.school)
    moment = at or timezone.now()
    _removed(delivery, "post_removed_by_hand", by, moment)
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
def _removed(delivery: Delivery, verb: str, by: Actor, at: datetime) -> None:
    found = Delivery.objects.filter(pk=delivery.pk, state=S.TO_REMOVE)
    if not found.update(state=S.TAKEN_DOWN, taken_down_at=at, error=""):
        raise NotDone("This is not to be removed any more.")
    delivery.refresh_from_db()
    post = delivery.post
    record_delivery(delivery, verb, by=by, at=at)
    if not post.deliveries.filter(state=S.TO_REMOVE).exists():
        for duty in removal_duties(post):
            do_duty(duty=duty, by=by if may_take(DO, duty, by) else GATEPOST, note="The post was taken down.", at=at)


@transaction.atomic
def _remains(delivery: Delivery, says: str, raw: str, at: datetime, by: Actor | None = None) -> None:
    """It is still there. Where Gatepost tried, the record says so."""
    waiting = Delivery.objects.filter(pk=delivery.pk, state=S.TO_REMOVE)
    waiting.update(error=says, raw=raw, next_try_at=at + AGAIN)
    delivery.refresh_from_db()
    if by is not None:
        record_delivery(delivery, "post_not_removed", by=by, at=at, text=says)
