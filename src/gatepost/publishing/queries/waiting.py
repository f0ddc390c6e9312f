"""What waits for an approval, and whose it is to give."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from gatepost.channels.situations import APPROVALS, gives
from gatepost.schools.members import Member, member_of
from gatepost.schools.models import Person, PostHeld
from gatepost.schools.policies import NoPolicyInForce
from gatepost.schools.roles import Permission

from ..judging import RELEASE, Judgement, judge, wanted_of
from ..models import Post
from ..services.approving import wanted_in_words
from .visible import S, with_rows


def for_approval(member: Member, at: datetime | None = None) -> list[Post]:
    """The posts that wait for this member, the first due first."""
    if not member.may(Permission.APPROVE_POSTS):
        return []
    waiting = with_rows(member.school.posts.filter(state=S.SUBMITTED).exclude(author=member.person))
    ordered = sorted(waiting, key=lambda post: (post.send_at or post.submitted_at or post.changed_at, post.pk))
    return [post for post in ordered if waits_for(post, member, at)]


def waits_for(post: Post, member: Member, at: datetime | None = None) -> bool:
    """Whether an approval that is still wanted is this member's to give."""
    if post.author_id == member.person.pk or not member.may(Permission.APPROVE_POSTS):
        return False
    try:
        return any(each.given_by(member) for each in judge(post, at=at))
    except NoPolicyInForce:
        return False


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
        found = list(Person.objects.current().filter(school=post.school, pk__in=holders))
    return [
        person for person in found if person.pk != post.author_id and member_of(person).may(Permission.APPROVE_POSTS)
    ]
