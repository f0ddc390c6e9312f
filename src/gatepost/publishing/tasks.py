"""What the clock asks for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import F, Q
from django.utils import timezone

from gatepost.schools.members import GATEPOST

from .models import Connection, Delivery, Post
from .services.approving import expire_if_late
from .services.connecting import check_connection
from .services.delivering import deliver, look_up, rescue
from .services.taking_down import remove
from .times import LEASE

S = Delivery.State
CHECKED_EVERY = timedelta(days=1)


def tick(now: datetime | None = None) -> None:
    """Everything that the clock asks for at a moment.

    A worker calls it each minute. Called twice, or by two workers, it does the same as once.
    """
    moment = now or timezone.now()
    expire_late(moment)
    deliver_due(moment)
    check_connections(moment)


def deliver_due(now: datetime) -> None:
    """Send what is due, find out about what is not known, and remove what has to come down."""
    rescue(now - LEASE)
    for delivery in _due(Q(state=S.DUE), now):
        deliver(delivery=delivery, by=GATEPOST, at=now)
    for delivery in _due(Q(state=S.UNCONFIRMED), now):
        look_up(delivery=delivery, by=GATEPOST, at=now)
    for delivery in _due(Q(state=S.TO_REMOVE, account__connection__isnull=False), now):
        remove(delivery=delivery, by=GATEPOST, at=now)


def expire_late(now: datetime) -> None:
    """Put aside what nobody approved in time."""
    for post in Post.objects.filter(state=Post.State.SUBMITTED).select_related("school"):
        expire_if_late(post, now)


def check_connections(now: datetime) -> None:
    """Look once a day whether the connections still work."""
    stale = Q(checked_at__isnull=True) | Q(checked_at__lte=now - CHECKED_EVERY)
    for connection in Connection.objects.filter(stale).select_related("account__school"):
        check_connection(connection=connection, by=GATEPOST, at=now)


def _due(which: Q, now: datetime) -> Iterable[Delivery]:
    """Those whose time has come, the first first; each is loaded when its turn comes, for others may have it by then."""
    due = Delivery.objects.filter(which, next_try_at__lte=now).order_by(F("next_try_at"), "pk")
    for pk in due.values_list("pk", flat=True):
        found = Delivery.objects.filter(which, pk=pk).select_related("account__school", "post__school", "post__author")
        if delivery := found.first():
            yield delivery
