"""What nobody knows of: found out, before anything is sent again. And what a worker had in hand that is gone."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from gatepost.platforms.errors import NotConnected, PlatformError
from gatepost.platforms.outcomes import Sent
from gatepost.records.files import EvidenceDamaged
from gatepost.schools.members import GATEPOST, Actor
from gatepost.schools.roles import Permission
from gatepost.schools.secrets import SecretsError

from ..connections import by_hand, elsewhere, platform_for
from ..drafts import draft_of
from ..models import Delivery, Post
from ..times import LOOKED_UP_AFTER, LOOKED_UP_EVERY, STALE, pause
from .arriving import GOING, arrived
from .connecting import not_let_in
from .ending import TOO_LATE, end_if_nothing_is_left
from .last_look import Stopped, last_look
from .moving import record_delivery

S, Step = Delivery.State, Delivery.Step
BEGUN_AGAIN = {"state": S.DUE, "step": Step.NOTHING, "claim": "", "claimed_at": None}
UNWANTED = "It never arrived, and nobody wants it out any more."
NOT_AGAIN = "It is not known whether the change was made, and it is not made again."
LOOK_THERE = "Look there, and say here whether it is out."
FOR_LONG = "For a day Gatepost has not found out. Look there yourself, and say here whether it is out."


def look_up(*, delivery: Delivery, by: Actor, at: datetime | None = None) -> None:
    """Find out about a delivery of which nobody knows whether it arrived, less and less often. Only what is certainly not there is sent
    again. A change that nobody wants any more may stand there all the same: it has to come down."""
    by.require(Permission.COMPOSE_POSTS, delivery.post.school)
    moment = at or timezone.now()
    unknown = Delivery.objects.filter(pk=delivery.pk, state=S.UNCONFIRMED)
    again = moment + pause(_since(delivery), moment, LOOKED_UP_AFTER, LOOKED_UP_EVERY)
    if not unknown.filter(next_try_at__lte=moment).update(next_try_at=again):
        return
    if delivery.replaces_id and delivery.post.state not in GOING:
        unknown.update(state=S.TO_REMOVE, next_try_at=moment)
    else:
        _find_out(delivery, unknown, by, moment)
    delivery.refresh_from_db()


def _find_out(delivery: Delivery, unknown: QuerySet[Delivery], by: Actor, at: datetime) -> None:
    if why := elsewhere(delivery):
        unknown.update(error=f"{why} {LOOK_THERE}")
        return
    try:
        sent = _changed_again(delivery, at) if delivery.replaces_id else platform_for(delivery).look_up(delivery.key)
    except Stopped as why:
        unknown.update(error=_for_long(delivery, f"{NOT_AGAIN} {why}", at))
    except PlatformError as problem:
        if isinstance(problem, NotConnected):
            not_let_in(account=delivery.account, problem=problem, at=at)
        unknown.update(error=_for_long(delivery, problem.says, at), raw=problem.raw)
    except (SecretsError, EvidenceDamaged) as problem:
        unknown.update(error=_for_long(delivery, str(problem), at))
    else:
        if sent:
            arrived(delivery, sent, by=by, at=at)
        else:
            not_there(delivery, by=by, at=at)


def _changed_again(delivery: Delivery, at: datetime) -> Sent:
    """Make a change once more, if it may still be made: that comes to the same as once. Until then it counts as perhaps out.

    Raises:
        Stopped, PlatformError, SecretsError, EvidenceDamaged: it is still not known.
    """
    platform = platform_for(delivery)
    if at - delivery.due_at > STALE:
        raise Stopped(TOO_LATE)
    with transaction.atomic():
        last_look(delivery, at)
    draft = draft_of(delivery.post.wordings.get(account=delivery.account), delivery.key)
    outcome = None if by_hand(platform) else platform.send(platform.check(platform.upload(draft, delivery.digest)))
    if not isinstance(outcome, Sent):
        raise Stopped("The account is posted to by hand now. Look there, and say whether it is changed.")
    return outcome


def _since(delivery: Delivery) -> datetime:
    """Since when it may be out."""
    return delivery.claimed_at or delivery.due_at


def _for_long(delivery: Delivery, says: str, at: datetime) -> str:
    """Why it is still not known; after a day with the request to look."""
    return f"{says} {FOR_LONG}" if at - _since(delivery) > STALE else says


@transaction.atomic
def not_there(delivery: Delivery, *, by: Actor, at: datetime) -> None:
    """It did certainly not arrive: it begins again, unless it is not wanted any more."""
    post = Post.objects.select_for_update().get(pk=delivery.post_id)
    wanted = post.state in GOING
    outcome = BEGUN_AGAIN if wanted else {**BEGUN_AGAIN, "state": S.STOPPED, "error": UNWANTED}
    if not Delivery.objects.filter(pk=delivery.pk, state=S.UNCONFIRMED).update(next_try_at=at, **outcome):
        return
    record_delivery(delivery, "post_not_there", by=by, at=at)
    if not wanted:
        end_if_nothing_is_left(post, Post.State.HELD, UNWANTED, at)


def rescue(before: datetime, at: datetime) -> None:
    """Take over what a worker had in hand that is gone. Only what may have been shown is looked up; the rest begins again."""
    gone = Delivery.objects.filter(state=S.SENDING, claimed_at__lt=before)
    for delivery in gone.select_related("post__school"):
        with transaction.atomic():
            shown = delivery.step == Step.ARMED
            taken_over = {"state": S.UNCONFIRMED} if shown else BEGUN_AGAIN
            same = gone.filter(pk=delivery.pk, claim=delivery.claim, step=delivery.step)
            if same.update(**taken_over, next_try_at=at):
                record_delivery(delivery, "post_taken_over_from_worker", by=GATEPOST, at=at, may_be_out=shown)
