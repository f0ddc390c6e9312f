"""What the clock asks for."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from gatepost.schools.models import School

from .recurring import raise_recurring
from .reminders import escalate, send, want


def tick(now: datetime | None = None) -> None:
    """Everything that the clock asks for at a moment.

    A worker calls it each minute. Called twice, or by two workers, it does the same as once.
    """
    moment = now or timezone.now()
    for school in School.objects.order_by("pk"):
        raise_recurring(school, moment)
        escalate(school, moment)
        want(school, moment)
    send(moment)
