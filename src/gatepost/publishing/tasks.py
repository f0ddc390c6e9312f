"""What the clock asks for: `tick` each minute, and `send_due` as often as one likes, in as many workers as one likes.

One fault never keeps the rest waiting: it is logged, and the others go on.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from threading import Event
from typing import Any

from django.db import DatabaseError, close_old_connections
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from gatepost.channels.models import Account
from gatepost.schools.members import GATEPOST
from gatepost.schools.models import School

from .alarms import alarm
from .models import Connection, Delivery, Pause, Post
from .reminding import remind
from .services.approving import expire_if_late
from .services.arriving import GOING
from .services.changed_permissions import look_at_the_day
from .services.connecting import check_connection
from .services.delivering import deliver
from .services.ending import NOT_BEGUN, give_up
from .services.looking_up import look_up, rescue
from .services.taking_down import remove
from .services.tidying import left_behind, tidy
from .times import LEASE, ONE_AT_A_TIME, STALE

log = logging.getLogger("gatepost.publishing")

S = Delivery.State
CHECKED_EVERY = timedelta(days=1)
CHECKED_AT_A_TIME = 10
NEVER = Event()


def tick(now: datetime | None = None) -> None:
    """Everything that the clock asks for at a moment, but for sending.

    A worker calls it each minute. Called twice, or by two workers, it does the same as once.
    """
    moment = now or timezone.now()
    for ask in (expire_late, look_at_permissions, check_connections, remind, alarm):
        _guarded(ask, moment)


def deliver_due(now: datetime | None = None, stopping: Event = NEVER) -> None:
    """Send what is due, find out about what is not known, and remove what has to come down, or should never have stayed.

    Once `stopping` is set, what is begun is finished, and nothing more begun. Only tests say `now`.
    """
    moment = now or timezone.now()
    _guarded(rescue, moment - LEASE, moment)
    for which, do in (
        (_to_send(moment), deliver),
        (Q(state=S.UNCONFIRMED), look_up),
        (Q(state=S.TO_REMOVE, account__connection__isnull=False) & ~Q(network_id=""), remove),
        (left_behind(), tidy),
    ):
        for delivery in _due(which, moment):
            if stopping.is_set():
                return
            _guarded(do, delivery=delivery, by=GATEPOST, at=now)


def expire_late(now: datetime) -> None:
    """Put aside what nobody approved in time, and what failed or nobody posted by hand within a day."""
    for post in Post.objects.filter(state=Post.State.SUBMITTED).select_related("school"):
        _guarded(expire_if_late, post, now)
    for delivery in Delivery.objects.filter(NOT_BEGUN, due_at__lt=now - STALE).select_related("post__school"):
        _guarded(give_up, delivery, at=now)


def look_at_permissions(now: datetime) -> None:
    """Look once a day at the answers that begin or end on it."""
    for school in School.objects.exclude(permission_day__day__gte=timezone.localdate(now)):
        _guarded(look_at_the_day, school, now)


def check_connections(now: datetime) -> None:
    """Look once a day whether the connections still work: a few at a time, as a site that is not there takes its time to say so."""
    stale = Q(checked_at__isnull=True) | Q(checked_at__lte=now - CHECKED_EVERY)
    known = Connection.objects.filter(stale, account__state=Account.State.OPEN).select_related("account__school")
    for connection in known.order_by(F("checked_at").asc(nulls_first=True), "pk")[:CHECKED_AT_A_TIME]:
        _guarded(check_connection, connection=connection, by=GATEPOST, at=now)


def _to_send(now: datetime) -> Q:
    """What may be sent: nothing of a school that has stopped everything, and to each account one after the other, so that a site that is
    slow to answer keeps one worker waiting and not all of them."""
    paused = Pause.objects.filter(school=OuterRef("post__school"), ended_at__isnull=True)
    in_hand = Delivery.objects.filter(account=OuterRef("account"), state=S.SENDING, claimed_at__gt=now - ONE_AT_A_TIME)
    return Q(state=S.DUE, post__state__in=GOING) & ~Exists(paused) & ~Exists(in_hand)


def _due(which: Q, now: datetime) -> Iterator[Delivery]:
    """Those whose time has come, the first first. Each is looked for when its turn comes, for others may have it by then."""
    due = Delivery.objects.filter(which, next_try_at__lte=now).order_by("next_try_at", "pk")
    found = due.select_related("account__school", "post__school", "post__author")
    after = Q()
    while delivery := found.filter(after).first():
        after = Q(next_try_at__gt=delivery.next_try_at) | Q(next_try_at=delivery.next_try_at, pk__gt=delivery.pk)
        yield delivery


def _guarded(do: Any, *given: Any, **named: Any) -> None:
    """Do one thing of many. A fault in it is logged, and the others go on."""
    try:
        do(*given, **named)
    except Exception as fault:
        log.exception("what the clock asked for broke off")
        if isinstance(fault, DatabaseError):
            close_old_connections()
