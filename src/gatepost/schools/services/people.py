"""People join, change, are a family, come back. (Leaving has a file of its own.)"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from gatepost.records.services import write

from ..members import Actor
from ..models import Family, Person, School
from ..roles import Permission
from .image_permissions import tell_of_change
from .posts import require_power_over

FACTS = (
    "kind",
    "first_name",
    "last_name",
    "known_as",
    "email",
    "year_group",
    "class_name",
    "external_id",
    "joined_on",
)
"""What `join` takes and `change` can change. The last day is `leaving.leave`'s."""

LOOKED_FOR_BY = frozenset({"first_name", "last_name", "known_as", "joined_on"})
"""By what somebody is found in what the school publishes. Under another name they may stand where nobody looked for them."""


class NothingLikeIt(Exception):
    """A fact that a person does not have."""


@transaction.atomic
def join(*, school: School, by: Actor, **facts: Any) -> Person:
    """Somebody comes to the school (`FACTS`).

    Raises:
        ValidationError: a fact is wrong, or the school's own number for the person is taken.
    """
    by.require(Permission.MANAGE_PEOPLE, school)
    person = Person(school=school, **_known(facts))
    person.full_clean()
    person.save()
    write(school=school, by=by, verb="joined", subject=person, facts={"kind": person.kind}, text=person.name)
    return person


@transaction.atomic
def change(*, person: Person, by: Actor, **facts: Any) -> tuple[str, ...]:
    """Change what is known of somebody. Gives the names of the facts that differ now.

    Raises:
        PermissionDenied: their first day would change, and with it whether they hold a post that the actor could not end.
        ValidationError: a fact is wrong, or a pupil would be somebody else.
    """
    by.require(Permission.MANAGE_PEOPLE, person.school)
    changed = {
        name: (getattr(person, name), value) for name, value in _known(facts).items() if getattr(person, name) != value
    }
    if not changed:
        return ()
    if "joined_on" in changed:
        require_power_over(by, person)
    if Person.Kind.PUPIL in changed.get("kind", ()):
        raise ValidationError({"kind": "A pupil stays one, and nobody becomes one. Enter them as somebody new."})
    for name, (_, value) in changed.items():
        setattr(person, name, value)
    person.full_clean()
    person.save(update_fields=list(changed))
    if LOOKED_FOR_BY.intersection(changed):
        tell_of_change([person])
    told = "; ".join(
        f"{name}: {before or 'nothing'} to {after or 'nothing'}" for name, (before, after) in changed.items()
    )
    write(
        school=person.school,
        by=by,
        verb="person_changed",
        subject=person,
        facts={"changed": sorted(changed)},
        text=told,
    )
    return tuple(changed)


@transaction.atomic
def come_back(*, person: Person, by: Actor, on: date) -> None:
    """Somebody who left is here again."""
    by.require(Permission.MANAGE_PEOPLE, person.school)
    if not Person.objects.filter(pk=person.pk, left_on__isnull=False).update(left_on=None, joined_on=on):
        raise ValidationError(f"{person.name} has not left.")
    person.left_on, person.joined_on = None, on
    tell_of_change([person])
    write(school=person.school, by=by, verb="came_back", subject=person, facts={"on": on.isoformat()})


@transaction.atomic
def set_parents(*, pupil: Person, parents: Collection[Person], by: Actor) -> bool:
    """Say who can give permission for a pupil. Gives whether anything changed.

    Raises:
        ValidationError: the child is no pupil, or somebody is of another school or no adult.
    """
    by.require(Permission.MANAGE_PEOPLE, pupil.school)
    check_family(pupil, parents)
    wanted = {parent.pk for parent in parents}
    standing = set(pupil.families_as_pupil.values_list("parent_id", flat=True))
    if wanted == standing:
        return False
    pupil.families_as_pupil.exclude(parent_id__in=wanted).delete()
    Family.objects.bulk_create(Family(parent_id=parent, pupil=pupil) for parent in sorted(wanted - standing))
    write(
        school=pupil.school,
        by=by,
        verb="parents_set",
        subject=pupil,
        facts={"added": sorted(wanted - standing), "removed": sorted(standing - wanted)},
    )
    return True


def check_family(pupil: Person, parents: Iterable[Person]) -> None:
    if pupil.kind != Person.Kind.PUPIL:
        raise ValidationError(f"{pupil.name} is not a pupil.")
    for parent in parents:
        if parent.school_id != pupil.school_id:
            raise ValidationError(f"{parent.name} is of another school.")
        if parent.kind == Person.Kind.PUPIL:
            raise ValidationError(f"{parent.name} is a pupil, and cannot give permission for another.")


def _known(facts: dict[str, Any]) -> dict[str, Any]:
    if unknown := set(facts) - set(FACTS):
        raise NothingLikeIt(f"A person has no {', '.join(sorted(unknown))}.")
    return {name: value or None if name in ("external_id", "joined_on") else value for name, value in facts.items()}
