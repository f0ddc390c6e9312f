"""What the demonstration tells of the past is done as on that day."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from unittest.mock import patch

from django.utils import timezone


@contextmanager
def days_ago(days: int, at: time = time(9, 30)) -> Iterator[datetime]:
    """Do what is within on a weekday about so many days ago, at a time of the day, as far as anything asks the clock.

    Nothing is written into the record under a date that its own clock did not show: the clock itself is turned back.
    """
    day = timezone.localdate() - timedelta(days=days)
    day -= timedelta(days=max(0, day.weekday() - 4))
    moment = min(timezone.make_aware(datetime.combine(day, at)), timezone.now())
    with patch("django.utils.timezone.now", lambda: moment):
        yield moment
