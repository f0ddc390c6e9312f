"""Posts as they stand in a list: one line each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from gatepost.calendars import LONDON
from gatepost.policy import Pack
from gatepost.schools.members import Member
from gatepost.schools.models import School

from .models import Post
from .queries import for_approval

S = Post.State
KINDS = {S.PUBLISHED: "done", S.SCHEDULED: "done", S.HELD: "attention", S.EXPIRED: "attention", S.TAKEN_DOWN: "closed"}
"""How a state looks, where it does not look as it is called."""
MOST = 90


@dataclass(frozen=True, slots=True)
class Line:
    """One post, ready to be drawn."""

    href: str
    words: str
    facts: str
    kind: str
    state: str


def line(post: Post, school: School, accounts: Iterable[str], pictures: int = 0, page: str = "post") -> Line:
    """A post that goes to these accounts, leading to one of its pages."""
    return Line(
        href=reverse(f"publishing:{page}", args=[school.slug, post.pk]),
        words=_short(str(post)),
        facts=" · ".join(_facts(post, accounts, pictures)),
        kind=KINDS.get(S(post.state), post.state),
        state=post.get_state_display(),
    )


def waiting_lines(member: Member, pack: Pack | None = None) -> list[Line]:
    """The posts that wait for a member's approval. `pack` is the one in force, where it is at hand."""
    waiting = for_approval(member, whole=False, pack=pack)
    accounts = {post.pk: [wording.account.name for wording in post.wordings.all()] for post in waiting}
    return [line(post, member.school, accounts[post.pk], page="approve") for post in waiting]


def _short(words: str) -> str:
    return words if len(words) <= MOST else f"{words[: MOST - 1].rstrip()}…"


def _facts(post: Post, accounts: Iterable[str], count: int) -> Iterator[str]:
    yield ", ".join(accounts) or "No account yet"
    yield post.author.name
    if count:
        yield f"{count} picture{'s' if count > 1 else ''}"
    if post.published_at:
        yield f"out since {_moment(post.published_at, ' %Y')}"
    elif post.send_at:
        yield _moment(post.send_at)


def _moment(at: datetime, year: str = "") -> str:
    there = at.astimezone(LONDON)
    return f"{there:%A} {there.day} {there:%B{year}, %H:%M}"
