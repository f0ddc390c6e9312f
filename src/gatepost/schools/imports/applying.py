"""Doing what a plan says: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from gatepost.records.services import write

from ..image_permissions import ANY_CHANNEL
from ..members import Actor, Member
from ..models import Family, ImagePermission, Person, PostHeld
from ..roles import Permission
from ..services.image_permissions import tell_of_change
from ..services.leaving import leave
from ..services.people import LOOKED_FOR_BY
from ..services.posts import HELD_BY_ONE, give_post
from .planning import Plan, number

BATCH = 500


class NotApplied(ValidationError):
    """The plan cannot be applied; nothing was changed."""


@transaction.atomic
def apply(plan: Plan, by: Actor) -> None:
    """Do what the plan says, with one entry in the record that holds how much it was and the digest of the file.

    Raises:
        NotApplied: rows are bad.
    """
    by.require(Permission.MANAGE_PEOPLE, plan.school)
    if plan.bad:
        raise NotApplied(f"{len(plan.bad)} rows cannot be used. Nothing is imported until they can.")
    if plan.does_nothing and not plan.said:
        return
    _add(plan)
    _change(plan)
    people = {number(person): person for person in Person.objects.filter(school=plan.school)}
    _set_families(plan, people)
    _answer(plan, by, people)
    _give_posts(plan, by, people)
    for person, last_day in plan.leave:
        leave(person=people[number(person)], by=by, last_day=last_day)
    _record(plan, by)


def _add(plan: Plan) -> None:
    made = (Person(school=plan.school, external_id=row.id, **row.facts) for row in plan.add)
    Person.objects.bulk_create(made, batch_size=BATCH)


def _change(plan: Plan) -> None:
    names = sorted({name for change in plan.change for name in change.facts})
    for change in plan.change:
        for name, (_, after) in change.facts.items():
            setattr(change.person, name, after)
    if names:
        Person.objects.bulk_update([change.person for change in plan.change], names, batch_size=BATCH)


def _give_posts(plan: Plan, by: Actor, people: Mapping[str, Person]) -> None:
    """Posts begin today, or on the first day of whoever is yet to come."""
    today, plain = timezone.localdate(), []
    for id, role in plan.posts:
        person = people[id]
        from_day = max(today, person.joined_on or today)
        if role in HELD_BY_ONE:
            give_post(person=person, role=role, by=by, from_day=from_day)
        else:
            plain.append(PostHeld(person=person, role=role, from_day=from_day))
    PostHeld.objects.bulk_create(plain, batch_size=BATCH)


def _set_families(plan: Plan, people: Mapping[str, Person]) -> None:
    wanted = {(people[parent].pk, people[child].pk) for parent, children in plan.families for child in children}
    parents = [people[parent].pk for parent, _ in plan.families]
    standing = {
        (family.parent_id, family.pupil_id): family.pk
        for start in range(0, len(parents), BATCH)
        for family in Family.objects.filter(parent_id__in=parents[start : start + BATCH])
    }
    gone = [pk for pair, pk in standing.items() if pair not in wanted]
    for start in range(0, len(gone), BATCH):
        Family.objects.filter(pk__in=gone[start : start + BATCH]).delete()
    made = (Family(parent_id=parent, pupil_id=pupil) for parent, pupil in sorted(wanted - standing.keys()))
    Family.objects.bulk_create(made, batch_size=BATCH)


def _answer(plan: Plan, by: Actor, people: Mapping[str, Person]) -> None:
    today = timezone.localdate()
    common: dict[str, Any] = {
        "channel": ANY_CHANNEL,
        "from_day": today,
        "source": f"Imported on {today:%d %B %Y}",
        "recorded_by": by.person if isinstance(by, Member) else None,
    }
    made = (ImagePermission(person=people[id], use=use, answer=answer, **common) for id, use, answer in plan.answers)
    ImagePermission.objects.bulk_create(made, batch_size=BATCH)
    answered = {people[id].pk: people[id] for id, _, _ in plan.answers}
    changed = {change.person.pk: change.person for change in plan.change if LOOKED_FOR_BY.intersection(change.facts)}
    tell_of_change(list({**answered, **changed}.values()))


def _record(plan: Plan, by: Actor) -> None:
    facts = {
        "added": len(plan.add),
        "changed": len(plan.change),
        "left": len(plan.leave),
        "posts": len(plan.posts),
        "families": len(plan.families),
        "file": plan.source,
    }
    write(school=plan.school, by=by, verb="people_imported", subject=plan.school, facts=facts)
    # New or not: that nothing is written, or one entry less, would tell what stands, and so who is barred.
    if plan.said:
        told = {"answers": len(plan.answers), "file": plan.source}
        write(school=plan.school, by=by, verb="permissions_imported", subject=plan.school, facts=told)
