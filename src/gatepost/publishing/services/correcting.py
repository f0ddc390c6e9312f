"""Correcting a post that is out.

A correction is a post of its own: written, judged, approved and sent like any other, and sending it changes what stands there. So the words
before and after are both kept, each with who wrote and who approved them.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from gatepost.schools.members import GATEPOST, Actor, Member
from gatepost.schools.roles import Permission

from ..errors import NotDone
from ..models import Delivery, Picture, Portrayed, Post, Wording
from ..moves import CORRECT, TAKE_DOWN, WITHDRAW
from .moving import IN_FLIGHT, call_back, make, record

S, D = Post.State, Delivery.State
OVER = (D.STOPPED, D.FAILED, D.TAKEN_DOWN, D.REPLACED)
COPIED = ("title", "text", "category", "stated")
Row = TypeVar("Row", Wording, Picture, Portrayed)


@transaction.atomic
def correct(*, post: Post, by: Member, reason: str, at: datetime | None = None) -> Post:
    """Begin a correction of what is out, with the words and pictures as they are there. Gives the draft.

    Raises:
        NotDone: no reason is given, nothing of it is out as it stands, or somebody is correcting it already.
        Overtaken: it was taken down meanwhile.
    """
    by.require(Permission.COMPOSE_POSTS, post.school)
    moment, reason = at or timezone.now(), reason.strip()
    if not reason:
        raise NotDone("Say what is wrong with it. It is kept beside both versions.")
    make(CORRECT, post, by=by)
    accounts = list(post.deliveries.filter(state=D.SENT).values_list("account", flat=True))
    if not accounts:
        raise NotDone("Nothing of this post is known to be out, so there is nothing to correct.")
    correction = _draft(post, by, reason, moment)
    _copy(post, correction, accounts)
    record(post, "post_correction_begun", by=by, at=moment, text=reason, correction=correction.pk)
    record(correction, "post_correction_of", by=by, at=moment, text=reason, corrects=post.pk)
    return correction


def take_its_place(delivery: Delivery, *, by: Actor, at: datetime) -> None:
    """A correction has arrived: what stood there before is replaced. Once that is so everywhere, the post counts as corrected."""
    before = delivery.replaces
    if before is None or not Delivery.objects.filter(pk=before.pk, state=D.SENT).update(state=D.REPLACED):
        return
    post = before.post
    stands = post.deliveries.exclude(state__in=OVER).exists()
    if not stands and Post.objects.filter(pk=post.pk, state=S.PUBLISHED).update(state=S.CORRECTED):
        record(post, "post_corrected", by=by, at=at, correction=delivery.post_id)


def end_with(post: Post, *, at: datetime) -> list[Post]:
    """A post comes down: what was to correct it is withdrawn. Gives its other versions that are out somewhere, and come down with it."""
    out = []
    for correction in post.corrections.filter(state__in=WITHDRAW.sources | TAKE_DOWN.sources):
        if _is_out(correction):
            out.append(correction)
        else:
            make(WITHDRAW, correction, by=GATEPOST, changed_at=at)
            call_back(correction, at)
            record(correction, "post_withdrawn", by=GATEPOST, at=at)
    before = post.corrects
    return [*out, before] if before and before.state in TAKE_DOWN.sources and _is_out(before) else out


def locked(post: Post) -> Post:
    """A post as it stands: until the transaction ends nobody else changes it, nor any other version of it.

    Whoever has more than one version to change begins with this."""
    (found,) = all_locked([post.pk])
    return found


def all_locked(posts: Collection[int]) -> list[Post]:
    """The same of several posts, the oldest first: that is locked first, so that of two who lock several neither waits for the other."""
    versions = Post.objects.select_for_update().filter(pk__in=_versions(posts)).order_by("pk")
    return [version for version in versions if version.pk in posts]


def _versions(posts: Collection[int]) -> set[int]:
    """Posts, all that they correct, and all that corrects them."""
    found, new = set(posts), set(posts)
    while new:
        beside = Q(corrects__in=new) | Q(corrections__in=new)
        new = set(Post.objects.filter(beside).values_list("pk", flat=True)) - found
        found |= new
    return found


def _is_out(post: Post) -> bool:
    """Whether some of it is out, or about to be."""
    return post.deliveries.filter(state__in=IN_FLIGHT).exists()


def _draft(post: Post, by: Member, reason: str, at: datetime) -> Post:
    facts = {name: getattr(post, name) for name in COPIED}
    looked_over = {**post.looked_over, "digest": ""}  # what it holds is still so; that somebody looked is not
    try:
        with transaction.atomic():
            return Post.objects.create(
                school=post.school,
                author=by.person,
                corrects=post,
                corrects_because=reason,
                looked_over=looked_over,
                created_at=at,
                changed_at=at,
                **facts,
            )
    except IntegrityError:
        raise NotDone("Somebody is correcting this post already. Open that correction, or have it withdrawn.") from None


def _copy(post: Post, correction: Post, accounts: list[int]) -> None:
    for wording in post.wordings.filter(account__in=accounts):
        _again(wording, correction)
    pictures: dict[int | None, Picture | None] = {None: None}
    for picture in post.pictures.all():
        pk = picture.pk
        pictures[pk] = _again(picture, correction)
    for each in post.portrayed.exclude(how=Portrayed.How.FOUND):
        each.picture = pictures[each.picture_id]
        _again(each, correction)


def _again(row: Row, correction: Post) -> Row:
    """The same row, for the correction."""
    row.pk, row.post = None, correction
    row._state.adding = True
    row.save()
    return row
