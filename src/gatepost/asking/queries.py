"""What is asked most."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Sum
from django.utils import timezone

from gatepost.policy.wording import value_words
from gatepost.schools.models import School

from .models import QuestionCount

RECENT = timedelta(days=365)


def asked_most(school: School) -> list[dict[str, Any]]:
    """The kinds of questions of the last year with how often each was put, the most frequent first."""
    since = timezone.localdate() - RECENT
    rows = (
        QuestionCount.objects.filter(school=school, day__gte=since)
        .values("action", "verdict")
        .annotate(times=Sum("count"))
        .order_by("-times", "action", "verdict")
    )
    return [{**row, "words": value_words("action", row["action"]) if row["action"] else "anything"} for row in rows]
