"""Bars are placed and lifted. Nothing in the record leads from a bar to its person: the entry names the bar alone."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from gatepost.records.services import write

from ..members import Actor, Member
from ..models import Person, SafeguardingBar
from ..roles import Permission
from ..secrets import encrypt
from .image_permissions import tell_of_change


class AlreadyBarred(ValidationError):
    """A bar is in force."""


class NotBarred(ValidationError):
    """No bar is in force, or somebody else has just lifted it."""


@transaction.atomic
def place_bar(*, person: Person, by: Actor, reason: str) -> SafeguardingBar:
    """This person is not to be shown or named, whatever permission says.

    Raises:
        AlreadyBarred: a bar is in force.
        NoKey: the reason cannot be encrypted.
    """
    by.require(Permission.HOLD_SAFEGUARDING_BARS, person.school)
    try:
        with transaction.atomic():
            bar = SafeguardingBar.objects.create(
                person=person, reason=encrypt(reason) if reason else "", placed_by=_who(by)
            )
    except IntegrityError:
        raise AlreadyBarred(f"A bar is already in force for {person.name}.") from None
    tell_of_change([person])
    write(school=person.school, by=by, verb="bar_placed", subject=bar)
    return bar


@transaction.atomic
def lift_bar(*, person: Person, by: Actor) -> None:
    """Permission counts again.

    Raises:
        NotBarred: none is in force.
    """
    by.require(Permission.HOLD_SAFEGUARDING_BARS, person.school)
    bar = person.safeguarding_bars.filter(lifted_at__isnull=True).first()
    lifted = bar and SafeguardingBar.objects.filter(pk=bar.pk, lifted_at__isnull=True).update(
        lifted_at=timezone.now(), lifted_by=_who(by)
    )
    if not bar or not lifted:
        raise NotBarred(f"No bar is in force for {person.name}.")
    write(school=person.school, by=by, verb="bar_lifted", subject=bar)


def _who(by: Actor) -> Person | None:
    return by.person if isinstance(by, Member) else None
