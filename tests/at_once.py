"""People, or workers, who do something at the very same moment."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread

from django.db import connection

from gatepost.channels.errors import NotDone


def at_once(*acts: Callable[[], object]) -> list[str]:
    """What came of each act: its error's message, or nothing."""
    start, came = Barrier(len(acts)), [""] * len(acts)

    def run(number: int, act: Callable[[], object]) -> None:
        start.wait()
        try:
            act()
        except NotDone as problem:
            came[number] = str(problem)
        finally:
            connection.close()

    threads = [Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came
