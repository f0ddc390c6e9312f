"""Moving a post to another time, holding it back, and letting it go."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from ..models import Post
from .deciding import SeenForm
from .moments import moment


class MoveForm(SeenForm):
    """Another time for a post: a day and a time, each by itself, as both are easier to enter so."""

    day = forms.DateField(label="Day", widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    clock = forms.TimeField(label="Time", widget=forms.TimeInput({"type": "time"}, format="%H:%M"))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("day") and cleaned.get("clock"):
            cleaned["send_at"] = moment(datetime.combine(cleaned["day"], cleaned["clock"]))
        return cleaned


class HoldForm(SeenForm):
    reason = forms.CharField(
        label="Why", max_length=2000, widget=forms.Textarea({"rows": 3}), help_text="Its author reads it."
    )


def let_go_form(post: Post, now: datetime, data: Any = None) -> SeenForm:
    """How a post that is held is let go: at its time as long as that is to come; else another is asked for."""
    first = {"version": post.version}
    if post.send_at and post.send_at <= now:
        return MoveForm(data, initial=first)
    return SeenForm(data, initial=first)


def at_its_time(post: Post, to: datetime | None = None) -> dict[str, Any]:
    """What a form to move a post begins with: the time that it has, or is to have."""
    when = to or post.send_at
    there = timezone.localtime(when) if when else None
    return {
        "version": post.version,
        "day": there.date() if there else None,
        "clock": there.time().replace(second=0, microsecond=0) if there else None,
    }
