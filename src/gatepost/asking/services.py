"""What asking changes: a count without names, and, when somebody says that it has happened, the duties that follow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from gatepost.policy import Decision
from gatepost.rulings.models import Ruling
from gatepost.rulings.services import rule
from gatepost.schools.members import Actor
from gatepost.schools.models import School
from gatepost.schools.roles import Permission

from .models import QuestionCount


@transaction.atomic
def count_question(*, school: School, situation: Mapping[str, Any], verdict: str) -> None:
    """Count a question by what it is about and how it was answered; nothing of who asked is kept."""
    row, _ = QuestionCount.objects.get_or_create(
        school=school, day=timezone.localdate(), action=situation.get("action", ""), verdict=verdict
    )
    QuestionCount.objects.filter(pk=row.pk).update(count=F("count") + 1)


@transaction.atomic
def enter(*, school: School, situation: Mapping[str, Any], by: Actor) -> tuple[Ruling, Decision]:
    """Say that what was asked about has happened, or has been done: it is ruled on, and what follows stands in the ledger."""
    by.require(Permission.ASK, school)
    return rule(school=school, situation=situation, by=by, done=True)
