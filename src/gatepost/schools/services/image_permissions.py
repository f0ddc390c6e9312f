"""Answers about pictures and names are recorded. Nothing is ever changed or taken out: an answer is followed by another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from gatepost.policy import load_vocabulary
from gatepost.records.services import write

from ..image_permissions import ANY_CHANNEL, Answer, standing
from ..members import Actor, Member
from ..models import Family, ImagePermission, Person
from ..roles import Permission

BY_LINK = "Answered by the parent's own link"

PERMISSION_CHANGED: list[Callable[[Sequence[Person]], Any]] = []
"""What else follows when what holds for people of a school changes, in the same transaction. The floors above append to it, from
`AppConfig.ready`; they are not told whether it was an answer or a bar."""


def tell_of_change(people: Sequence[Person]) -> None:
    """Have what must follow for people follow.

    Whoever tells it has written nothing into the record yet: what follows locks posts, and whoever locks a post writes the record after it.
    """
    for follow in PERMISSION_CHANGED:
        follow(people)


@dataclass(frozen=True)
class Said:
    """One answer of a parent: a use, a channel (or any), yes or no."""

    use: str
    channel: str
    yes: bool


@transaction.atomic
def record_answer(
    *, person: Person, by: Actor, use: str, answer: str, channel: str = "", **facts: Any
) -> ImagePermission:
    """Keep an answer. `facts`: basis, given_by, source, from_day (today unless said), until_day.

    Raises:
        ValidationError: a fact is wrong, or who answered is neither the person nor a parent of theirs.
    """
    by.require(Permission.RECORD_IMAGE_PERMISSIONS, person.school)
    kept = _keep(person, by, use=use, answer=answer, channel=channel, **facts)
    tell_of_change([person])
    _record([kept], by)
    return kept


def withdraw(*, person: Person, by: Actor, use: str, channel: str = "", **facts: Any) -> ImagePermission:
    """Keep that a permission was taken back, from today on unless said."""
    return record_answer(person=person, by=by, use=use, answer=Answer.WITHDRAWN, channel=channel, **facts)


@transaction.atomic
def answer_as_parent(*, pupil: Person, by: Member, answers: Iterable[Said], source: str = BY_LINK) -> int:
    """A parent's own answers. A no where there was a yes is a withdrawal. Gives how many answers were new.

    An answer for any channel is meant everywhere: channels that were answered otherwise follow it.

    Raises:
        PermissionDenied: the member is not a parent of the pupil.
    """
    if not Family.objects.filter(parent=by.person, pupil=pupil, parent__school=pupil.school).exists():
        raise PermissionDenied("Only a parent or carer of the pupil answers.")
    history = list(pupil.image_permissions.all())
    kept = [_keep(pupil, by, given_by=by.person, source=source, **facts) for facts in _news(history, answers)]
    tell_of_change([pupil])
    _record(kept, by)
    return len(kept)


def _news(history: list[ImagePermission], answers: Iterable[Said]) -> Iterable[dict[str, str]]:
    """What of the answers differs from what stands."""
    today = timezone.localdate()
    for said in answers:
        narrower = sorted({a.channel for a in history if a.use == said.use and a.channel}) if not said.channel else []
        for channel in (said.channel, *narrower):
            now = standing([a for a in history if a.use == said.use], said.use, channel, today)
            if now.known and now.given == said.yes:
                continue
            answer = Answer.GIVEN if said.yes else Answer.WITHDRAWN if now.given else Answer.REFUSED
            yield {"use": said.use, "channel": channel, "answer": answer}


def _keep(person: Person, by: Actor, **facts: Any) -> ImagePermission:
    recorder = by.person if isinstance(by, Member) else None
    facts = {"from_day": timezone.localdate(), **{name: value for name, value in facts.items() if value is not None}}
    permission = ImagePermission(person=person, recorded_by=recorder, **facts)
    _check(permission)
    permission.save()
    return permission


def _record(answers: Iterable[ImagePermission], by: Actor) -> None:
    """Write down what was answered. It comes last: see `tell_of_change`."""
    for each in answers:
        facts = {
            "person": each.person_id,
            "use": each.use,
            "channel": each.channel,
            "answer": each.answer,
            "given_by": each.given_by_id,
        }
        write(school=each.person.school, by=by, verb="permission_answered", subject=each, facts=facts)


def _check(permission: ImagePermission) -> None:
    permission.full_clean()
    if permission.channel != ANY_CHANNEL and permission.channel not in load_vocabulary()["channel"].values:
        raise ValidationError({"channel": f"'{permission.channel}' is not a channel that Gatepost knows."})
    who = permission.given_by
    if who is None or who.pk == permission.person_id:
        return
    if not Family.objects.filter(parent=who, pupil=permission.person).exists():
        raise ValidationError({"given_by": f"{who.name} is not a parent or carer of {permission.person.name}."})
