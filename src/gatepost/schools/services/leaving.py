"""Somebody leaves: their posts end, and the floors above do what must follow.

This floor does not know of accounts or duties. Whoever does appends a function to `LEAVING`, from `AppConfig.ready`; it is called in the
transaction of the leaving, so that all of it happens or none.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from gatepost.records.services import write

from ..members import Actor
from ..models import Person
from ..roles import Permission
from .posts import require_power_over

LEAVING: list[Callable[[Person, Actor, date], Any]] = []
"""What else follows when a person leaves: `function(person, by, last_day)`."""


class AlreadyLeft(ValidationError):
    """The person has a last day already."""

    def __init__(self, person: Person) -> None:
        super().__init__(f"{person.name} already has a last day: {person.left_on:%d %B %Y}.")


@transaction.atomic
def leave(*, person: Person, by: Actor, last_day: date) -> None:
    """Set somebody's last day. Posts that would go on end on it, posts not yet begun are dropped, and what `LEAVING` holds follows.

    Raises:
        PermissionDenied: they hold a post that the actor could not end.
        AlreadyLeft: a last day is set.
        ValidationError: it is before they joined.
    """
    by.require(Permission.MANAGE_PEOPLE, person.school)
    require_power_over(by, person)
    if person.joined_on and last_day < person.joined_on:
        raise ValidationError(
            f"{person.name} joined on {person.joined_on:%d %B %Y}. The last day cannot be before that."
        )
    if not Person.objects.filter(pk=person.pk, left_on__isnull=True).update(left_on=last_day):
        person.refresh_from_db(fields=["left_on"])
        raise AlreadyLeft(person)
    person.left_on = last_day
    person.posts.filter(from_day__gt=last_day).delete()
    person.posts.filter(Q(until_day__isnull=True) | Q(until_day__gt=last_day)).update(until_day=last_day)
    write(school=person.school, by=by, verb="left", subject=person, facts={"last_day": last_day.isoformat()})
    for follow in LEAVING:
        follow(person, by, last_day)
