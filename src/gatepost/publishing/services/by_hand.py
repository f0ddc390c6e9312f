"""What a person does for Gatepost: posting by hand, trying again, and saying whether something is out."""

from __future__ import annotations

from datetime import datetime
from typing import BinaryIO

from django.db import transaction
from django.utils import timezone

from gatepost.channels.models import Account
from gatepost.platforms.by_hand import ByHand
from gatepost.platforms.outcomes import Handover, Sent
from gatepost.records.services import add_evidence
from gatepost.schools.members import Member

from ..connections import handover_of
from ..drafts import draft_of
from ..errors import NotDone, NotForYou
from ..hands import require_hand
from ..judging.judgement import judge
from ..models import Delivery, Post, Wording
from ..times import STALE
from .arriving import GOING, arrived
from .correcting import locked
from .ending import end_if_nothing_is_left, give_up
from .looking_up import not_there
from .moving import record_delivery
from .pausing import is_paused
from .submitting import keep_rulings, raise_stop

S = Delivery.State
NOT_ALLOWED = "The policy or a permission no longer allows it."


def prepare(*, delivery: Delivery, by: Member, at: datetime | None = None) -> Handover:
    """The words and pictures to post by hand, and how. Everything is decided again before they are handed out.

    Raises:
        PermissionDenied, NotForYou: only those send from the account who may.
        NotDone: it is too late, everything is stopped, or it is not to be posted any more.
        PolicyStops, InTheWay: it may not go out any more. It is stopped.
    """
    require_hand(delivery, by)
    moment = at or timezone.now()
    if moment - delivery.due_at > STALE and give_up(delivery, at=moment):
        raise NotDone("It is more than a day late, so it was stopped. Change the post and submit it anew.")
    with transaction.atomic():
        _hold_still(delivery, moment)
        (judgement,) = judge(delivery.post, account=delivery.account, at=moment)
        if not judgement.senders.may(by.person) and by.person.pk != delivery.post.author_id:
            raise NotForYou("This is posted by those who may send from the account.")
        if judgement.may_go:
            return _hand_out(delivery, judgement.wording, by, moment)
        keep_rulings([judgement], by=by, at=moment)
        _stop(delivery, by, moment)
    raise_stop([judgement])
    raise NotDone("An approval that it needs is missing or has run out. It was stopped.")


@transaction.atomic
def posted(
    *,
    delivery: Delivery,
    by: Member,
    link: str = "",
    screenshot: tuple[str, str, BinaryIO] | None = None,
    at: datetime | None = None,
) -> None:
    """Say that one has posted it: with the link, or a screenshot (name, media type, file).

    Whoever had the words already when it was stopped can still say so: what is out is out, and has to come down then.

    Raises:
        PermissionDenied: it is not theirs to say.
        NotDone: neither is given, or somebody has said so already.
        Refused: the link does not lead to that network.
        EvidenceRefused: the file cannot be kept.
    """
    require_hand(delivery, by)
    moment = at or timezone.now()
    if not link and not screenshot:
        raise NotDone("Paste the link to the post, or add a screenshot of it.")
    post = locked(delivery.post)
    _require_postable(delivery)
    digest = _keep(post, by, screenshot, moment) if screenshot else ""
    sent = ByHand(delivery.account.channel).confirm(delivery.key, link=link, screenshot=digest)
    arrived(delivery, sent, by=by, at=moment, sent_by=by.person)


@transaction.atomic
def not_posted(*, delivery: Delivery, by: Member, at: datetime | None = None) -> None:
    """Say that nobody has posted it, although somebody had its words. Only then can it go out anew.

    Raises:
        PermissionDenied: it is not theirs to say.
        NotDone: nobody had its words, or somebody has said already whether it is out.
    """
    require_hand(delivery, by)
    locked(delivery.post)
    had = Delivery.objects.filter(pk=delivery.pk, state__in=(S.BY_HAND, S.STOPPED), handed_out_at__isnull=False)
    if not had.update(handed_out_at=None):
        raise NotDone("Somebody has said already whether it is out, or nobody had its words.")
    delivery.refresh_from_db()
    record_delivery(delivery, "post_not_posted", by=by, at=at or timezone.now())


