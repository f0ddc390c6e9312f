"""What the clock asks for."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import DatabaseError
from django.utils import timezone

from gatepost.schools.models import School

from .recurring import raise_recurring
from .reminders import escalate, send, want

log = logging.getLogger("gatepost.rulings")


def tick(now: datetime | None = None) -> None:
    """Everything that the clock asks for at a moment.

    A worker calls it each minute. Called twice, or by two workers, it does the same as once.
    """
    moment = now or timezone.now()
    for school in School.objects.order_by("pk"):
        try:
            _of_school(school, moment)
        except DatabaseError:  # that is everybody's
            raise
        except Exception:  # one school's fault is not the others'
            log.exception("what the clock asked of a school broke off")
    send(moment)


def _of_school(school: School, now: datetime) -> None:
    raise_recurring(school, now)
    escalate(school, now)
    want(school, now)
