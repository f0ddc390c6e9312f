"""Writing a post: an idea, a draft, its wording for each account, changes, and looking it over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from gatepost.channels.models import Account
from gatepost.channels.situations import actors_of
from gatepost.policy import load_vocabulary
from gatepost.policy.vocabulary import NOT
from gatepost.rulings.ledger import do_duty
from gatepost.rulings.services import rule
from gatepost.schools.members import Member
from gatepost.schools.policies import NoPolicyInForce
from gatepost.schools.roles import Permission

from ..connections import takes_first_comment
from ..content import matter_of, read_wordings
from ..errors import NotDone
from ..models import Post, Wording
from ..moves import EDIT, TAKE_OVER, TAKE_UP, WITHDRAW
from ..situations import STATED, SUGGESTING, categories, suggest
from .moving import call_back, make, record, require_open, shift

S = Post.State


@dataclass(frozen=True)
class Worded:
    """How a post reads on one account; without a text of its own as everywhere."""

    account: Account
    text: str = ""
    link: str = ""
    first_comment: str = ""


@dataclass(frozen=True)
class Written:
    """What somebody writes in a post. Nothing has to be complete."""

    text: str = ""
    title: str = ""
    category: str = ""
    stated: Sequence[str] = ()
    send_at: datetime | None = None
    wordings: Sequence[Worded] = ()


@transaction.atomic
def offer(*, by: Member, text: str, title: str = "", at: datetime | None = None) -> Post:
    """Suggest a post. What the policy asks of somebody who has an idea is done by it."""
    by.require(Permission.SUGGEST_POST, by.school)
    moment = at or timezone.now()
    post = _made(by, Written(text=text, title=title), S.IDEA, moment)
    record(post, "post_suggested", by=by, at=moment)
    with suppress(NoPolicyInForce):  # an idea is welcome before there is a policy; nothing is sent without one
        situation = suggest(actors_of(by.roles)[0])
        ruling, _ = rule(school=by.school, situation=situation, subject=post, by=by, done=True, at=moment)
        for duty in ruling.duties.filter(owner=by.person):
            if SUGGESTING in duty.do:  # this is how it is raised: those who take suggestions up see it from now on
                do_duty(duty=duty, by=by, note="Suggested in Gatepost.", at=moment)
    return post


@transaction.atomic
def take_up(*, post: Post, by: Member, at: datetime | None = None) -> None:
    """Make a post of an idea, as its author. Whose idea it was stays with it.

    Raises:
        Overtaken: somebody else took it up.
    """
    by.require(Permission.COMPOSE_POSTS, post.school)
    idea_of = post.author if post.author_id != by.person.pk else None
    make(TAKE_UP, post, by=by, author=by.person, suggested_by=idea_of, changed_at=at or timezone.now())
    record(post, "post_taken_up", by=by, at=at)


@transaction.atomic
def take_over(*, post: Post, by: Member, at: datetime | None = None) -> None:
    """Become the author of somebody else's post, to change it. Whoever writes a post does not approve it.

    Raises:
        Overtaken: it is being sent.
    """
    by.require(Permission.COMPOSE_POSTS, post.school)
    moment = at or timezone.now()
    was = {"author": by.person, "suggested_by": post.suggested_by or post.author}
    make(TAKE_OVER, post, by=by, seen=post.version, version=post.version + 1, changed_at=moment, **was)
    call_back(post, moment)
    record(post, "post_taken_over", by=by, at=moment)


@transaction.atomic
def draft(*, by: Member, written: Written, at: datetime | None = None) -> Post:
    """Begin a post."""
    by.require(Permission.COMPOSE_POSTS, by.school)
    moment = at or timezone.now()
    post = _made(by, written, S.DRAFT, moment)
    _word(post, written.wordings)
    record(post, "post_drafted", by=by, at=moment)
    return post


@transaction.atomic
def edit(*, post: Post, by: Member, written: Written, version: int, at: datetime | None = None) -> None:
    """Write a post anew. What was approved or scheduled is so no longer, and has to be submitted again.

    `version` is the one that was seen, so that nobody's work is overwritten.

    Raises:
        Overtaken: somebody else changed it, or it is being sent.
    """
    by.require(Permission.COMPOSE_POSTS, post.school)
    moment = at or timezone.now()
    reopen(post, by=by, at=moment, version=version, **_plain(written))
    _word(post, written.wordings)


def written_of(post: Post) -> Written:
    """What stands in a post, as it was written."""
    own = [_worded(each) for each in post.wordings.select_related("account")]
    return Written(post.text, post.title, post.category, post.stated, post.send_at, own)


def reopen(post: Post, *, by: Member, at: datetime, version: int | None = None, **facts: Any) -> None:
    """Make a draft of a post, as part of whatever changes it to these facts. The record says so once, not at every letter.

    Of what was a draft before, everything else that was read of it still stands.
    """
    require_open(EDIT, post, by)
    seen = post.version if version is None else version
    changed = {"version": seen + 1, "changed_at": at, "reason": "", "clause": "", "submitted_at": None, **facts}
    if Post.objects.filter(pk=post.pk, version=seen, state=S.DRAFT).update(**changed):
        for name, value in (("state", S.DRAFT), *changed.items()):  # nobody else has changed it, so it need not be read
            setattr(post, name, value)
        return
    shift(post, EDIT.sources, seen=seen, state=EDIT.target, **changed)
    call_back(post, at)
    record(post, "post_reopened", by=by, at=at)


@transaction.atomic
def look_over(
    *,
    post: Post,
    by: Member,
    holds: Iterable[str] = (),
    holds_not: Iterable[str] = (),
    at: datetime | None = None,
) -> None:
    """Say that one has looked at just this: what it holds beside what was found, and what was found wrongly.

    Raises:
        NotDone: a word that the vocabulary does not have.
        Overtaken: it is being sent.
    """
    by.require(Permission.COMPOSE_POSTS, post.school)
    moment = at or timezone.now()
    said, not_said = sorted(set(holds)), sorted(set(holds_not))
    _check_content((*said, *not_said))
    reopen(post, by=by, at=moment)
    looked_over = {"holds": said, "holds_not": not_said, "digest": matter_of(post), "by": by.person.pk}
    Post.objects.filter(pk=post.pk).update(looked_over=looked_over)
    post.refresh_from_db()
    record(post, "post_looked_over", by=by, at=moment, holds=said, holds_not=not_said)


@transaction.atomic
def withdraw(*, post: Post, by: Member, at: datetime | None = None) -> None:
    """Put a post away that has not been sent.

    Raises:
        Overtaken: it is being sent.
    """
    by.require(Permission.SEE_OWN, post.school)
    moment = at or timezone.now()
    make(WITHDRAW, post, by=by, changed_at=moment)
    call_back(post, moment)
    record(post, "post_withdrawn", by=by, at=moment)


def _made(by: Member, written: Written, state: str, at: datetime) -> Post:
    return Post.objects.create(
        school=by.school, author=by.person, state=state, created_at=at, changed_at=at, **_plain(written)
    )


def _plain(written: Written) -> dict[str, Any]:
    if written.category and written.category not in categories():
        raise NotDone("Choose what the post is about from the list.")
    if wrong := [value for value in written.stated if value not in STATED]:
        raise NotDone(f"An author cannot say that this is so: {', '.join(wrong)}.")
    return {
        "text": written.text,
        "title": written.title,
        "category": written.category,
        "stated": sorted(set(written.stated)),
        "send_at": written.send_at,
    }


def _worded(wording: Wording) -> Worded:
    return Worded(wording.account, wording.own_text, wording.link, wording.first_comment)


def _word(post: Post, wordings: Sequence[Worded]) -> None:
    """Word a post on exactly these accounts. What is kept so already is not written again."""
    read_wordings(post)
    kept = [_worded(each) for each in post.wordings.all()]
    if set(wordings) == set(kept):
        return
    if gone := {each.account for each in kept} - {each.account for each in wordings}:
        post.wordings.filter(account__in=gone).delete()
    for each in wordings:
        if each.account.school_id != post.school_id:
            raise PermissionDenied("An account of another school.")
        if each in kept:
            continue
        if each.first_comment and not takes_first_comment(each.account):
            raise NotDone(f"On {each.account.name} Gatepost writes no first comment. Put it into the words.")
        Wording.objects.update_or_create(
            post=post,
            account=each.account,
            defaults={"own_text": each.text, "link": each.link, "first_comment": each.first_comment},
        )
    post.refresh_from_db(fields=["wordings"])


def _check_content(values: Iterable[str]) -> None:
    known = load_vocabulary()["content"].values
    if wrong := [value for value in values if value.removeprefix(NOT) not in known]:
        raise NotDone(f"The policy's vocabulary does not have: {', '.join(wrong)}.")
