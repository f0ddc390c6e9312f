"""Duties for the tests, raised as the site raises them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from gatepost.calendars import LONDON
from gatepost.rulings.models import Duty
from gatepost.rulings.services import rule
from tests.cast import Cast

MONDAY = datetime(2026, 9, 7, 9, 14, tzinfo=LONDON)
SATURDAY = datetime(2026, 9, 5, 9, 14, tzinfo=LONDON)
COMMENT = {"action": "comment_received", "account": "official", "channel": "facebook", "content": ["query"]}


def answer_owed(cast: Cast, by: str = "ben", at: datetime | None = MONDAY, **facts: Any) -> Duty:
    """A comment arrives: whoever enters it owes an answer within 24 hours."""
    ruling, _ = rule(school=cast.riverside, situation={**COMMENT, **facts}, by=cast.member(by), done=True, at=at)
    return next(duty for duty in ruling.duties.all() if duty.do == ["respond"])


def of_post(cast: Cast, post: str, at: datetime = MONDAY, **facts: Any) -> Duty:
    """The same, owed by whoever holds a post."""
    duty = answer_owed(cast, at=at)
    Duty.objects.filter(pk=duty.pk).update(owner=None, owner_role=post, **facts)
    duty.refresh_from_db()
    return duty
