"""Approving and refusing a post. Nobody approves their own, and an approval is for exactly what was seen."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from gatepost.channels.errors import NotDone as AnyNotDone
from gatepost.policy.wording.words import phrase
from gatepost.records.files import EvidenceDamaged
from gatepost.schools.members import GATEPOST, Member
from gatepost.schools.policies import pack_of
from gatepost.schools.roles import Permission

from ..content import digest_of
from ..errors import NotDone, NotForYou, Overtaken, OwnPost, TooLate
from ..judging.judgement import RELEASE, Judgement, judge, wanted_of
from ..models import Approval, Post
from ..moves import APPROVE, REFUSE
from ..times import expiry, last_moment
from .moving import make, record, shift
from .submitting import keep_rulings, raise_stop, schedule, stopping_of

S = Post.State


def approve(*, post: Post, by: Member, version: int, at: datetime | None = None) -> list[tuple[str, ...]]:
    """Agree to a post as it was seen. Gives what is still wanted; once nothing is, it goes out at its time.

    The policy decides again at this moment. What it stops stays undecided, and that it did is kept.

    Raises:
        OwnPost, NotForYou: somebody else approves.
        TooLate: its time has passed; it is not sent.
        Overtaken: it was changed or decided meanwhile.
        PolicyStops, InTheWay: it may not go out, whoever agrees.
    """
    moment = at or timezone.now()
    by.require(Permission.APPROVE_POSTS, post.school)
    if expire_if_late(post, moment):
        raise TooLate
    with transaction.atomic():
        _hold_still(post, by, version)
        mine, judged = _given(post, by, moment)
        keep_rulings(judged, by=by, at=moment)
        stopping = stopping_of(judged)
        if not stopping:
            _keep(post, by, mine, moment)
            wanted = wanted_of(judge(post, at=moment))
            record(post, "post_approved", by=by, at=moment, values=mine, digest=digest_of(post))
            if not wanted:
                schedule(post, by=by, at=moment)
    if stopping:
        raise_stop(stopping)
    return wanted


def approve_several(
    *, posts: Iterable[tuple[Post, int]], by: Member, at: datetime | None = None
) -> list[tuple[Post, str]]:
    """Approve a week's plan: each post for itself. Gives those that were not approved, and why."""
    left = []
    for post, version in posts:
        try:
            approve(post=post, by=by, version=version, at=at)
        except (AnyNotDone, EvidenceDamaged) as problem:
            left.append((post, str(problem)))
    return left


@transaction.atomic
def refuse(*, post: Post, by: Member, version: int, reason: str, clause: str = "", at: datetime | None = None) -> None:
    """Turn a post down, with the reason, and the clause that is the ground. Its author can change it and submit it again.

    Raises:
        OwnPost, NotForYou: somebody else decides.
        NotDone: no reason is given, or the policy has no such clause.
        Overtaken: it was changed or decided meanwhile.
    """
    moment = at or timezone.now()
    by.require(Permission.APPROVE_POSTS, post.school)
    if not reason.strip():
        raise NotDone("Say why. The author reads it.")
    if clause and clause not in pack_of(post.school).clauses:
        raise NotDone("The policy has no such clause.")
    _hold_still(post, by, version)
    _given(post, by, moment)
    make(REFUSE, post, by=by, seen=version, reason=reason, clause=clause, changed_at=moment)
    post.approvals.filter(voided_at__isnull=True).update(voided_at=moment)
    record(post, "post_refused", by=by, at=moment, text=reason, clause=clause)


def expire_if_late(post: Post, at: datetime) -> bool:
    """Put a post aside whose time passed before it was approved: late approval never sends by itself."""
    if post.state != S.SUBMITTED or at < last_moment(post):
        return False
    with transaction.atomic():
        try:
            shift(post, frozenset({S.SUBMITTED}), state=S.EXPIRED, reason="Nobody approved it before its time.")
        except Overtaken:
            return False
        record(post, "post_expired", by=GATEPOST, at=at)
    return True


def wanted_in_words(wanted: Iterable[Sequence[str]]) -> list[str]:
    """Whose approval is wanted: "the headteacher", "somebody who may send from the account"."""
    return [" or ".join(map(_words, values)) for values in wanted]


def _words(value: str) -> str:
    return "somebody who may send from the account" if value == RELEASE else phrase("approval", value)


def _hold_still(post: Post, by: Member, version: int) -> None:
    """Make sure that the post is what was seen, and keep others from changing it until this is done."""
    if post.author_id == by.person.pk:
        raise OwnPost
    if not APPROVE.open_to(post, by):
        raise NotForYou("This is not yours to approve.")
    shift(post, frozenset({S.SUBMITTED}), seen=version, state=S.SUBMITTED)


def _given(post: Post, by: Member, at: datetime) -> tuple[list[str], list[Judgement]]:
    """What of the approvals that are wanted is this member's to give; and how the post stands with it.

    Raises:
        NotForYou: none of it.
    """
    before = judge(post, at=at)
    mine = list(dict.fromkeys(value for each in before for value in each.given_by(by)))
    if not mine:
        whose = "; ".join(wanted_in_words(wanted_of(before)))
        raise NotForYou(f"This is not yours to approve. It waits for: {whose}.")
    values = [value for value in mine if value != RELEASE]
    return mine, judge(post, further=values, releasing=by.person if RELEASE in mine else None, at=at)


def _keep(post: Post, by: Member, values: Collection[str], at: datetime) -> None:
    digest = digest_of(post)
    facts = {"person": by.person, "at": at, "digest": digest, "expires_at": expiry(post, at)}
    standing = Approval.objects.filter(post=post, value__in=values, voided_at__isnull=True)
    standing.exclude(digest=digest, expires_at__gt=at).update(voided_at=at)  # one that has run out is given anew
    for value in values:
        Approval.objects.get_or_create(post=post, value=value, voided_at=None, defaults=facts)
