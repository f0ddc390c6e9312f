"""The one door through which the state of a post changes, and what every change of a post shares."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied

from gatepost.records.services import write
from gatepost.schools.members import Actor
from gatepost.schools.roles import Permission

from ..errors import HeldBack, Overtaken, OwnPost
from ..models import Delivery, Portrayed, Post
from ..moves import Move, is_held_from

WAITING = (Delivery.State.DUE, Delivery.State.FAILED, Delivery.State.BY_HAND)
IN_FLIGHT = (Delivery.State.SENDING, Delivery.State.SENT, Delivery.State.UNCONFIRMED)


def make(move: Move, post: Post, *, by: Actor, seen: int | None = None, **facts: Any) -> None:
    """Make a move, if the post still stands where the move starts, and is still the version that was `seen`, if that is said.

    Raises:
        PermissionDenied, OwnPost: not theirs to make.
        HeldBack: somebody else holds the post back.
        Overtaken: somebody else moved or changed it first.
    """
    require_open(move, post, by)
    shift(post, move.sources, seen=seen, state=move.target, **facts)


def require_open(move: Move, post: Post, by: Actor) -> None:
    """Refuse whoever may not make a move, wherever the post stands.

    Raises:
        PermissionDenied, OwnPost: not theirs to make.
        HeldBack: somebody else holds the post back.
    """
    by.require(Permission.SEE_OWN, post.school)
    if not move.open_to(post, by):
        if is_held_from(post, by):
            raise HeldBack(post)
        if move.own is False and by.may(move.permission):
            raise OwnPost
        raise PermissionDenied(f"{move.name} post {post.pk}")


def shift(post: Post, sources: frozenset[str], *, seen: int | None = None, **facts: Any) -> None:
    """Change a post where it still stands as it was seen.

    Raises:
        Overtaken: it does not.
    """
    standing = Post.objects.filter(pk=post.pk, state__in=sources)
    held_by = facts.pop("held_by", None)  # wherever it moves, whoever held it back does so no longer
    moved = (standing if seen is None else standing.filter(version=seen)).update(held_by=held_by, **facts)
    post.refresh_from_db()
    if not moved:
        raise Overtaken(post)


def call_back(post: Post, at: datetime) -> None:
    """Stop what has not been sent yet, and void every approval. Part of whatever changes or ends a post.

    Raises:
        Overtaken: some of it is being sent, or is out.
    """
    if post.deliveries.filter(state__in=IN_FLIGHT).exists():
        raise Overtaken(post, "This post is being sent, or is out already. Take it down instead.")
    stop_deliveries(post)
    post.approvals.filter(voided_at__isnull=True).update(voided_at=at)
    post.portrayed.filter(how=Portrayed.How.FOUND).delete()


def stop_deliveries(post: Post, why: str = "") -> None:
    """Whatever has not been sent yet is not sent."""
    post.deliveries.filter(state__in=WAITING).update(state=Delivery.State.STOPPED, error=why)


def record(post: Post, verb: str, *, by: Actor, at: datetime | None = None, text: str = "", **facts: Any) -> None:
    """Write into the record what was done with a post."""
    write(school=post.school, by=by, verb=verb, subject=post, facts=facts, text=text, at=at)


def record_delivery(
    delivery: Delivery, verb: str, *, by: Actor, at: datetime | None = None, text: str = "", **facts: Any
) -> None:
    """Write into the record what became of a post on one account."""
    told = {"account": delivery.account_id, "delivery": delivery.pk, **facts}
    record(delivery.post, verb, by=by, at=at, text=text, **told)
