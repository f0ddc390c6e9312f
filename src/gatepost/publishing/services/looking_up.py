"""What nobody knows of: found out, before anything is sent again. And what a worker had in hand that is gone."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from gatepost.platforms.errors import NotConnected, PlatformError
from gatepost.schools.members import GATEPOST, Actor
from gatepost.schools.roles import Permission
from gatepost.schools.secrets import SecretsError

from ..connections import platform_for
from ..models import Delivery, Post
from ..times import LOOKED_UP_EVERY
from .arriving import GOING, arrived
from .connecting import not_let_in
from .ending import hold_if_nothing_is_left
from .moving import record_delivery

S, Step = Delivery.State, Delivery.Step
BEGUN_AGAIN = {"state": S.DUE, "step": Step.NOTHING, "claim": "", "claimed_at": None}
UNWANTED = "It never arrived, and nobody wants it out any more."


def look_up(*, delivery: Delivery, by: Actor, at: datetime | None = None) -> None:
    """Find out about a delivery of which nobody knows whether it arrived. Only what is certainly not there is sent again."""
    by.require(Permission.COMPOSE_POSTS, delivery.post.school)
    moment = at or timezone.now()
    mine = Delivery.objects.filter(pk=delivery.pk, state=S.UNCONFIRMED, next_try_at__lte=moment)
    if not mine.update(next_try_at=moment + LOOKED_UP_EVERY):
        return
    unknown = Delivery.objects.filter(pk=delivery.pk, state=S.UNCONFIRMED)
    try:
        sent = platform_for(delivery).look_up(delivery.key)
    except PlatformError as problem:
        if isinstance(problem, NotConnected):
            not_let_in(account=delivery.account, problem=problem, at=moment)
        unknown.update(error=problem.says, raw=problem.raw)
    except SecretsError as problem:
        unknown.update(error=str(problem))
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
    outcome = BEGUN_AGAIN if wanted else {**BEGUN_AGAIN, "state": S.STOPPED, "error": UNWANTED}
    if not Delivery.objects.filter(pk=delivery.pk, state=S.UNCONFIRMED).update(next_try_at=at, **outcome):
        return
    record_delivery(delivery, "post_not_there", by=by, at=at)
    if not wanted:
        hold_if_nothing_is_left(post, Post.State.HELD, UNWANTED)


def rescue(before: datetime, at: datetime) -> None:
    """Take over what a worker had in hand that is gone. Only what may have been shown is looked up; the rest begins again."""
    gone = Delivery.objects.filter(state=S.SENDING, claimed_at__lt=before)
    for delivery in gone.select_related("post__school"):
        with transaction.atomic():
            shown = delivery.step == Step.ARMED
            state = S.UNCONFIRMED if shown else S.DUE
            same = gone.filter(pk=delivery.pk, claim=delivery.claim, step=delivery.step)
            if same.update(**{**BEGUN_AGAIN, "state": state}, next_try_at=at):
                record_delivery(delivery, "post_taken_over_from_worker", by=GATEPOST, at=at, may_be_out=shown)
