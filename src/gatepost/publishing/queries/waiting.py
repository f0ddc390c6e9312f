"""What waits for an approval, and whose it is to give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone

from gatepost.channels.situations import APPROVALS, approvals_of, gives
from gatepost.policy import Pack
from gatepost.records.services import subject_of
from gatepost.rulings.models import Ruling
from gatepost.schools.members import Member, member_of
from gatepost.schools.models import Person, PostHeld, School
from gatepost.schools.policies import pack_or_none
from gatepost.schools.roles import Permission

from ..judging.judgement import RELEASE, Judgement, wanted_of
from ..judging.senders import Senders
from ..judging.staff import Staff
from ..models import Approval, Post, Wording
from ..services.approving import wanted_in_words
from .visible import S, with_rows

_ON_ACCOUNTS = Wording.objects.select_related("account")


def for_approval(
    member: Member, at: datetime | None = None, *, whole: bool = True, pack: Pack | None = None
) -> list[Post]:
    """The posts that wait for this member, the first due first: the `whole` of each, or what a line shows."""
    if not member.may(Permission.APPROVE_POSTS):
        return []
    waiting = member.school.posts.filter(state=S.SUBMITTED).order_by()
    posts = with_rows(waiting) if whole else waiting.select_related("author")
    return among(sorted(posts, key=when_due), member, at, pack)


def among(posts: Iterable[Post], member: Member, at: datetime | None = None, pack: Pack | None = None) -> list[Post]:
    """Those of a school's posts that wait for this member. `pack` is the one in force, where it is at hand.

    What a post holds is taken from when it was last judged, for nobody can change it while it waits. Whose approval that asks for is
    decided by the policy, the posts held and the approvals of this moment. Whoever approves it has all of it judged again.
    """
    if not member.may(Permission.APPROVE_POSTS):
        return []
    waiting = [post for post in posts if post.state == S.SUBMITTED and post.author_id != member.person.pk]
    prefetch_related_objects(waiting, Prefetch("wordings", _ON_ACCOUNTS))
    moment = at or timezone.now()
    pack = pack or (pack_or_none(member.school, timezone.localdate(moment)) if waiting else None)
    return list(_theirs(waiting, member, moment, pack)) if pack else []


def when_due(post: Post) -> tuple[datetime, int]:
    """The order in which posts are seen to."""
    return post.send_at or post.submitted_at or post.changed_at, post.pk


def waits_for(post: Post, member: Member, at: datetime | None = None) -> bool:
    """Whether an approval that is still wanted is this member's to give."""
    return bool(among([post], member, at))


def _theirs(waiting: list[Post], member: Member, at: datetime, pack: Pack) -> Iterator[Post]:
    """Those of which something that is still wanted is this member's to give."""
    held, given, mine = _situations(waiting, member.school), _given(waiting, at), approvals_of(member.roles)
    senders = _senders(waiting, pack, Staff(member.school.pk, timezone.localdate(at)))
    for post in waiting:
        values = sorted(given[post.pk].keys() - {RELEASE})
        wanted = [_wanted(pack, {**situation, "approval": values}) for situation in held[post.pk]]
        released = given[post.pk].get(RELEASE)
        if any(gives(pack, mine, each) for each in wanted) or _to_release(post, released, member, senders):
            yield post


def _given(waiting: Iterable[Post], at: datetime) -> dict[int, dict[str, int]]:
    """The approvals that stand, each with who gave it."""
    found: dict[int, dict[str, int]] = {post.pk: {} for post in waiting}
    standing = Approval.objects.filter(post__in=found, voided_at__isnull=True, expires_at__gt=at).order_by("at", "pk")
    for post, value, person in standing.values_list("post", "value", "person"):
        found[post].setdefault(value, person)
    return found


def _situations(waiting: Iterable[Post], school: School) -> dict[int, list[dict[str, Any]]]:
    """What was put to the policy of each post since it was handed in, in one query."""
    posts = {subject_of(post): post for post in waiting}
    found: dict[int, list[dict[str, Any]]] = {post.pk: [] for post in posts.values()}
    ruled = Ruling.objects.filter(school=school, subject__in=posts).order_by()
    for ruling in ruled.only("subject", "at", "situation"):
        post = posts[ruling.subject]
        if post.submitted_at and ruling.at >= post.submitted_at:
            found[post.pk].append(ruling.situation)
    return found


def _wanted(pack: Pack, situation: Mapping[str, Any]) -> list[tuple[str, ...]]:
    return [need.values for need in pack.decide(situation).unmet if need.facet == "approval"]


def _senders(waiting: Iterable[Post], pack: Pack, staff: Staff) -> dict[int, Senders]:
    """Who may send from each of the accounts that posts go to."""
    accounts = {wording.account for post in waiting for wording in post.wordings.all()}
    return {account.pk: Senders(account, pack, staff.day, staff) for account in accounts}


def _to_release(post: Post, released: int | None, member: Member, senders: Mapping[int, Senders]) -> bool:
    """Whether a post has to be sent by somebody who may send from the account, and this is one of them."""
    could_send = [post.author, *Person.objects.filter(pk=released)] if released else [post.author]
    of_each = (senders[wording.account_id] for wording in post.wordings.all())
    return any(each.may(member.person) and not any(map(each.may, could_send)) for each in of_each)


@dataclass(frozen=True, slots=True)
class Approver:
    """Whose approval is wanted, and who could give it today. `people` leaves out the author."""

    words: str
    people: tuple[Person, ...]


def approvers(post: Post, judged: Iterable[Judgement]) -> list[Approver]:
    """Who approves a post: of each group one is needed."""
    known = list(judged)
    wanted = wanted_of(known)
    words = wanted_in_words(wanted)
    return [Approver(said, tuple(_could(post, known, values))) for values, said in zip(wanted, words, strict=True)]


def _could(post: Post, judged: list[Judgement], values: tuple[str, ...]) -> list[Person]:
    if values == (RELEASE,):
        releasing = [each.senders.people for each in judged if each.release]
        found = [person for person in releasing[0] if all(person in people for people in releasing)]
    else:
        pack = judged[0].pack
        roles = [role.value for role, value in APPROVALS.items() if gives(pack, [value], [values])]
        holders = PostHeld.objects.current().filter(role__in=roles).values("person")
        found = list(Person.objects.current().filter(school=post.school, pk__in=holders).prefetch_related("posts"))
    return [
        person for person in found if person.pk != post.author_id and member_of(person).may(Permission.APPROVE_POSTS)
    ]
