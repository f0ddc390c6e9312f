"""The ledger: raising duties, doing them, handing them over, setting them aside. The only writer of duties."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, BinaryIO, NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from gatepost.calendars import SchoolCalendar, deadline
from gatepost.policy import Pack
from gatepost.policy import decision as policy
from gatepost.records.services import add_evidence, write
from gatepost.schools.members import Actor, Member
from gatepost.schools.models import Person
from gatepost.schools.policies import pack_of_edition
from gatepost.schools.roles import Permission, Role

from .errors import AlreadySettled, NobodyOfThisSchool, ReasonNeeded
from .models import Duty, Ruling
from .posts import POSTS, actors_of, post_of
from .queries import calendar_of
from .steps import ADD_FILES, DO, HAND_OVER, SET_ASIDE, Step, may_take


class File(NamedTuple):
    """A file that shows that a duty was done."""

    name: str
    media_type: str
    stream: BinaryIO


def raise_duties(
    *, ruling: Ruling, duties: Iterable[policy.Duty], by: Actor, acting: Member | None = None
) -> list[Duty]:
    """Enter what a decision obliges to. One that is already due for the same subject is not entered twice.

    `acting` is whose act it was, where `by` entered it for them.
    """
    owed = list(duties)
    if not owed:
        return []
    pack, calendar = pack_of_edition(ruling.edition), calendar_of(ruling.school)
    return [raised for duty in owed if (raised := _raise(ruling, duty, pack, calendar, by, acting or by))]


def _raise(
    ruling: Ruling, duty: policy.Duty, pack: Pack, calendar: SchoolCalendar, by: Actor, acting: Actor
) -> Duty | None:
    person = _acting_person(duty, ruling.situation, pack, acting)
    same = {
        "clause": duty.clause,
        "do": _listed(duty.do),
        "to": _listed(duty.to),
        "owner": person,
        "owner_role": "" if person else post_of(duty.by),
        "subject": ruling.subject,
    }
    if Duty.objects.filter(school=ruling.school, state=Duty.State.DUE, **same).exists():
        return None
    raised = Duty.objects.create(
        school=ruling.school,
        ruling=ruling,
        edition=ruling.edition,
        also=list(duty.also),
        within=duty.within,
        raised_at=ruling.at,
        due_at=deadline(duty.within, ruling.at, calendar),
        **same,
    )
    facts = {"clause": duty.clause, "within": duty.within, "ruling": ruling.pk}
    write(school=ruling.school, by=by, verb="raised", subject=raised, facts=facts, at=ruling.at)
    return raised


def _acting_person(duty: policy.Duty, situation: Mapping[str, Any], pack: Pack, by: Actor) -> Person | None:
    """Whoever acts, where the duty is theirs by what they do and not by the post they hold.

    A duty without an owner is the actor's. So is one of the actor that the situation names, and one of a class of people (a teacher, the
    workforce) if the actor is of that class. But what an event asks of a post is the post's, whoever enters the event.
    """
    if not isinstance(by, Member):
        return None
    if duty.by is None:
        return by.person
    event = pack.vocabulary.is_event(situation.get("action", ""))
    of_a_post = any(post.actor == duty.by for post in POSTS)
    if of_a_post and (event or situation.get("actor") != duty.by):
        return None
    actors = pack.vocabulary["actor"]
    is_one = any(name in actors.values and actors.is_a(name, duty.by) for name in actors_of(by.roles))
    return by.person if is_one else None


@transaction.atomic
def do_duty(
    *, duty: Duty, by: Actor, note: str = "", evidence: Iterable[File] = (), at: datetime | None = None
) -> Duty:
    """Close a duty as done, with what shows it.

    Raises:
        PermissionDenied: it is not theirs, and they do not manage duties.
        AlreadySettled: somebody else has closed it.
        EvidenceRefused: a file cannot be kept.
    """
    now = at or timezone.now()
    _close(DO, duty, by, note, now)
    _keep(evidence, duty, by, now)
    write(school=duty.school, by=by, verb="did_duty", subject=duty, facts={"clause": duty.clause}, text=note, at=now)
    return duty


@transaction.atomic
def add_files(*, duty: Duty, by: Actor, files: Iterable[File], at: datetime | None = None) -> Duty:
    """Keep what shows that a duty is being done, before it is closed.

    Raises:
        PermissionDenied: it is not theirs, and they do not manage duties.
        EvidenceRefused: a file cannot be kept.
    """
    _require(ADD_FILES, duty, by)
    _keep(files, duty, by, at)
    return duty


@transaction.atomic
def set_aside(*, duty: Duty, by: Actor, reason: str, at: datetime | None = None) -> Duty:
    """Close a duty that need not be done.

    Raises:
        PermissionDenied: they do not manage duties.
        ReasonNeeded: no reason is given.
        AlreadySettled: somebody else has closed it.
    """
    now = at or timezone.now()
    _close(SET_ASIDE, duty, by, reason, now)
    facts = {"clause": duty.clause}
    write(school=duty.school, by=by, verb="set_aside", subject=duty, facts=facts, text=reason, at=now)
    return duty


@transaction.atomic
def hand_over(*, duty: Duty, by: Actor, to: Person | Role, note: str = "", at: datetime | None = None) -> Duty:
    """Give a duty to somebody else, or to whoever holds a post.

    Raises:
        PermissionDenied: they do not manage duties.
        NobodyOfThisSchool: the person is not there, or is no adult who works or governs here; or the post can owe no duties.
        AlreadySettled: somebody else has closed it or handed it over.
    """
    _require(HAND_OVER, duty, by)
    person, post = (to, "") if isinstance(to, Person) else (None, to.value)
    _check_receiver(duty, to)
    was = {"owner": duty.owner_id, "owner_role": duty.owner_role}
    found = Duty.objects.filter(pk=duty.pk, state__in=HAND_OVER.sources, **was)
    if not found.update(owner=person, owner_role=post):
        raise AlreadySettled(duty)
    facts = {
        "from_person": duty.owner_id,
        "from_post": duty.owner_role,
        "to_person": person.pk if person else None,
        "to_post": post,
    }
    write(school=duty.school, by=by, verb="handed_over", subject=duty, facts=facts, text=note, at=at)
    duty.owner, duty.owner_role = person, post
    return duty


def receivers(duty: Duty) -> Any:
    """The people to whom a duty can be handed: those who work, help or govern in its school today."""
    kinds = (Person.Kind.STAFF, Person.Kind.GOVERNOR, Person.Kind.VOLUNTEER)
    return Person.objects.current().filter(school=duty.school_id, kind__in=kinds)


def _check_receiver(duty: Duty, to: Person | Role) -> None:
    there = receivers(duty).filter(pk=to.pk).exists() if isinstance(to, Person) else to in POSTS
    if not there:
        raise NobodyOfThisSchool


def _require(step: Step, duty: Duty, by: Actor) -> None:
    by.require(Permission.SEE_OWN, duty.school)
    if not may_take(step, duty, by):
        raise PermissionDenied(f"{step.name} duty {duty.pk}")


def _close(step: Step, duty: Duty, by: Actor, reason: str, now: datetime) -> None:
    _require(step, duty, by)
    if step.needs_reason and not reason.strip():
        raise ReasonNeeded
    closed = {"state": step.target, "closed_at": now, "closed_by": by.person if isinstance(by, Member) else None}
    if not Duty.objects.filter(pk=duty.pk, state__in=step.sources).update(**closed):
        raise AlreadySettled(duty)
    duty.refresh_from_db()


def _keep(files: Iterable[File], duty: Duty, by: Actor, at: datetime | None) -> None:
    for file in files:
        add_evidence(school=duty.school, by=by, subject=duty, **file._asdict(), at=at)


def _listed(words: str | tuple[str, ...] | None) -> list[str]:
    return [] if words is None else [words] if isinstance(words, str) else list(words)
