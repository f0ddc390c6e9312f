"""When a post goes out: moving it to another time, holding it back, and letting it go again.

An approval is for a time too. So whatever is moved is put to the policy afresh, and waits for its approvals again.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from gatepost.calendars import LONDON
from gatepost.schools.members import Member
from gatepost.schools.roles import Permission

from ..errors import NotDone, TooLate
from ..models import Post
from ..moves import HOLD, LET_GO, MOVE, PLAN, Move
from .moving import call_back, make, record, shift
from .submitting import check_complete, hand_on, raise_stop

STOPPED = "It was handed in again, and the policy stops it as it stands. Look it over."
PAST = "That time has passed. Choose one that is to come."


def move(
    *, post: Post, by: Member, version: int, send_at: datetime, at: datetime | None = None
) -> list[tuple[str, ...]]:
    """Have a post go out at another time. A draft stays one; anything else is handed in again. Gives the approvals that it waits for.

    Raises:
        NotDone: that time has passed, or is the one that it has.
        HeldBack: somebody else holds it back.
        Overtaken: it was changed meanwhile, or is being sent.
        Incomplete, InTheWay, PolicyStops: it could not be handed in again. Where the policy stops it, it is a draft now.
    """
    moment = at or timezone.now()
    if send_at <= moment:
        raise NotDone(PAST)
    if send_at == post.send_at:
        raise NotDone("It has that time already. Choose another.")
    if post.state in PLAN.sources:
        _plan(post, by, version, send_at, moment)
        return []
    return _hand_in(MOVE, post, by, version, moment, verb="post_moved", told=_told(send_at), send_at=send_at)


@transaction.atomic
def hold(*, post: Post, by: Member, version: int, reason: str, at: datetime | None = None) -> None:
    """Keep one post from going out, until somebody lets it go. Every approval of it is void.

    Raises:
        NotDone: no reason is given.
        Overtaken: it was changed meanwhile, or is being sent.
    """
    moment = at or timezone.now()
    by.require(Permission.SEE_POSTS, post.school)
    if not reason.strip():
        raise NotDone("Say why. Its author reads it.")
    held = {"version": version + 1, "reason": reason, "held_by": by.person, "changed_at": moment}
    make(HOLD, post, by=by, seen=version, **held)
    call_back(post, moment)
    record(post, "post_held", by=by, at=moment, text=reason)


def let_go(
    *, post: Post, by: Member, version: int, send_at: datetime | None = None, at: datetime | None = None
) -> list[tuple[str, ...]]:
    """Let a post go on that was held, at its time or at another. Nothing leaves a hold unseen: it is handed in again. Gives the approvals
    that it waits for.

    Raises:
        TooLate: its time has passed, and no other is given.
        HeldBack, Overtaken, Incomplete, InTheWay, PolicyStops: as when it is moved.
    """
    moment = at or timezone.now()
    goes_at = send_at or post.send_at
    if goes_at and goes_at <= moment:
        raise NotDone(PAST) if send_at else TooLate
    return _hand_in(LET_GO, post, by, version, moment, verb="post_let_go", told={}, send_at=goes_at)


@transaction.atomic
def _plan(post: Post, by: Member, version: int, send_at: datetime, at: datetime) -> None:
    by.require(Permission.SEE_POSTS, post.school)
    make(PLAN, post, by=by, seen=version, version=version + 1, send_at=send_at, changed_at=at)
    record(post, "post_planned", by=by, at=at, **_told(send_at))


def _hand_in(
    way: Move, post: Post, by: Member, version: int, at: datetime, *, verb: str, told: dict[str, Any], **facts: Any
) -> list[tuple[str, ...]]:
    by.require(Permission.SEE_POSTS, post.school)
    with transaction.atomic():
        afresh = {"version": version + 1, "submitted_at": at, "changed_at": at, "reason": "", "clause": ""}
        make(way, post, by=by, seen=version, **afresh, **facts)
        call_back(post, at)
        check_complete(post, at)
        stopping, wanted = hand_on(post, verb, by=by, at=at, **told)
        if stopping:
            shift(post, PLAN.sources, reason=STOPPED)
    if stopping:
        raise_stop(stopping)
    return wanted


def _told(moment: datetime) -> dict[str, str]:
    """A moment as the record keeps it: by the clock in London."""
    there = moment.astimezone(LONDON)
    return {"to": there.date().isoformat(), "clock": f"{there:%H:%M}"}
