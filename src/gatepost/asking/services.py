"""What asking changes: a count without names, and, when somebody says that it has happened, the duties that follow."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from gatepost.policy import Decision
from gatepost.rulings.models import Ruling
from gatepost.rulings.services import rule
from gatepost.rulings.stored import decision_of
from gatepost.schools.members import Actor, Member
from gatepost.schools.models import Person, School
from gatepost.schools.roles import Permission

from .models import QuestionCount

ONE_PRESS = timedelta(seconds=30)
"""Twice the same within this is once. What really happens twice, happens further apart."""


@transaction.atomic
def count_question(*, school: School, situation: Mapping[str, Any], verdict: str) -> None:
    """Count a question by what it is about and how it was answered; nothing of who asked is kept."""
    row, _ = QuestionCount.objects.get_or_create(
        school=school, day=timezone.localdate(), action=situation.get("action", ""), verdict=verdict
    )
    QuestionCount.objects.filter(pk=row.pk).update(count=F("count") + 1)


@transaction.atomic
def enter(*, school: School, situation: Mapping[str, Any], by: Actor) -> tuple[Ruling, Decision]:
    """Say that what was asked about has happened, or has been done: it is ruled on, and what follows stands in the ledger.

    Said again at once by the same person, it is the button pressed twice, and what was entered stands.
    """
    by.require(Permission.ENTER, school)
    entered = _just_entered(by, situation) if isinstance(by, Member) else None
    return (entered, decision_of(entered)) if entered else rule(school=school, situation=situation, by=by, done=True)


def _just_entered(by: Member, situation: Mapping[str, Any]) -> Ruling | None:
    """What the member entered in the same words moments ago. Of two that come together, the second waits for the first."""
    Person.objects.select_for_update().get(pk=by.person.pk)
    lately = by.school.rulings.filter(by=by.person, done=True, at__gt=timezone.now() - ONE_PRESS)
    return next((ruling for ruling in lately if ruling.situation == situation), None)
