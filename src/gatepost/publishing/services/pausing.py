"""Stopping everything from going out, in a school or in every school of its trust, and letting it go on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from gatepost.records.services import write
from gatepost.schools.members import GATEPOST, Actor, Member
from gatepost.schools.models import Person, School
from gatepost.schools.roles import Permission

from ..errors import NotDone, Overtaken
from ..models import Delivery, Pause, Post
from ..moves import HOLD
from .correcting import all_locked
from .moving import call_back, record, shift

PASSED = "Its time passed while everything was stopped. Give it a new one."


def is_paused(school: School) -> bool:
    """Whether nothing of a school's may go out."""
    return Pause.objects.filter(school=school, ended_at__isnull=True).exists()


@transaction.atomic
def pause_all(*, by: Member, reason: str = "", whole_trust: bool = False, at: datetime | None = None) -> None:
    """Stop everything that has not gone out yet.

    Raises:
        NotDone: it is stopped already.
    """
    moment = at or timezone.now()
    stopped = [school for school in _schools(by, whole_trust) if _begin(school, by.person, reason, whole_trust, moment)]
    if not stopped:
        raise NotDone("Everything is stopped already.")
    for school in stopped:
        _record(school, "posts_paused", by, reason, whole_trust, moment)


@transaction.atomic
def resume(*, by: Member, whole_trust: bool = False, at: datetime | None = None) -> None:
    """Let posts go out again. Those whose time has passed meanwhile are held, for somebody to look at.

    Raises:
        NotDone: nothing was stopped, or the trust stopped it.
    """
    moment = at or timezone.now()
    ended = [school for school in _schools(by, whole_trust) if _end(school, by.person, whole_trust, moment)]
    if not ended:
        raise NotDone("Nothing was stopped here, or somebody has let it go on already.")
    passed = _passed([school for school in ended if not is_paused(school)], moment)
    for school in ended:
        _record(school, "posts_resumed", by, "", whole_trust, moment)
    for post in passed:
        _hold(post, moment)


def _schools(by: Member, whole_trust: bool) -> Iterable[School]:
    by.require(Permission.PAUSE_TRUST if whole_trust else Permission.PAUSE_POSTS, by.school)
    trust = by.school.trust
    return list(trust.schools.order_by("pk")) if whole_trust and trust else [by.school]


def _begin(school: School, person: Person, reason: str, of_trust: bool, at: datetime) -> bool:
    try:
        with transaction.atomic():
            Pause.objects.create(school=school, of_trust=of_trust, reason=reason, by=person, at=at)
    except IntegrityError:
        return False
    return True


def _end(school: School, person: Person, of_trust: bool, at: datetime) -> bool:
    going_on = Pause.objects.filter(school=school, of_trust=of_trust, ended_at__isnull=True)
    return bool(going_on.update(ended_at=at, ended_by=person))


def _passed(schools: Iterable[School], at: datetime) -> list[Post]:
    """The posts whose time has passed. They are locked before anything is recorded, as everybody does."""
    late = Delivery.objects.filter(state=Delivery.State.DUE, due_at__lte=at)
    late = late.filter(post__school__in=schools, post__state=Post.State.SCHEDULED)
    return all_locked(set(late.values_list("post", flat=True)))


def _hold(post: Post, at: datetime) -> None:
    try:
        with transaction.atomic():
            call_back(post, at)
            shift(post, HOLD.sources, state=HOLD.target, reason=PASSED)
    except Overtaken:
        return  # part of it is out already: what is left of it is stale, and stays
    record(post, "post_held", by=GATEPOST, at=at)


def _record(school: School, verb: str, by: Member, reason: str, whole_trust: bool, at: datetime) -> None:
    """In another school of the trust it is Gatepost that acts, at the word of somebody who is not of that school."""
    actor: Actor = by if school.pk == by.school.pk else GATEPOST
    who = "" if actor is by else by.person.name
    text = " ".join(part for part in (who, reason) if part)
    write(school=school, by=actor, verb=verb, subject=school, facts={"whole_trust": whole_trust}, text=text, at=at)
