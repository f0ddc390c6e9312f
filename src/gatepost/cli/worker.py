"""`gatepost worker`: do what is done in the background."""

from __future__ import annotations

from .installation import site


def worker() -> None:
    """Send reminders, raise recurring duties, and do what waits in the queue, until told to stop. The job in hand is finished first."""
    with site():
        from gatepost.site.working import work

        work()
