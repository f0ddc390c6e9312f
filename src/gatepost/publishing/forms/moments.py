"""A moment as somebody enters it: by the clock in London."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.dateparse import parse_datetime

from ..clock import in_london
from ..errors import NoSuchTime


class MomentField(forms.DateTimeField):
    """A day and a time in one. Where the clocks go back and show it twice, the first is meant; a time that they leave out is refused."""

    def to_python(self, value: Any) -> datetime | None:
        try:
            found: datetime | None = super().to_python(value)
        except forms.ValidationError as problem:
            entered = parse_datetime(value) if problem.code == "ambiguous_timezone" else None
            if entered is None:
                raise
            found = moment(entered)
        return found


def moment(entered: datetime) -> datetime:
    """What a clock there shows, as a moment.

    Raises:
        ValidationError: it never shows that.
    """
    try:
        return in_london(entered.date(), entered.time())
    except NoSuchTime as problem:
        raise forms.ValidationError(str(problem)) from None