@transaction.atomic
def try_again(*, delivery: Delivery, by: Member, at: datetime | None = None) -> None:
    """Send again what was certainly not accepted, once the reason has been put right.

    Raises:
        PermissionDenied: it is not theirs to do.
        NotDone: it did not fail, or its time is long past.
    """
    require_hand(delivery, by)
    moment = at or timezone.now()
    locked(delivery.post)
    failed = Delivery.objects.filter(pk=delivery.pk, state=S.FAILED, due_at__gte=moment - STALE)
    if not failed.update(state=S.DUE, next_try_at=moment, error="", raw=""):
        raise NotDone("This cannot be tried again. Change the post and submit it anew.")
    delivery.refresh_from_db()
    record_delivery(delivery, "post_tried_again", by=by, at=moment)


@transaction.atomic
def settle(*, delivery: Delivery, by: Member, is_out: bool, link: str = "", at: datetime | None = None) -> None:
    """Say, having looked, whether something is out of which Gatepost does not know.

    Raises:
        PermissionDenied: it is not theirs to say.
        NotDone: it is known by now.
    """
    require_hand(delivery, by)
    moment = at or timezone.now()
    locked(delivery.post)
    if not Delivery.objects.filter(pk=delivery.pk, state=S.UNCONFIRMED).exists():
        raise NotDone("It is known by now.")
    record_delivery(delivery, "post_looked_for", by=by, at=moment, is_out=is_out)
    if is_out:
        changed = delivery.replaces_id is not None  # then what was uploaded and is not shown may be there still
        left_there = delivery.left_there and changed
        arrived(delivery, Sent(delivery.key, "", link), by=by, at=moment, left_there=left_there)
    else:
        not_there(delivery, by=by, at=moment)
    delivery.refresh_from_db()


def _require_postable(delivery: Delivery) -> None:
    """It waits to be posted, or was stopped while somebody had it, and nothing else is on its way there. Part of `posted`."""
    delivery.refresh_from_db()
    if delivery.state == S.BY_HAND:
        return
    had_it = delivery.state == S.STOPPED and delivery.handed_out_at
    again = delivery.post.deliveries.filter(account=delivery.account).exclude(state=S.STOPPED)
    if not had_it or again.exists():
        raise NotDone("Somebody has already said that it was posted, or it is not to be posted any more.")


def _hold_still(delivery: Delivery, at: datetime) -> None:
    """Make sure that it is still to be posted, and that nobody stops or changes it until it is handed out.

    Raises:
        NotDone: it is not, or not now.
    """
    delivery.post = Post.objects.select_for_update().get(pk=delivery.post_id)
    delivery.refresh_from_db(from_queryset=Delivery.objects.select_related("account", "post__school"))
    if delivery.state != S.BY_HAND or delivery.post.state not in GOING:
        raise NotDone("This is not to be posted any more.")
    if delivery.account.state != Account.State.OPEN:
        raise NotDone("The account is closed or compromised. Nothing is posted there.")
    if is_paused(delivery.post.school):
        raise NotDone("Everything is stopped at the moment. Nothing goes out.")
    if at - delivery.due_at > STALE:
        raise NotDone("It is more than a day late, and somebody has had its words. Say first whether it is out.")


def _hand_out(delivery: Delivery, wording: Wording, by: Member, at: datetime) -> Handover:
    handover = handover_of(delivery, draft_of(wording, delivery.key))
    if Delivery.objects.filter(pk=delivery.pk, handed_out_at__isnull=True).update(handed_out_at=at):
        delivery.refresh_from_db()
        record_delivery(delivery, "post_handed_out", by=by, at=at)
    return handover


def _stop(delivery: Delivery, by: Member, at: datetime) -> None:
    Delivery.objects.filter(pk=delivery.pk, state=S.BY_HAND).update(state=S.STOPPED, error=NOT_ALLOWED)
    delivery.refresh_from_db()
    record_delivery(delivery, "post_stopped", by=by, at=at, text=NOT_ALLOWED)
    end_if_nothing_is_left(delivery.post, Post.State.HELD, NOT_ALLOWED, at)


def _keep(post: Post, by: Member, screenshot: tuple[str, str, BinaryIO], at: datetime) -> str:
    name, media_type, stream = screenshot
    kept = add_evidence(school=post.school, by=by, subject=post, name=name, media_type=media_type, stream=stream, at=at)
    return kept.digest
