"""Which duties of the whole ledger are shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet

from .models import Duty
from .posts import POSTS
from .queries import late

SHOWN = {
    "open": "Everything that is due",
    "overdue": "Overdue",
    "escalated": "Passed on",
    "closed": "Done or set aside",
}
A_PERSON = "person"


class DutyFilter(forms.Form):
    """By state, and by the post that owes them. What cannot be read filters nothing."""

    show = forms.ChoiceField(label="Show", choices=list(SHOWN.items()), required=False)
    owner = forms.ChoiceField(
        label="Owed by",
        choices=[
            ("", "Anybody"),
            *((post.value, post.words.capitalize()) for post in sorted(POSTS)),
            (A_PERSON, "A person, because of what they did"),
        ],
        required=False,
    )

    def __init__(self, given: Mapping[str, Any]) -> None:
        super().__init__(given)
        self.is_valid()

    @property
    def shown(self) -> str:
        return self.cleaned_data.get("show") or "open"

    @property
    def closed(self) -> bool:
        return self.shown == "closed"

    def of(self, duties: QuerySet[Duty], now: datetime) -> QuerySet[Duty]:
        """The duties that were chosen, those due first at the top; of closed ones the latest."""
        chosen = self._of_owner(duties, self.cleaned_data.get("owner", ""))
        if self.closed:
            return chosen.exclude(state=Duty.State.DUE).order_by("-closed_at", "-pk")
        if self.shown == "overdue":
            return chosen.filter(late(now))
        due = chosen.filter(state=Duty.State.DUE)
        return due.filter(escalated_at__isnull=False) if self.shown == "escalated" else due

    def _of_owner(self, duties: QuerySet[Duty], owner: str) -> QuerySet[Duty]:
        if owner == A_PERSON:
            return duties.filter(owner__isnull=False)
        return duties.filter(owner__isnull=True, owner_role=owner) if owner else duties
