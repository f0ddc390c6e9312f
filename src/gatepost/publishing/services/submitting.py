"""Submitting a post, and having it ready to go out once nothing is wanted any more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from gatepost.platforms.drafts import content_hash, new_key
from gatepost.rulings.cards import card
from gatepost.rulings.services import rule
from gatepost.schools.members import Actor, Member
from gatepost.schools.roles import Permission

from ..corrections import place_of
from ..drafts import draft_of
from ..errors import Incomplete, InTheWay, PolicyStops, TooLate
from ..hands import had_words
from ..judging.judgement import Judgement, is_looked_over, judge, wanted_of
from ..missing import missing
from ..models import Delivery, Portrayed, Post
from ..moves import SUBMIT
from .moving import make, record, shift

S = Post.State
SAY_FIRST = "Somebody got the words to post by hand on {}. Say first, on the post's page, whether it is out there."


def submit(*, post: Post, by: Member, at: datetime | None = None) -> list[tuple[str, ...]]:
    """Hand a post in. Gives the approvals that it waits for; without any it is ready to go out.

    What the policy says is kept, also where it says no.

    Raises:
        Incomplete: something is missing that only the author can add.
        TooLate: its time has passed.
        InTheWay: somebody shown or named may not be, or nobody knows.
        PolicyStops: the policy forbids it, or wants something first that no approval is.
    """
    by.require(Permission.COMPOSE_POSTS, post.school)
    moment = at or timezone.now()
    check_complete(post, moment)
    with transaction.atomic():
        make(SUBMIT, post, by=by, seen=post.version, submitted_at=moment, reason="", clause="")
        stopping, wanted = hand_on(post, "post_submitted", by=by, at=moment, version=post.version)
    if stopping:
        raise_stop(stopping)
    return wanted


def hand_on(
    post: Post, verb: str, *, by: Actor, at: datetime, **facts: Any
) -> tuple[list[Judgement], list[tuple[str, ...]]]:
    """Put a post that was just handed in to the policy. Gives where it stops it, which makes it a draft again; else what it waits for.
    `verb` and `facts` are how the record tells that it was handed in."""
    judged = judge(post, at=at)
    keep_rulings(judged, by=by, at=at)
    if stopping := stopping_of(judged):
        shift(post, frozenset({S.SUBMITTED}), state=S.DRAFT, submitted_at=None)
        return stopping, []
    record(post, verb, by=by, at=at, **facts)
    _keep_found(post, judged)
    wanted = wanted_of(judged)
    if not wanted:
        schedule(post, by=by, at=at)
    return [], wanted


def schedule(post: Post, *, by: Actor, at: datetime) -> None:
    """Nothing is wanted any more: from its time on it may be sent. Part of the service that settles the last of it."""
    shift(post, frozenset({S.SUBMITTED}), state=S.SCHEDULED)
    due = post.send_at or at
    for wording in post.wordings.select_related("account", "post"):
        place = {"key": new_key(), **place_of(wording)}
        digest = content_hash(draft_of(wording, place["key"]))
        Delivery.objects.create(post=post, account=wording.account, digest=digest, due_at=due, next_try_at=due, **place)
    record(post, "post_scheduled", by=by, at=at, accounts=[each.account_id for each in post.wordings.all()])


def keep_rulings(judged: Sequence[Judgement], *, by: Actor, at: datetime, done: bool = False) -> None:
    """Keep what the policy said, account by account."""
    for each in judged:
        rule(
            school=each.wording.post.school,
            situation=each.situation,
            subject=each.wording.post,
            by=by,
            done=done,
            at=at,
        )


def stopping_of(judged: Sequence[Judgement]) -> list[Judgement]:
    """Where no approval could help."""
    return [each for each in judged if each.stopped]


def raise_stop(stopping: Sequence[Judgement]) -> None:
    """Say what stops a post: the policy first, with its clauses.

    Raises:
        PolicyStops, InTheWay: always one of them.
    """
    for each in stopping:
        if each.decision.verdict == "forbidden" or each.lacks:
            raise PolicyStops(card(each.pack, each.situation, each.decision))
    names = dict.fromkeys(one.person.name for each in stopping for one in each.in_the_way)
    raise InTheWay(tuple(names))


def check_complete(post: Post, at: datetime) -> None:
    """Whether everything is there that only its author can add.

    Raises:
        Incomplete, TooLate: it is not.
    """
    if post.send_at and post.send_at < at:
        raise TooLate
    lacking = [each.says for each in missing(post)]
    if not is_looked_over(post):
        lacking.append("Look the post over, and say what it holds.")
    lacking += [SAY_FIRST.format(each.account.name) for each in had_words(post)]
    if lacking:
        raise Incomplete(lacking)


def _keep_found(post: Post, judged: Sequence[Judgement]) -> None:
    """Whom the text names stays with the post, so that it is found by them later."""
    named = {one.person for each in judged for one in each.people if one.named}
    for person in named:
        Portrayed.objects.get_or_create(post=post, person=person, how=Portrayed.How.FOUND)
