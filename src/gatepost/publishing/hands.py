"""Who sees to a post on one account with their own hands: posts it, removes it, tries it again, and says whether it is out.

What somebody says there goes into the record as a fact. So it is for those who answer for the post or the account: its author, whoever
approves posts or takes them down, whoever keeps the register, and whoever may send from the account.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from gatepost.schools.members import Actor, Member
from gatepost.schools.policies import pack_or_none
from gatepost.schools.roles import Permission

from .judging.senders import Senders
from .judging.staff import Staff
from .models import Delivery, Post
from .times import STALE

ANSWER_FOR_POSTS = (Permission.APPROVE_POSTS, Permission.TAKE_DOWN_POSTS, Permission.MANAGE_REGISTER)


def may_see_to(delivery: Delivery, by: Actor) -> bool:
    """Whether it is somebody's to see to."""
    if not isinstance(by, Member):
        return True
    return bool(mine_first([delivery], by))


def require_hand(delivery: Delivery, by: Actor) -> None:
    """Refuse whoever does not see to it.

    Raises:
        PermissionDenied: they do not.
    """
    by.require(Permission.SEE_POSTS, delivery.post.school)
    if not may_see_to(delivery, by):
        raise PermissionDenied(f"see to delivery {delivery.pk}")


def may_be_out(delivery: Delivery, at: datetime | None = None) -> bool:
    """Whether somebody has had its words, and it is not to be posted any more: stopped meanwhile, or more than a day late."""
    late = delivery.state == Delivery.State.BY_HAND and (at or timezone.now()) - delivery.due_at > STALE
    return delivery.handed_out_at is not None and (late or delivery.state == Delivery.State.STOPPED)


def had_words(post: Post) -> list[Delivery]:
    """Where it was stopped after somebody had got its words, and is to go out anew: they say first whether it is out."""
    stopped = post.deliveries.filter(state=Delivery.State.STOPPED, handed_out_at__isnull=False)
    return list(stopped.filter(account__in=post.wordings.values("account")).select_related("account"))


def mine_first(deliveries: Iterable[Delivery], by: Member) -> list[Delivery]:
    """Those of a school's that a member sees to: of their own posts first, the rest in their order."""
    known = list(deliveries) if by.may(Permission.SEE_POSTS) else []
    theirs = known if any(map(by.may, ANSWER_FOR_POSTS)) else _of_author_or_sender(known, by)
    return sorted(theirs, key=lambda each: each.post.author_id != by.person.pk)


def _of_author_or_sender(deliveries: list[Delivery], by: Member) -> list[Delivery]:
    pack, today = pack_or_none(by.school), timezone.localdate()
    accounts = {each.account for each in deliveries} if pack else set()
    staff = Staff(by.school.pk, today)
    sends_from = {account.pk for account in accounts if pack and Senders(account, pack, today, staff).may(by.person)}
    return [each for each in deliveries if each.post.author_id == by.person.pk or each.account_id in sends_from]
