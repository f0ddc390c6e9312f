"""What was uploaded and is not shown is removed from the network, so that no picture stays behind where nobody looks.

It is tried until it is done, less and less often. As long as it is not, the record says why, and whoever sees to the post or keeps the
register is told: they can remove it there themselves.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from gatepost.platforms.drafts import Draft
from gatepost.platforms.errors import AlreadySent, NotConnected, PlatformError
from gatepost.platforms.outcomes import Uploaded
from gatepost.schools.members import Actor
from gatepost.schools.roles import Permission
from gatepost.schools.secrets import SecretsError

from ..connections import by_hand, elsewhere, platform_for
from ..errors import NotDone
from ..hands import require_hand
from ..models import Delivery
from ..times import TIDIED_AFTER, TIDIED_EVERY, TOLD_AFTER, pause
from .arriving import arrived
from .connecting import not_let_in
from .moving import record_delivery

S = Delivery.State


def left_behind() -> Q:
    """The deliveries that are over and have left something on the network, or may have, unless something is being changed there."""
    # Said by what it is not: asked which states it may be in, SQLite looks through all that was ever sent, and not through what was left.
    begun = Q(state__in=(S.DUE, S.SENDING, S.UNCONFIRMED, S.BY_HAND, S.TO_REMOVE, S.REPLACED))
    shown = Q(state__in=(S.SENT, S.TAKEN_DOWN), replaces__isnull=True)
    in_hand = Delivery.objects.filter(key=OuterRef("key"), state__in=(S.SENDING, S.UNCONFIRMED))
    return Q(left_there=True) & ~begun & ~shown & Q(~Exists(in_hand))


def tidy(*, delivery: Delivery, by: Actor, at: datetime | None = None) -> None:
    """Remove what was uploaded for a delivery that was not sent. Should it turn out to be out after all, it counts as out."""
    by.require(Permission.COMPOSE_POSTS, delivery.post.school)
    moment = at or timezone.now()
    over = Delivery.objects.filter(left_behind(), pk=delivery.pk)
    again = moment + pause(delivery.due_at, moment, TIDIED_AFTER, TIDIED_EVERY)
    if not over.filter(next_try_at__lte=moment).update(next_try_at=again):
        return
    try:
        platform = platform_for(delivery)
        platform.discard(Uploaded(Draft(delivery.key, ""), delivery.digest))
    except AlreadySent as there:
        arrived(delivery, there.sent, by=by, at=moment)
    except (PlatformError, SecretsError) as problem:
        if isinstance(problem, NotConnected):
            not_let_in(account=delivery.account, problem=problem, at=moment)
        if moment - delivery.due_at > TOLD_AFTER:
            _stays(delivery, str(problem), by, moment)
    else:
        if by_hand(platform):
            _stays(delivery, elsewhere(delivery), by, moment)
        else:
            _upload_removed(delivery, "post_upload_removed", by=by, at=moment)
    delivery.refresh_from_db()


@transaction.atomic
def upload_removed_by_hand(*, delivery: Delivery, by: Actor, at: datetime | None = None) -> None:
    """Somebody says that nothing of what was uploaded stays there. What is out is another matter (`taking_down.removed_by_hand`).

    Raises:
        PermissionDenied: it is not theirs to say.
        NotDone: nothing is known to be left there, or something else comes first.
    """
    require_hand(delivery, by)
    if not _upload_removed(delivery, "post_upload_removed_by_hand", by=by, at=at or timezone.now()):
        raise NotDone("This is not known to have left anything there any more. Look at how it stands now.")


@transaction.atomic
def _upload_removed(delivery: Delivery, verb: str, *, by: Actor, at: datetime) -> bool:
    """Nothing of it stays there. Whether anything was known to be there."""
    over = Delivery.objects.filter(left_behind(), pk=delivery.pk)
    if not over.update(left_there=False, left_because=""):
        return False
    record_delivery(delivery, verb, by=by, at=at)
    return True


@transaction.atomic
def _stays(delivery: Delivery, why: str, by: Actor, at: datetime) -> None:
    """It could not be removed. The record says so whenever the reason is another."""
    over = Delivery.objects.filter(left_behind(), pk=delivery.pk)
    if over.exclude(left_because=why).update(left_because=why):
        record_delivery(delivery, "post_upload_stays", by=by, at=at, text=why)
