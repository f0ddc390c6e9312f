"""The page of posts: what waits for a member, what is theirs, what was suggested, what is on its way, and what went out last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from gatepost.schools.members import Member
from gatepost.schools.roles import Permission

from ..models import Picture, Post, Wording
from .visible import EVER_OUT, S, visible
from .waiting import among, when_due

BEGUN = (S.IDEA, S.DRAFT, S.REFUSED, S.EXPIRED)
COMING = (S.SUBMITTED, S.SCHEDULED, S.HELD)
LATELY = 10


@dataclass(frozen=True, slots=True)
class AtHand:
    """The posts of a school as a member has to do with them. By a post's number, `accounts` are the names of those that it goes to, and
    `pictures` how many it has."""

    for_me: list[Post]
    yours: list[Post]
    suggested: list[Post]
    coming: list[Post]
    out: list[Post]
    accounts: Mapping[int, list[str]]
    pictures: Mapping[int, int]


def at_hand(member: Member, at: datetime | None = None) -> AtHand:
    """All lists together, in as many queries as one of them would take."""
    seen = visible(member).select_related(None).select_related("author")
    states = (*COMING, S.IDEA) if member.may(Permission.COMPOSE_POSTS) else COMING
    unfinished = list(seen.filter(Q(author=member.person) | Q(state__in=states), state__in=(*BEGUN, *COMING)))
    out = list(seen.filter(state__in=EVER_OUT).order_by("-published_at", "-pk")[:LATELY])
    shown = [post.pk for post in (*unfinished, *out)]
    coming = sorted((post for post in unfinished if post.state in COMING), key=when_due)
    left = [post for post in unfinished if post.state not in COMING]
    return AtHand(
        for_me=among(coming, member, at),
        yours=[post for post in left if post.author_id == member.person.pk],
        suggested=[post for post in reversed(left) if post.author_id != member.person.pk],
        coming=coming,
        out=out,
        accounts=_accounts(shown),
        pictures=_pictures(shown),
    )


def _accounts(posts: Collection[int]) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for post, account in Wording.objects.filter(post__in=posts).order_by("pk").values_list("post", "account__name"):
        found[post].append(account)
    return found


def _pictures(posts: Collection[int]) -> Mapping[int, int]:
    counted = Picture.objects.filter(post__in=posts).order_by().values_list("post")
    return dict(counted.annotate(count=Count("pk")))
