"""What can go wrong with a duty, in words for whoever tried."""

from __future__ import annotations

from django.utils import timezone

from gatepost.calendars import moment_words

from .models import Duty


class DutyError(Exception):
    """Nothing was changed."""


class AlreadySettled(DutyError):
    """Somebody else was first: `duty` is as they left it."""

    def __init__(self, duty: Duty) -> None:
        self.duty = Duty.objects.select_related("closed_by", "owner").get(pk=duty.pk)
        super().__init__(_who_was_first(self.duty))


class ReasonNeeded(DutyError):
    def __init__(self) -> None:
        super().__init__("Say why this need not be done. The reason stays in the record.")


class NobodyOfThisSchool(DutyError):
    def __init__(self) -> None:
        super().__init__("A duty can be handed to somebody who works, helps or governs here today, or to a post.")


def _who_was_first(duty: Duty) -> str:
    if duty.closed_at is None:
        return "Somebody else has handed this duty over in the meantime."
    who = duty.closed_by.name if duty.closed_by else "Gatepost"
    did = "marked this as done" if duty.state == Duty.State.DONE else "set this aside"
    return f"{who} {did} on {moment_words(duty.closed_at, timezone.now())}."
