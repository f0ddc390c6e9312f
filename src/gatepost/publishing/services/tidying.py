"""What was uploaded and will not be sent is removed from the network, so that no picture stays behind where nobody looks."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from gatepost.platforms.drafts import Draft
from gatepost.platforms.errors import AlreadySent, NotConnected, PlatformError
from gatepost.platforms.outcomes import Uploaded
from gatepost.schools.members import Actor
from gatepost.schools.roles import Permission
from gatepost.schools.secrets import SecretsError

from ..connections import platform_of
from ..models import Delivery
from .arriving import arrived
from .connecting import not_let_in
from .ending import NOT_SENT
from .moving import record_delivery

AGAIN = timedelta(minutes=30)
TRIED_FOR = timedelta(days=14)


def left_behind(now: datetime) -> Q:
    """The deliveries that are over and have left something on the network."""
    connected = Q(account__connection__isnull=False, replaces__isnull=True)
    return connected & Q(state__in=NOT_SENT, left_there=True, due_at__gte=now - TRIED_FOR)


def tidy(*, delivery: Delivery, by: Actor, at: datetime | None = None) -> None:
    """Remove what was uploaded for a delivery that was not sent. Should it turn out to be out after all, it counts as out."""
    by.require(Permission.COMPOSE_POSTS, delivery.post.school)
    moment = at or timezone.now()
    over = Delivery.objects.filter(left_behind(moment), pk=delivery.pk)
    if not over.filter(next_try_at__lte=moment).update(next_try_at=moment + AGAIN):
        return
    try:
        platform_of(delivery.account).discard(Uploaded(Draft(delivery.key, ""), delivery.digest))
    except AlreadySent as there:
        arrived(delivery, there.sent, by=by, at=moment)
    except NotConnected as problem:
        not_let_in(account=delivery.account, problem=problem, at=moment)
    except (PlatformError, SecretsError):
        pass  # it is tried again
    else:
        if over.update(left_there=False):
            record_delivery(delivery, "post_upload_removed", by=by, at=moment)
    delivery.refresh_from_db()
